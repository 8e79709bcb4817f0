"""Requests are lines of JSON on the standard input, answers are lines of JSON on what was the standard output."""
import json
import os
import sys
import warnings


def open_channel():
    """The answers' file. What Keras itself prints goes to the standard error."""
    warnings.simplefilter("ignore")
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    return answers


def serve(answers, functions):
    def say(answer):
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    say({"ready": True})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            say(functions[request.pop("do")](**request))
        except Exception as error:
            say({"error": "%s: %s" % (type(error).__name__, " ".join(str(error).split())[:400])})
