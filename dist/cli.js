#!/usr/bin/env node
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 712:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  c: () => (/* binding */ optionsOf),
  W: () => (/* binding */ parseArguments)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(975);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(452);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: ./lib/find.js + 1 modules
var find = __nccwpck_require__(27);
// EXTERNAL MODULE: ./lib/isolate/limits.js
var limits = __nccwpck_require__(417);
// EXTERNAL MODULE: ./lib/report/escape.js
var report_escape = __nccwpck_require__(527);
// EXTERNAL MODULE: ./lib/targets.js
var targets = __nccwpck_require__(697);
;// CONCATENATED MODULE: ./lib/settings.js








/** Every setting, with the same name and meaning in `action.yml` and on a command line. */
const SETTING_NAMES = [
    'format',
    'output-dir',
    'in-place',
    'overwrite',
    'check',
    'report',
    'architecture',
    'compile',
    'strict',
    'fail-on-refused',
    'concurrency',
    'shard',
    'memory-limit',
    'timeout',
    'prove',
    'python',
];
const FORMATS = ['h5', 'keras', 'weights'];
const MOST_CONCURRENT = 256;
const MOST_SHARDS = 1000;
/**
 * Settings as options.
 *
 * @throws Refusal naming the setting, what was found and what it takes
 */
async function readOptions(settings) {
    const root = await (0,promises_.realpath)(settings.root);
    const path = (name) => readPath(settings, name, root);
    const options = {
        root,
        contained: settings.contained,
        files: readFiles(settings.files),
        formats: readFormats(settings),
        outputDir: await path('output-dir'),
        inPlace: readBoolean(settings, 'in-place', false),
        overwrite: readBoolean(settings, 'overwrite', false),
        check: readBoolean(settings, 'check', false),
        compile: readBoolean(settings, 'compile', true),
        strict: readBoolean(settings, 'strict', false),
        architecture: await path('architecture'),
        report: await path('report'),
        failOnRefused: readBoolean(settings, 'fail-on-refused', true),
        concurrency: readInteger(settings, 'concurrency', 1, MOST_CONCURRENT) ?? (0,external_node_os_.availableParallelism)(),
        shard: readShard(settings),
        memoryLimit: megabytes(readInteger(settings, 'memory-limit', 64, 1_000_000)) ?? limits/* DEFAULT_MEMORY_LIMIT */.cr,
        timeLimit: readInteger(settings, 'timeout', 1, 6 * 3600),
        ...readProve(settings),
    };
    if (options.inPlace && options.outputDir !== undefined) {
        throw new errors/* Refusal */.P(`${settings.spelled('in-place')} and ${settings.spelled('output-dir')} exclude each other; give one`);
    }
    if (options.inPlace && options.formats.length > 1) {
        throw new errors/* Refusal */.P(`${settings.spelled('in-place')} writes one file over its source, but ${settings.spelled('format')} asks for ${options.formats.join(', ')}; give one format`);
    }
    await requireFile(options.architecture, settings);
    return options;
}
function readFiles(texts) {
    const files = texts.filter((text) => text !== '');
    return files.some((text) => !text.startsWith('!')) ? files : [...find/* DEFAULT_FILES */.Yc, ...files];
}
function readFormats(settings) {
    const names = textOf(settings, 'format', 'h5')
        .split(/[\s,]+/)
        .filter((name) => name !== '');
    for (const name of names) {
        if (!FORMATS.some((format) => format === name)) {
            throw refuse(settings, 'format', name, `${FORMATS.join(', ')}, or several with commas between`);
        }
    }
    return FORMATS.filter((format) => names.includes(format));
}
/** YAML 1.2's core schema, which GitHub follows for booleans. */
function readBoolean(settings, name, otherwise) {
    const text = textOf(settings, name, String(otherwise));
    if (/^(?:true|True|TRUE)$/.test(text))
        return true;
    if (/^(?:false|False|FALSE)$/.test(text))
        return false;
    throw refuse(settings, name, text, 'true or false');
}
function readInteger(settings, name, low, high) {
    const text = textOf(settings, name, '');
    if (text === '')
        return undefined;
    const value = Number(text);
    if (/^\d{1,9}$/.test(text) && value >= low && value <= high)
        return value;
    throw refuse(settings, name, text, `a whole number from ${low} to ${high}`);
}
function readShard(settings) {
    const text = textOf(settings, 'shard', '');
    if (text === '')
        return undefined;
    const [, index, count] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
    if (index !== undefined && count !== undefined && index >= 1 && index <= count && count <= MOST_SHARDS) {
        return { index, count };
    }
    throw refuse(settings, 'shard', text, 'a part and the number of parts, such as 2/5');
}
function readProve(settings) {
    const python = textOf(settings, 'python', '');
    if (readBoolean(settings, 'prove', false))
        return { prove: { python: python === '' ? undefined : python } };
    if (python === '')
        return {};
    throw new errors/* Refusal */.P(`${settings.spelled('python')} is for ${settings.spelled('prove')}; give that too, or neither`);
}
/** An absolute path; in the action one inside the workspace, links resolved. */
async function readPath(settings, name, root) {
    const text = textOf(settings, name, '');
    if (text === '')
        return undefined;
    if (text.includes('\0'))
        throw refuse(settings, name, text, 'a path without NUL characters');
    const path = (0,external_node_path_.resolve)(root, text);
    if (!settings.contained)
        return path;
    const real = await (0,targets/* realFolder */.PX)(path);
    const folders = name === 'report' ? [root, ...settings.reportFolders] : [root];
    if (!folders.some((folder) => (0,find/* isInside */.FK)(folder, real)) || (0,find/* isClosed */.Lx)((0,external_node_path_.relative)(root, real))) {
        throw refuse(settings, name, text, 'a path inside the workspace (links resolved) and outside .git and node_modules');
    }
    return path;
}
async function requireFile(path, settings) {
    if (path === undefined)
        return;
    const found = await (0,promises_.stat)(path).catch(() => undefined);
    if (found?.isFile())
        return;
    throw refuse(settings, 'architecture', path, 'the path of a JSON or YAML architecture, or of a whole-model file');
}
function textOf(settings, name, otherwise) {
    return settings.text(name)?.trim() || otherwise;
}
function megabytes(count) {
    return count === undefined ? undefined : count * 1024 ** 2;
}
function refuse(settings, name, found, takes) {
    return new errors/* Refusal */.P(`${settings.spelled(name)} is "${(0,report_escape/* shorten */.ml)((0,report_escape/* plainLine */.h0)(found), 100)}"; it takes ${takes}`);
}

;// CONCATENATED MODULE: ./lib/arguments.js



/** Settings that are true or false: `--name`, `--no-name`, `--name=true`. The others take a value. */
const BOOLEANS = new Set([
    'in-place',
    'overwrite',
    'check',
    'compile',
    'strict',
    'fail-on-refused',
    'prove',
]);
/**
 * A command line's flags and paths.
 *
 * @throws Refusal for an unknown flag or one without its value
 */
function parseArguments(argv) {
    const { tokens } = (0,external_node_util_.parseArgs)({
        args: [...argv],
        options: Object.fromEntries(SETTING_NAMES.filter((name) => !BOOLEANS.has(name)).map((name) => [name, { type: 'string' }])),
        allowPositionals: true,
        strict: false,
        tokens: true,
    });
    const settings = new Map();
    const positionals = [];
    let help = false;
    let version = false;
    for (const token of tokens) {
        if (token.kind === 'positional')
            positionals.push(token.value);
        if (token.kind !== 'option')
            continue;
        const { name, rawName, value } = token;
        if (name === 'help' || rawName === '-h')
            help = true;
        else if (name === 'version')
            version = true;
        else
            settings.set(...readFlag(name, rawName, value));
    }
    return { help, version, settings, positionals };
}
function readFlag(name, rawName, value) {
    const setting = SETTING_NAMES.find((known) => known === name);
    const denied = SETTING_NAMES.find((known) => BOOLEANS.has(known) && name === `no-${known}`);
    if (denied !== undefined && value === undefined)
        return [denied, 'false'];
    if (setting === undefined)
        throw new errors/* Refusal */.P(`unknown flag ${rawName}; --help lists them`);
    if (BOOLEANS.has(setting))
        return [setting, value ?? 'true'];
    if (value === undefined || value === '')
        throw new errors/* Refusal */.P(`${rawName} needs a value, such as ${rawName} ${EXAMPLES.get(setting) ?? 'VALUE'}`);
    return [setting, value];
}
const EXAMPLES = new Map([
    ['format', 'h5,keras'],
    ['output-dir', 'migrated'],
    ['report', 'report.json'],
    ['architecture', 'model.json'],
    ['concurrency', '2'],
    ['shard', '1/4'],
    ['memory-limit', '2048'],
    ['timeout', '600'],
    ['python', '.venv/bin/python'],
]);
/**
 * Parsed arguments as options; relative paths start at the current directory.
 *
 * @throws Refusal naming the flag, what was found and what it takes
 */
async function optionsOf({ settings, positionals }, root) {
    return readOptions({
        text: (name) => settings.get(name),
        spelled: (name) => `--${name}`,
        files: positionals,
        root,
        contained: false,
        reportFolders: [],
    });
}


/***/ }),

/***/ 69:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(136);
/* harmony import */ var _arguments_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(712);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_17__ = __nccwpck_require__(452);
/* harmony import */ var _help_js__WEBPACK_IMPORTED_MODULE_15__ = __nccwpck_require__(120);
/* harmony import */ var _inspect_command_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(570);
/* harmony import */ var _isolate_pool_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(335);
/* harmony import */ var _prove_prove_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(794);
/* harmony import */ var _report_console_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(243);
/* harmony import */ var _report_escape_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(527);
/* harmony import */ var _report_json_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(406);
/* harmony import */ var _report_merge_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(894);
/* harmony import */ var _report_summary_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(255);
/* harmony import */ var _report_totals_js__WEBPACK_IMPORTED_MODULE_12__ = __nccwpck_require__(251);
/* harmony import */ var _report_verdict_js__WEBPACK_IMPORTED_MODULE_13__ = __nccwpck_require__(356);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_14__ = __nccwpck_require__(548);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_16__ = __nccwpck_require__(411);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});


















const DONE = 0;
const NOT_ALL_DONE = 1;
const WRONG_USAGE = 2;
/** The worker's bundle lies beside this one. */
const WORKER = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_url__WEBPACK_IMPORTED_MODULE_2__.fileURLToPath)(import.meta.url)), 'worker.js');
async function main(argv) {
    const [first, ...rest] = argv;
    if (first === 'report')
        return reportCommand((0,_arguments_js__WEBPACK_IMPORTED_MODULE_3__/* .parseArguments */ .W)(rest));
    if (first === 'inspect')
        return (0,_inspect_command_js__WEBPACK_IMPORTED_MODULE_4__/* .inspectCommand */ .Q)(rest, WORKER, printText);
    return convertCommand((0,_arguments_js__WEBPACK_IMPORTED_MODULE_3__/* .parseArguments */ .W)(argv));
}
async function convertCommand(parsed) {
    if (parsed.help)
        return printText(_help_js__WEBPACK_IMPORTED_MODULE_15__/* .HELP */ ._);
    if (parsed.version)
        return printText(`${_version_js__WEBPACK_IMPORTED_MODULE_16__/* .CONVERTER_VERSION */ .A}\n`);
    if (parsed.positionals.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_17__/* .Refusal */ .P('no files are named; try --help, or: keras3-migrate "**/*.h5"');
    const options = await (0,_arguments_js__WEBPACK_IMPORTED_MODULE_3__/* .optionsOf */ .c)(parsed, process.cwd());
    const { report, notes } = await convert(options);
    for (const note of notes)
        printLine(note);
    printLine((0,_report_totals_js__WEBPACK_IMPORTED_MODULE_12__/* .countsInWords */ .Pe)(report) || 'nothing to do');
    if (options.report !== undefined)
        await (0,_report_json_js__WEBPACK_IMPORTED_MODULE_9__/* .writeReport */ .u)(report, options.report);
    return (0,_report_verdict_js__WEBPACK_IMPORTED_MODULE_13__/* .failureOf */ .g)(report, options) === undefined ? DONE : NOT_ALL_DONE;
}
async function convert(options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const progress = new _report_console_js__WEBPACK_IMPORTED_MODULE_7__/* .Progress */ .k(process.stderr);
        const pool = __addDisposableResource(env_1, new _isolate_pool_js__WEBPACK_IMPORTED_MODULE_5__/* .Pool */ .b({
            workerPath: WORKER,
            memoryLimit: options.memoryLimit,
            timeLimit: options.timeLimit,
        }), true);
        for (const signal of ['SIGINT', 'SIGTERM'])
            process.once(signal, () => pool.stop());
        const outcome = await (0,_run_js__WEBPACK_IMPORTED_MODULE_14__/* .run */ .e)(options, {
            convert: (job, bytes) => pool.convert(job, bytes),
            onFiles: (files) => progress.start(files.reduce((sum, { bytes }) => sum + bytes, 0)),
            onResult: (result, bytes) => progress.advance(bytes, () => (0,_report_console_js__WEBPACK_IMPORTED_MODULE_7__/* .resultLines */ .D)(result).forEach(printLine)),
        });
        progress.clear();
        if (options.prove === undefined)
            return outcome;
        return (0,_prove_prove_js__WEBPACK_IMPORTED_MODULE_6__/* .proveResults */ .h)(outcome, { ...options.prove, root: options.root, log: printLine });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Merges the reports of several machines into one, and prints it as a summary. */
async function reportCommand(parsed) {
    if (parsed.help)
        return printText(_help_js__WEBPACK_IMPORTED_MODULE_15__/* .HELP */ ._);
    const { positionals, settings } = parsed;
    if (positionals.length === 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_17__/* .Refusal */ .P('no reports are named; try: keras3-migrate report shard-*.json');
    const reports = positionals.map(async (path) => (0,_report_merge_js__WEBPACK_IMPORTED_MODULE_10__/* .parseReport */ .M)(await readReport(path), path));
    const report = (0,_report_merge_js__WEBPACK_IMPORTED_MODULE_10__/* .mergeReports */ .C)(await Promise.all(reports));
    const merged = settings.get('report');
    if (merged !== undefined)
        await (0,_report_json_js__WEBPACK_IMPORTED_MODULE_9__/* .writeReport */ .u)(report, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(merged));
    printText((0,_report_summary_js__WEBPACK_IMPORTED_MODULE_11__/* .summaryMarkdown */ .e)(report, { check: false, files: [], notes: [] }));
    const failOnRefused = settings.get('fail-on-refused') !== 'false';
    return (0,_report_verdict_js__WEBPACK_IMPORTED_MODULE_13__/* .failureOf */ .g)(report, { check: true, failOnRefused }) === undefined ? DONE : NOT_ALL_DONE;
}
function readReport(path) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8').catch((error) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_17__/* .Refusal */ .P(`${path} cannot be read (${messageOf(error)}); give a report that --report wrote`);
    });
}
function printText(text) {
    process.stdout.write(text);
    return DONE;
}
function printLine(line) {
    process.stdout.write(`${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_8__/* .plainLine */ .h0)(line)}\n`);
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
try {
    process.exitCode = await main(process.argv.slice(2));
}
catch (error) {
    process.stderr.write(`keras3-migrate: ${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_8__/* .plainLine */ .h0)(messageOf(error))}\n`);
    process.exitCode = error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_17__/* .Refusal */ .P ? WRONG_USAGE : NOT_ALL_DONE;
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ Failure),
/* harmony export */   P: () => (/* binding */ Refusal)
/* harmony export */ });
/**
 * What can be said of one file that is not converted. A *refusal* is a decision (why, and what to do instead); a
 * *failure* is a fault: a damaged file, a full disk. Both are one sentence: file, place, found, remedy.
 */
/** The file is sound but cannot be converted as asked. The message gives the place, what was found and the remedy. */
class Refusal extends Error {
    name = 'Refusal';
}
/** The file or the machine is at fault: malformed data, failed I/O. */
class Failure extends Error {
    name = 'Failure';
}


/***/ }),

/***/ 27:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Yc: () => (/* binding */ DEFAULT_FILES),
  lY: () => (/* binding */ findFiles),
  Lx: () => (/* binding */ isClosed),
  FK: () => (/* binding */ isInside),
  IC: () => (/* binding */ relativeName)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(452);
;// CONCATENATED MODULE: ./lib/glob.js

const MAX_PATTERN_LENGTH = 1024;
/** Patterns that one pattern with braces may stand for. */
const MAX_ALTERNATIVES = 256;
/** Whether a text is a pattern rather than one path. */
function isPattern(text) {
    return /[*?[{]/.test(text);
}
/**
 * @param pattern with `/` between its parts
 * @throws Refusal for a pattern that is too long or has too many alternatives
 */
function parseGlob(pattern) {
    if (pattern.length > MAX_PATTERN_LENGTH) {
        throw new errors/* Refusal */.P(`pattern ${pattern.slice(0, 60)}… has ${pattern.length} characters; use at most ${MAX_PATTERN_LENGTH}`);
    }
    const parts = pattern.split('/').filter((part, at) => (part !== '' || at === 0) && part !== '.');
    const fixed = parts.slice(0, -1).findIndex(isPattern);
    const baseParts = parts.slice(0, fixed === -1 ? -1 : fixed);
    const rest = parts.slice(baseParts.length).join('/');
    const alternatives = expandBraces(rest).map((text) => text.split('/').map(parsePart));
    const base = baseParts.length === 1 && baseParts[0] === '' ? '/' : baseParts.join('/');
    return {
        base,
        matches: (path) => {
            const names = path.split('/');
            return alternatives.some((alternative) => matchParts(alternative, names));
        },
    };
}
function expandBraces(pattern) {
    const done = [];
    const open = [pattern];
    for (let text = open.pop(); text !== undefined; text = open.pop()) {
        const braces = innermostBraces(text);
        if (braces === undefined)
            done.push(text);
        else {
            const [from, to] = braces;
            for (const choice of text.slice(from + 1, to).split(','))
                open.push(text.slice(0, from) + choice + text.slice(to + 1));
        }
        if (done.length + open.length > MAX_ALTERNATIVES) {
            throw new errors/* Refusal */.P(`pattern ${pattern} stands for more than ${MAX_ALTERNATIVES} patterns; use several lines instead`);
        }
    }
    return done;
}
/** The first pair of braces that holds no other. */
function innermostBraces(text) {
    const to = text.indexOf('}');
    const from = text.lastIndexOf('{', to);
    return to === -1 || from === -1 ? undefined : [from, to];
}
function parsePart(text) {
    if (text === '**')
        return { kind: 'folders' };
    const characters = Array.from(text);
    const tokens = [];
    for (let at = 0; at < characters.length; at++) {
        const character = characters[at] ?? '';
        const end = character === '[' ? characters.indexOf(']', at + 2) : -1;
        if (character === '*') {
            if (tokens.at(-1)?.kind !== 'star')
                tokens.push({ kind: 'star' });
        }
        else if (character === '?')
            tokens.push({ kind: 'any' });
        else if (end !== -1) {
            tokens.push(parseSet(characters.slice(at + 1, end)));
            at = end;
        }
        else
            tokens.push({ kind: 'text', character });
    }
    return { kind: 'name', tokens };
}
function parseSet(characters) {
    const negated = characters[0] === '!' || characters[0] === '^';
    const members = negated ? characters.slice(1) : characters;
    const ranges = [];
    for (let at = 0; at < members.length; at++) {
        const low = members[at] ?? '';
        const high = members[at + 1] === '-' ? members[at + 2] : undefined;
        ranges.push([low, high ?? low]);
        if (high !== undefined)
            at += 2;
    }
    return { kind: 'set', negated, ranges };
}
/** Two-pointer matching of parts to names: on a mismatch, the last `**` takes one more name. */
function matchParts(parts, names) {
    return matchWithStars(parts, names, (part) => part.kind === 'folders', (part, name) => part.kind === 'name' && matchName(part.tokens, name), (name) => !name.startsWith('.'));
}
function matchName(tokens, name) {
    if (name.startsWith('.') && !(tokens[0]?.kind === 'text' && tokens[0].character === '.'))
        return false;
    return matchWithStars(tokens, Array.from(name), (token) => token.kind === 'star', matchToken, () => true);
}
function matchToken(token, character) {
    switch (token.kind) {
        case 'text':
            return token.character === character;
        case 'set':
            return token.ranges.some(([low, high]) => low <= character && character <= high) !== token.negated;
        case 'any':
            return true;
        case 'star':
            return false;
    }
}
/**
 * Matches a sequence in which stars take any number of items that `swallows` allows. Going back to the last star alone is
 * enough: what an earlier star could take, the last one can take too.
 */
function matchWithStars(pattern, items, isStar, fits, swallows) {
    let at = 0;
    let star = -1;
    let resume = 0;
    for (let item = 0; item < items.length;) {
        const part = pattern[at];
        const found = items[item];
        if (part !== undefined && isStar(part)) {
            star = at++;
            resume = item;
        }
        else if (part !== undefined && fits(part, found)) {
            at++;
            item++;
        }
        else if (star !== -1 && swallows(items[resume])) {
            at = star + 1;
            item = ++resume;
        }
        else
            return false;
    }
    while (at < pattern.length && isStar(pattern[at]))
        at++;
    return at === pattern.length;
}

;// CONCATENATED MODULE: ./lib/find.js




/** Every name Keras gives a file that holds weights. */
const DEFAULT_FILES = ['**/*.h5', '**/*.hdf5', '**/*.keras'];
/** What is looked for in a folder that is named outright. */
const FOLDER_PATTERN = '**/*.{h5,hdf5,keras}';
/** Never entered: a repository's own store, and other people's packages. Compared without case, as Windows and macOS do. */
const CLOSED_FOLDERS = new Set(['.git', 'node_modules']);
/**
 * Finds the files that patterns, `!` excludes and plain paths name: regular files once links are resolved, and inside the
 * root where `contained`. A text that is the path of something that exists is that path, whatever characters it holds.
 *
 * @throws Refusal for a pattern that leads outside the root or is beyond limits
 */
async function findFiles(options) {
    const search = new Search(options.root, options.contained);
    for (const text of options.files)
        if (text.startsWith('!'))
            search.exclude(text.slice(1));
    for (const text of options.files)
        if (!text.startsWith('!'))
            await search.include(text);
    return search.found();
}
class Search {
    #root;
    #contained;
    #excludes = [];
    #files = new Map();
    #missing = new Set();
    #notes = new Set();
    constructor(root, contained) {
        this.#root = root;
        this.#contained = contained;
    }
    exclude(text) {
        this.#excludes.push(this.#place(text));
        this.#excludes.push(this.#place(`${text.replace(/[\\/]+$/, '')}/**`));
    }
    async include(text) {
        const path = (0,external_node_path_.resolve)(this.#root, text);
        const status = await (0,promises_.lstat)(path).catch(() => undefined);
        if (status !== undefined || !isPattern(text)) {
            this.#refuseOutside(path, text);
            if (status === undefined)
                this.#missing.add(text);
            else if (await isFolder(path, status))
                await this.#search(text, { folder: path, glob: parseGlob(FOLDER_PATTERN) });
            else
                await this.#addNamed(path, status);
            return;
        }
        await this.#search(text, this.#place(text));
    }
    found() {
        const files = [...this.#files.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
        return { files, missing: [...this.#missing], notes: [...this.#notes] };
    }
    #place(text) {
        // Windows separates folders with either sign; elsewhere a backslash belongs to a name.
        const glob = parseGlob(external_node_path_.sep === '\\' ? text.replaceAll('\\', '/') : text);
        const folder = (0,external_node_path_.resolve)(this.#root, glob.base);
        this.#refuseOutside(folder, text);
        return { folder, glob };
    }
    #refuseOutside(path, text) {
        if (this.#contained && !isInside(this.#root, path)) {
            throw new errors/* Refusal */.P(`files: ${text} leads outside the workspace; name files inside it`);
        }
    }
    async #search(text, { folder, glob }) {
        let matched = false;
        const real = await (0,promises_.realpath)(folder).catch(() => folder);
        if (this.#contained && !isInside(this.#root, real)) {
            this.#notes.add(`${text}: the folder is a link that leads outside the workspace, so it is left out`);
            return;
        }
        if (isClosed((0,external_node_path_.relative)(this.#root, real)))
            return;
        for await (const path of walk(folder, '')) {
            if (!glob.matches(path))
                continue;
            matched = true;
            await this.#add((0,external_node_path_.join)(folder, path), this.#contained ? this.#root : real);
        }
        if (!matched)
            this.#notes.add(`${text} matches no file`);
    }
    /** A path named outright: in a shell it may lead anywhere, and the result of a link lies beside the link. */
    async #addNamed(path, status) {
        if (this.#contained || !status.isSymbolicLink())
            return this.#add(path, this.#contained ? this.#root : undefined);
        const target = await (0,promises_.stat)(path).catch(() => undefined);
        const place = (0,external_node_path_.join)(await (0,promises_.realpath)((0,external_node_path_.dirname)(path)), (0,external_node_path_.basename)(path));
        if (target?.isFile())
            this.#keep(place, target.size);
        else
            this.#notes.add(`${relativeName(this.#root, path)} is a link to no regular file, so it is left out`);
    }
    /** @param limit the folder that a match must not leave once links are resolved; undefined: none */
    async #add(path, limit) {
        if (this.#excludes.some(({ folder, glob }) => glob.matches(relativeName(folder, path))))
            return;
        const name = relativeName(this.#root, path);
        const real = await (0,promises_.realpath)(path).catch(() => undefined);
        const status = real === undefined ? undefined : await (0,promises_.stat)(real);
        if (real === undefined || status === undefined) {
            this.#notes.add(`${name} is a link to nothing, or its name is not valid UTF-8, so it is left out`);
        }
        else if (limit !== undefined && !isInside(limit, real)) {
            const place = this.#contained ? 'the workspace' : 'the folder searched';
            this.#notes.add(`${name} is a link that leads outside ${place}, so it is left out`);
        }
        else if (isClosed((0,external_node_path_.relative)(this.#root, real))) {
            this.#notes.add(`${name} lies in .git or node_modules, so it is left out`);
        }
        else if (!status.isFile()) {
            this.#notes.add(`${name} is not a regular file, so it is left out`);
        }
        else
            this.#keep(real, status.size);
    }
    #keep(path, bytes) {
        this.#files.set(path, { path, name: relativeName(this.#root, path), bytes });
    }
}
/** Paths of the files and of the links below a folder, relative to it; links are not followed. */
async function* walk(folder, prefix) {
    const entries = await (0,promises_.readdir)(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
        if (entry.isFile() || entry.isSymbolicLink())
            yield prefix + entry.name;
        else if (entry.isDirectory() && !isClosed(entry.name)) {
            yield* walk((0,external_node_path_.join)(folder, entry.name), `${prefix}${entry.name}/`);
        }
    }
}
async function isFolder(path, status) {
    if (!status.isSymbolicLink())
        return status.isDirectory();
    return (await (0,promises_.stat)(path).catch(() => undefined))?.isDirectory() ?? false;
}
/** Whether a path is a folder or something below it; both absolute. */
function isInside(folder, path) {
    const way = (0,external_node_path_.relative)(folder, path);
    return way === '' || !(way === '..' || way.startsWith(`..${external_node_path_.sep}`) || (0,external_node_path_.isAbsolute)(way));
}
/** Whether a path relative to the root has a part that is never entered. */
function isClosed(path) {
    return path.split(external_node_path_.sep).some((part) => CLOSED_FOLDERS.has(part.toLowerCase()));
}
/** The path as reports name it: relative, with `/`; absolute on another drive. */
function relativeName(root, path) {
    return (0,external_node_path_.relative)(root, path).split(external_node_path_.sep).join('/');
}


/***/ }),

/***/ 120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ HELP)
/* harmony export */ });
/** What `--help` prints. */
const HELP = `Converts the HDF5 files that Keras 1 and 2 wrote to what Keras 3 loads, and verifies every byte.

Usage
  keras3-migrate [flags] PATH_OR_GLOB...
  keras3-migrate report [--report MERGED.json] REPORT.json...
  keras3-migrate inspect [--json] FILE, or --diff BEFORE AFTER

Examples
  keras3-migrate model.h5                         writes model.keras3.h5 beside it
  keras3-migrate --format keras models            every file below models/, as .keras archives
  keras3-migrate --output-dir migrated '**/*.h5'  the same folders below migrated/
  keras3-migrate --check '**/*.h5' '!old/**'      writes nothing; exit code 1 if a file needs converting

What is written
  --format LIST         h5 (Keras 3's H5 layout; the default), keras (.keras), weights (.weights.h5), or several: h5,keras
  --output-dir DIR      where results go; default: beside each source
  --in-place            over the source, whose name must fit the one format asked for
  --overwrite           replace files at a result's path that this tool did not write
  --no-compile          leave the training settings (optimizer, loss, metrics) out
  --strict              refuse a file where the default is to warn
  --architecture PATH   to_json() or to_yaml() output, or a whole-model file, for files that hold weights alone

What is done
  --check               write nothing, say what would be done
  --report FILE         everything about every file, as JSON
  --no-fail-on-refused  files that cannot be converted as asked do not make the exit code 1
  --concurrency N       files at once; default: one a processor
  --shard I/N           part I of N of the files, balanced by bytes
  --memory-limit MB     of resident memory that one file may take; default: 3072
  --timeout SECONDS     that one file may take; default: by its size
  --prove               load the results with the Keras 3 of this machine, where it has one, and say which
  --python PATH         the Python to do it with; default: the one on the path
  --help, --version

Patterns: * ? [a-z] {h5,hdf5}, ** for any folders, ! in front to exclude; quote them, or the shell expands them.
A folder stands for every .h5, .hdf5 and .keras file below it. Everything in .git and node_modules is left alone.

Exit code 0: all done, or nothing to do. 1: a file was refused or failed, or --check found work. 2: wrong usage.

report merges the JSON reports of several runs (shards) and prints one summary as Markdown.
inspect says what a Keras file is and what would change, or how two files differ; inspect --help says more.
`;


/***/ }),

/***/ 570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ inspectCommand)
});

// UNUSED EXPORTS: INSPECT_HELP

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(975);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __nccwpck_require__(452);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(161);
// EXTERNAL MODULE: ./lib/isolate/child.js + 1 modules
var isolate_child = __nccwpck_require__(948);
// EXTERNAL MODULE: ./lib/isolate/limits.js
var limits = __nccwpck_require__(417);
// EXTERNAL MODULE: ./lib/temporary.js
var temporary = __nccwpck_require__(780);
;// CONCATENATED MODULE: ./lib/inspect/ask-child.js






/**
 * Inspects files in a child process with limits on memory and time, as conversion does: the files are strangers'.
 *
 * @param workerPath absolute path of the worker's bundle
 * @throws Failure where a file cannot be read, or reading it took too much
 */
async function askChild(workerPath, message) {
    let bytes = 0;
    for (const { path } of message.inspect)
        bytes += (await (0,promises_.stat)(path)).size;
    const child = new isolate_child/* Child */.R(workerPath);
    try {
        const seconds = (0,limits/* timeLimitFor */.QI)(bytes);
        const outcome = await child.run(message, { memory: limits/* DEFAULT_MEMORY_LIMIT */.cr, seconds });
        const answer = answerOf(outcome);
        if (answer.kind === 'error')
            throw new errors/* Failure */.H(answer.reason);
        return answer;
    }
    finally {
        await child.stop();
        // An archive's weights are unpacked in the system's temporary folder.
        await (0,temporary/* removeAbandoned */.jU)((0,external_node_os_.tmpdir)());
    }
}
function answerOf(outcome) {
    switch (outcome.kind) {
        case 'result':
            return outcome.message;
        case 'time':
            return { kind: 'error', reason: 'reading it took too long: the file may be damaged' };
        case 'memory':
            return { kind: 'error', reason: 'reading it took too much memory: the file may be damaged' };
        case 'died':
            return { kind: 'error', reason: `the process that read it stopped (${outcome.how}): the file may be damaged` };
    }
}

// EXTERNAL MODULE: ./lib/report/escape.js
var report_escape = __nccwpck_require__(527);
// EXTERNAL MODULE: ./lib/report/totals.js
var totals = __nccwpck_require__(251);
;// CONCATENATED MODULE: ./lib/inspect/text.js


/** Lines of each kind before the rest is left to `--json`. */
const MOST_LAYERS = 2000;
const MOST_LINES = 40;
const VALUE_CHARACTERS = 160;
const LINE_CHARACTERS = 1000;
const LAYOUT_WORDS = new Map([
    ['legacy-h5-model', 'a whole model in legacy HDF5'],
    ['legacy-h5-weights', 'weights alone in legacy HDF5'],
    ['object-tree', 'weights in an object tree (.weights.h5)'],
    ['keras-archive', 'a whole model in a .keras archive'],
]);
/** An inspection as lines for a terminal; every line is safe to print, whatever the file holds. */
function inspectionLines(inspection) {
    const lines = [
        ...headLines(inspection),
        ...(inspection.outline === undefined
            ? []
            : ['', inspection.outline.className === undefined ? 'Weights' : 'Architecture']),
        ...(inspection.outline === undefined ? [] : outlineLines(inspection.outline)),
        ...trainingLines(inspection),
        '',
        'Conversion to Keras 3',
        ...conversionLines(inspection.conversion),
    ];
    return lines.map(printable);
}
function printable(line) {
    return (0,report_escape/* shorten */.ml)((0,report_escape/* plainLine */.h0)(line), LINE_CHARACTERS);
}
function headLines(inspection) {
    const { file, layout, kerasVersion, backend, convertedFrom, bytes, sha256 } = inspection;
    if (layout === undefined)
        return [`${file}: not read as Keras's`, `  ${(0,totals/* sizeInWords */._u)(bytes)}, SHA-256 ${sha256}`];
    const writer = kerasVersion === undefined ? 'by a Keras that left no version' : `by Keras ${kerasVersion}`;
    const counts = `${(0,totals/* plural */.LS)(inspection.tensors, 'weight')}, ${(0,totals/* plural */.LS)(inspection.parameters, 'parameter')} (${(0,totals/* sizeInWords */._u)(inspection.weightBytes)})`;
    const optimizer = inspection.optimizerTensors === 0
        ? ''
        : `, and ${(0,totals/* plural */.LS)(inspection.optimizerTensors, 'tensor')} of optimizer state`;
    return [
        `${file}: ${LAYOUT_WORDS.get(layout) ?? layout}, written ${writer}${backend === undefined ? '' : ` (${backend})`}`,
        ...(convertedFrom === undefined
            ? []
            : [
                `  made by keras3-migrate ${convertedFrom.converter} from a file of Keras ${convertedFrom.kerasVersion}, SHA-256 ${convertedFrom.sha256}`,
            ]),
        `  ${(0,totals/* sizeInWords */._u)(bytes)}, SHA-256 ${sha256}`,
        `  ${counts}${optimizer}`,
    ];
}
function outlineLines(outline) {
    const lines = [];
    const whole = count(outline);
    const print = (layer, depth, before) => {
        if (lines.length >= MOST_LAYERS)
            return;
        lines.push(`  ${'  '.repeat(depth)}${layerLine(layer, before)}`);
        let previous;
        for (const child of layer.children) {
            print(child, depth + 1, previous);
            previous = child.name;
        }
    };
    print(outline, 0, undefined);
    return whole > lines.length ? [...lines, `  … ${whole - lines.length} more layers; --json has all`] : lines;
}
function layerLine({ name, className, settings, inputs, weights, parameters }, before) {
    const said = Object.entries(settings).map(([key, value]) => `${key}=${valueText(value, 60)}`);
    const from = inputs.length === 0 || (inputs.length === 1 && inputs[0] === before) ? '' : `  ← ${inputs.join(', ')}`;
    const shapes = weights.map((weight) => `${lastName(weight.name)} ${shapeText(weight.shape)}${dtypeText(weight.dtype)}`);
    return [
        `${name}${className === undefined ? '' : ` (${className})`}`,
        said.length === 0 ? '' : ` ${said.join(' ')}`,
        shapes.length === 0 ? '' : `: ${shapes.join(', ')}`,
        parameters === 0 ? '' : `  [${parameters}]`,
        from,
    ].join('');
}
function count(layer) {
    return layer.children.reduce((sum, child) => sum + count(child), 1);
}
/** `dense/kernel:0` → `kernel`. */
function lastName(name) {
    return name.slice(name.lastIndexOf('/') + 1).replace(/:\d+$/, '');
}
function shapeText(shape) {
    return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}
function dtypeText(dtype) {
    return dtype === 'float32' ? '' : ` ${dtype}`;
}
/** The settings that say most; all of them are in `--json`. */
const TRAINING = ['optimizer_config', 'optimizer', 'loss', 'loss_weights', 'metrics', 'weighted_metrics'];
function trainingLines({ training }) {
    if (training === undefined || training === null || typeof training !== 'object')
        return [];
    const known = Object.entries(training).filter(([key, value]) => TRAINING.includes(key) && value !== null);
    return known.length === 0
        ? []
        : ['', 'Training', ...known.map(([key, value]) => `  ${key}: ${valueText(value, VALUE_CHARACTERS)}`)];
}
function conversionLines({ status, reason, renamed, changed, warnings }) {
    return [
        `  ${totals/* STATUS_WORDS */.ly.get(status) ?? status}${reason === undefined || status === 'would-convert' ? '' : `: ${reason}`}`,
        ...limited(warnings.map(({ layer, text }) => `  warning: ${layer === undefined ? '' : `layer "${layer}": `}${text}`)),
        ...listed((0,totals/* plural */.LS)(changed.length, 'setting is changed', 'settings are changed'), changed.map(changeText)),
        ...listed((0,totals/* plural */.LS)(renamed.length, 'entry is renamed', 'entries are renamed'), renamed.map(({ from, to }) => `${from} → ${to}`)),
    ];
}
function changeText({ path, from, to }) {
    return `${path}: ${valueText(from, VALUE_CHARACTERS)} → ${valueText(to, VALUE_CHARACTERS)}`;
}
function listed(title, lines) {
    return lines.length === 0 ? [] : [`  ${title}:`, ...limited(lines).map((line) => `    ${line}`)];
}
function valueText(value, limit) {
    return value === undefined ? '(not there)' : (0,report_escape/* shorten */.ml)(JSON.stringify(value) ?? '', limit);
}
/** A difference as lines for a terminal, in the manner of a diff. */
function differenceLines(difference) {
    const { files, same, moved, changed, onlyInFirst, onlyInSecond, settings, moreSettings } = difference;
    const lines = [
        `- ${files[0]}`,
        `+ ${files[1]}`,
        `${(0,totals/* plural */.LS)(same, 'dataset')} the same, ${moved.length} the same under another path, ${changed.length} changed, ${onlyInFirst.length} only in the first, ${onlyInSecond.length} only in the second`,
        ...limited(moved.map(({ from, to }) => `  ${from} → ${to}`)),
        ...limited(changed.map(({ before, after }) => `! ${before.path}: ${factsText(before, after)} → ${factsText(after, before)}`)),
        ...limited(onlyInFirst.map((facts) => `- ${facts.path}: ${factsText(facts)}`)),
        ...limited(onlyInSecond.map((facts) => `+ ${facts.path}: ${factsText(facts)}`)),
        `${(0,totals/* plural */.LS)(settings.length + moreSettings, 'setting')} of the architecture and training differ`,
        ...limited(settings.map(({ path, before, after }) => `  ${path}: ${valueText(before, VALUE_CHARACTERS)} → ${valueText(after, VALUE_CHARACTERS)}`)),
    ];
    return lines.map(printable);
}
function limited(lines) {
    if (lines.length <= MOST_LINES)
        return [...lines];
    return [...lines.slice(0, MOST_LINES), `… ${lines.length - MOST_LINES} more; --json has all`];
}
/** The hash is shown where shape and dtype are the same on both sides. */
function factsText({ shape, dtype, sha256 }, other) {
    const facts = `${shapeText(shape)} ${dtype}`;
    const alike = other !== undefined && String(other.shape) === String(shape) && other.dtype === dtype;
    return alike && sha256 !== undefined ? `${facts} ${sha256.slice(0, 12)}` : facts;
}
/** Whether nothing differs. */
function isSame({ moved, changed, onlyInFirst, onlyInSecond, settings }) {
    return moved.length + changed.length + onlyInFirst.length + onlyInSecond.length + settings.length === 0;
}

;// CONCATENATED MODULE: ./lib/inspect/command.js






const INSPECT_HELP = `Says what a Keras file is, and what a conversion would change and why. Writes nothing.

Usage
  keras3-migrate inspect [--json] FILE
  keras3-migrate inspect [--json] --diff BEFORE AFTER

Examples
  keras3-migrate inspect model.h5                           layout, version, layers with shapes and parameters
  keras3-migrate inspect --json model.h5                    the same for programs, with nothing left out
  keras3-migrate inspect --diff model.h5 model.keras3.h5    which entries, shapes, values and settings differ

FILE may be .h5, .hdf5, .keras or .weights.h5, of any Keras.
Exit code 0: done, or no difference. 1: the file cannot be read, or the two differ. 2: wrong usage.
`;
/**
 * The sub-command `inspect`.
 *
 * @param argv what follows `inspect`
 * @param workerPath absolute path of the worker's bundle
 * @param print receives text for standard output
 * @returns the exit code
 * @throws Refusal for wrong usage; Failure where a file cannot be read
 */
async function inspectCommand(argv, workerPath, print) {
    const { help, json, diff, files } = readArguments(argv);
    if (help) {
        print(INSPECT_HELP);
        return 0;
    }
    const answer = await askChild(workerPath, { inspect: await named(files, diff) });
    if (answer.kind === 'inspection') {
        print(json ? jsonText(answer.inspection) : linesText(inspectionLines(answer.inspection)));
        return 0;
    }
    print(json ? jsonText(answer.difference) : linesText(differenceLines(answer.difference)));
    return isSame(answer.difference) ? 0 : 1;
}
function readArguments(argv) {
    try {
        const { values, positionals } = (0,external_node_util_.parseArgs)({
            args: [...argv],
            options: { json: { type: 'boolean' }, diff: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
            allowPositionals: true,
        });
        return {
            help: values.help === true,
            json: values.json === true,
            diff: values.diff === true,
            files: positionals,
        };
    }
    catch (cause) {
        const found = cause instanceof Error ? cause.message.split('.', 1)[0] : String(cause);
        throw new errors/* Refusal */.P(`inspect: ${found}; it takes --json, --diff and --help`, { cause });
    }
}
async function named(files, diff) {
    const [first, second, third] = await Promise.all(files.map(existing));
    if (!diff && first !== undefined && second === undefined)
        return [first];
    if (diff && first !== undefined && second !== undefined && third === undefined)
        return [first, second];
    throw new errors/* Refusal */.P(diff
        ? `inspect --diff takes two files, not ${files.length}; try: keras3-migrate inspect --diff BEFORE AFTER`
        : `inspect takes one file, not ${files.length}; try: keras3-migrate inspect FILE, or inspect --diff BEFORE AFTER`);
}
async function existing(name) {
    const path = (0,external_node_path_.resolve)(name);
    const found = await (0,promises_.stat)(path).catch(() => undefined);
    if (!found?.isFile())
        throw new errors/* Refusal */.P(`inspect: "${name}" is not a file; check the path and the current directory`);
    return { path, name };
}
function jsonText(value) {
    return `${JSON.stringify(value, undefined, 2)}\n`;
}
function linesText(lines) {
    return `${lines.join('\n')}\n`;
}


/***/ }),

/***/ 948:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  R: () => (/* binding */ Child)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(421);
// EXTERNAL MODULE: ./lib/isolate/environment.js
var environment = __nccwpck_require__(628);
// EXTERNAL MODULE: ./lib/isolate/limits.js
var isolate_limits = __nccwpck_require__(417);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(975);
;// CONCATENATED MODULE: ./lib/isolate/memory.js



const run = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
/** Resident bytes of a process; undefined where the system does not tell or the process has ended. */
async function residentBytes(pid) {
    const kilobytes = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
    return kilobytes === undefined ? undefined : kilobytes * 1024;
}
async function fromProc(pid) {
    const status = await (0,promises_.readFile)(`/proc/${pid}/status`, 'latin1').catch(() => '');
    return kilobytesIn(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]);
}
async function fromPs(pid) {
    if (process.platform === 'win32')
        return undefined;
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
    return kilobytesIn(stdout.trim());
}
function kilobytesIn(text) {
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

;// CONCATENATED MODULE: ./lib/isolate/child.js




/** A process that converts one file at a time. What it prints is kept to tell how it died, and is never shown as it is. */
class Child {
    #process;
    #output = '';
    #ended;
    constructor(workerPath) {
        this.#process = (0,external_node_child_process_.fork)(workerPath, [], {
            env: (0,environment/* childEnvironment */.Q)(process.env),
            execArgv: [`--max-old-space-size=${isolate_limits/* HEAP_MEGABYTES */.hG}`],
            serialization: 'advanced',
            stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        });
        for (const stream of [this.#process.stdout, this.#process.stderr]) {
            stream?.setEncoding('utf8');
            stream?.on('data', (text) => {
                this.#output = (this.#output + text).slice(-isolate_limits/* KEPT_OUTPUT_BYTES */.Bx);
            });
        }
        this.#process.on('error', (error) => {
            this.#ended ??= error.message;
        });
        this.#process.on('exit', (code, signal) => {
            this.#ended ??= describeEnd(code, signal, this.#output);
        });
    }
    get pid() {
        return this.#process.pid;
    }
    get isAlive() {
        return this.#ended === undefined && this.#process.connected;
    }
    /** Resident bytes, where the system tells. */
    async memory() {
        return (this.pid === undefined ? undefined : await residentBytes(this.pid)) ?? 0;
    }
    /** Sends a message to which the worker answers with an `Answer`. */
    run(message, limits) {
        const started = performance.now();
        return new Promise((resolve) => {
            const finish = (outcome) => {
                clearInterval(watch);
                this.#process.off('message', onMessage).off('close', onClose).off('error', onClose);
                resolve(outcome);
            };
            const onMessage = (answer) => finish({ kind: 'result', message: answer });
            const onClose = () => finish({ kind: 'died', how: this.#ended ?? 'it ended without a result' });
            const watch = setInterval(async () => {
                if ((performance.now() - started) / 1000 > limits.seconds)
                    return finish({ kind: 'time' });
                if ((await this.memory()) > limits.memory)
                    finish({ kind: 'memory' });
            }, isolate_limits/* WATCH_INTERVAL_MS */.RK);
            this.#process.once('message', onMessage).once('close', onClose).once('error', onClose);
            if (this.#ended !== undefined)
                onClose();
            // A child that died meanwhile is heard of by its `close`.
            else
                this.#process.send(message, () => undefined);
        });
    }
    /** Ends the process at once and waits until it is gone, so that its temporary files can be removed. */
    async stop() {
        if (this.#process.exitCode !== null || this.#process.signalCode !== null || this.pid === undefined)
            return;
        const gone = new Promise((resolve) => this.#process.once('exit', () => resolve()));
        this.#process.kill('SIGKILL');
        await gone;
    }
}
function describeEnd(code, signal, output) {
    if (/heap out of memory/.test(output))
        return 'its JavaScript heap was full';
    if (/Aborted\(|RuntimeError/.test(output))
        return 'the HDF5 library aborted';
    return signal === null ? `it ended with code ${code}` : `it was stopped by ${signal}`;
}


/***/ }),

/***/ 628:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ childEnvironment)
/* harmony export */ });
/** What Node and the system need to start a process and to find the temporary folder. */
const KEPT = new Set([
    'PATH',
    'TMPDIR',
    'TMP',
    'TEMP',
    'SYSTEMROOT',
    'WINDIR',
    'LANG',
    'LC_ALL',
    'LD_LIBRARY_PATH',
    'DYLD_LIBRARY_PATH',
]);
/** The environment of a process that reads strangers' files: no token, no input, no secret, whatever its name. */
function childEnvironment(environment) {
    return Object.fromEntries(Object.entries(environment).filter(([name]) => KEPT.has(name.toUpperCase())));
}


/***/ }),

/***/ 417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A4: () => (/* binding */ RETIRE_BYTES),
/* harmony export */   Bx: () => (/* binding */ KEPT_OUTPUT_BYTES),
/* harmony export */   QI: () => (/* binding */ timeLimitFor),
/* harmony export */   RK: () => (/* binding */ WATCH_INTERVAL_MS),
/* harmony export */   cr: () => (/* binding */ DEFAULT_MEMORY_LIMIT),
/* harmony export */   hG: () => (/* binding */ HEAP_MEGABYTES)
/* harmony export */ });
/** What one file's conversion may take; beyond it the child process is stopped and the file has failed, not the run. */
/** Resident bytes. The bulk passes in slabs; the most a sound file needs is a few tensors whose values change. */
const DEFAULT_MEMORY_LIMIT = 3 * 1024 ** 3;
/** Start-up, and reading what a file of many small tensors holds. */
const BASE_SECONDS = 120;
/** Slower than any disk worth the name, with reading, writing, hashing and comparing all counted. */
const BYTES_A_SECOND = 2 * 1024 ** 2;
/** GitHub ends a job after six hours. */
const MOST_SECONDS = 5 * 3600;
/** Seconds that the conversion of a file may take. */
function timeLimitFor(bytes) {
    return Math.min(MOST_SECONDS, Math.ceil(BASE_SECONDS + bytes / BYTES_A_SECOND));
}
/** Between two looks at a child's memory and time. */
const WATCH_INTERVAL_MS = 200;
/** How much of what a child prints is kept; it serves only to tell an abort from a crash. */
const KEPT_OUTPUT_BYTES = 64 * 1024;
/** A child that has grown beyond this is not given another file: wasm memory never shrinks. */
const RETIRE_BYTES = 400 * 1024 ** 2;
/** JavaScript heap of a child, in MB; on systems where resident memory cannot be watched it is the limit, with wasm's 2 GiB. */
const HEAP_MEGABYTES = 1024;


/***/ }),

/***/ 335:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ Pool)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(760);
/* harmony import */ var _temporary_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(780);
/* harmony import */ var _child_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(948);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(417);





/** After these a child is as good as new; after anything else it is not given another file. */
const CLEAN = new Set([
    'converted',
    'would-convert',
    'up-to-date',
    'already-keras-3',
    'not-keras',
    'lfs-pointer',
]);
/**
 * Converts files in child processes: an abort, a hang or a bomb takes one file, not the run. A process that ended a file
 * well is used again, since starting one costs more than a small file does.
 */
class Pool {
    #options;
    #idle = [];
    #busy = new Map();
    #stopped = false;
    constructor(options) {
        this.#options = options;
    }
    /** @param bytes the source's size */
    async convert(job, bytes) {
        if (this.#stopped)
            return failed(job, 'the run was cancelled');
        const seconds = this.#options.timeLimit ?? (0,_limits_js__WEBPACK_IMPORTED_MODULE_4__/* .timeLimitFor */ .QI)(bytes);
        const child = this.#take();
        this.#busy.set(child, job);
        const outcome = await child.run({ job }, { memory: this.#options.memoryLimit, seconds });
        this.#busy.delete(child);
        const result = this.#resultOf(job, outcome, seconds);
        if (!this.#stopped &&
            outcome.kind === 'result' &&
            CLEAN.has(result.status) &&
            (await child.memory()) < _limits_js__WEBPACK_IMPORTED_MODULE_4__/* .RETIRE_BYTES */ .A4) {
            this.#idle.push(child);
        }
        else {
            await this.#clear(child, job);
        }
        return result;
    }
    /** Stops every child at once; what they were at is reported as failed, and their temporary files are removed. */
    async stop() {
        this.#stopped = true;
        const busy = [...this.#busy];
        await Promise.all(busy.map(([child, job]) => this.#clear(child, job)));
        await Promise.all(this.#idle.splice(0).map((child) => child.stop()));
    }
    async [Symbol.asyncDispose]() {
        await this.stop();
    }
    #take() {
        for (let child = this.#idle.pop(); child !== undefined; child = this.#idle.pop()) {
            if (child.isAlive)
                return child;
        }
        return new _child_js__WEBPACK_IMPORTED_MODULE_3__/* .Child */ .R(this.#options.workerPath);
    }
    async #clear(child, job) {
        await child.stop();
        // An archive's weights are unpacked in the system's temporary folder, also to look at them.
        const folders = new Set([(0,node_os__WEBPACK_IMPORTED_MODULE_0__.tmpdir)(), ...(job.check ? [] : job.targets.map(({ path }) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)))]);
        for (const folder of folders)
            await (0,_temporary_js__WEBPACK_IMPORTED_MODULE_2__/* .removeAbandoned */ .jU)(folder);
    }
    #resultOf(job, outcome, seconds) {
        switch (outcome.kind) {
            case 'result':
                return outcome.message.result;
            case 'time':
                return failed(job, `converting it took longer than ${seconds} s: the file may be damaged, or raise timeout`);
            case 'memory': {
                const megabytes = Math.round(this.#options.memoryLimit / 1024 ** 2);
                return failed(job, `converting it took more than ${megabytes} MB of memory: the file may be damaged, or raise memory-limit`);
            }
            case 'died':
                if (this.#stopped)
                    return failed(job, 'the run was cancelled');
                return failed(job, `the process that converted it stopped (${outcome.how}): the file may be damaged`);
        }
    }
}
function failed(job, reason) {
    return { source: job.name, status: 'failed', reason, outputs: [], renamed: [], changed: [], warnings: [] };
}


/***/ }),

/***/ 794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  h: () => (/* binding */ proveResults)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(421);
;// CONCATENATED MODULE: external "node:readline"
const external_node_readline_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");
// EXTERNAL MODULE: ./lib/isolate/environment.js
var environment = __nccwpck_require__(628);
;// CONCATENATED MODULE: ./lib/keras/python-json.js
/**
 * JSON as Python's `json` module writes it, read without losing what JavaScript's own parser loses: `1.0` stays a float
 * (an integer tensor times `2.0` is a float tensor, times `2` it is not), `NaN` and `Infinity` are values, and integers
 * beyond 2^53 keep their digits.
 */
/** A float whose value is integral: Python wrote `2.0`, and must read `2.0` again. */
class Float {
    value;
    constructor(value) {
        this.value = value;
    }
    valueOf() {
        return this.value;
    }
}
/** Deeper than any architecture nests (a model inside a model costs 4 levels), shallow enough to recurse over safely. */
const MAX_JSON_DEPTH = 512;
class JsonSyntaxError extends Error {
    name = 'JsonSyntaxError';
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Float);
}
/** The number a JSON value stands for, whether Python wrote it as an int or as a float; undefined for anything else. */
function asNumber(value) {
    if (typeof value === 'number')
        return value;
    if (value instanceof Float)
        return value.value;
    if (typeof value === 'bigint')
        return Number(value);
    return undefined;
}
/** A number that Python reads back as a float, whatever its value. */
function pythonFloat(value) {
    return Number.isInteger(value) ? new Float(value) : value;
}
/** Deep equality of JSON values; `1` and `1.0` differ, as they do in a file. */
function sameJson(a, b) {
    if (a === b)
        return true;
    return a !== undefined && b !== undefined && writeJson(a) === writeJson(b);
}
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const SPACE = /[ \t\n\r]*/y;
/** Python's own limit (`sys.set_int_max_str_digits`); without one, the time that an integer takes is quadratic. */
const MAX_INTEGER_DIGITS = 4300;
/**
 * Parses a JSON text written by Python.
 *
 * @throws JsonSyntaxError with the offset of what is wrong: a syntax error, nesting beyond {@link MAX_JSON_DEPTH}, or a
 * key named `__proto__`, which no Keras configuration has.
 */
function parseJson(text) {
    let at = 0;
    function fail(what) {
        throw new JsonSyntaxError(`${what} at offset ${at} of the JSON text`);
    }
    function skipSpace() {
        SPACE.lastIndex = at;
        SPACE.exec(text);
        at = SPACE.lastIndex;
    }
    function literal(word, value) {
        if (!text.startsWith(word, at))
            fail('unexpected character');
        at += word.length;
        return value;
    }
    function string() {
        if (text[at] !== '"')
            fail('malformed string');
        // Not by a regular expression: one that repeats a choice overflows the stack on a string of some megabytes.
        let end = text.indexOf('"', at + 1);
        while (end !== -1 && isEscaped(end))
            end = text.indexOf('"', end + 1);
        if (end === -1)
            fail('unterminated string');
        try {
            const read = JSON.parse(text.slice(at, end + 1));
            at = end + 1;
            return read;
        }
        catch {
            return fail('malformed string');
        }
    }
    /** Whether the character at `place` follows an odd number of backslashes. */
    function isEscaped(place) {
        let backslashes = 0;
        while (text[place - 1 - backslashes] === '\\')
            backslashes++;
        return backslashes % 2 === 1;
    }
    function number() {
        if (text.startsWith('-Infinity', at))
            return literal('-Infinity', Number.NEGATIVE_INFINITY);
        NUMBER.lastIndex = at;
        const match = NUMBER.exec(text);
        if (!match)
            fail('unexpected character');
        at = NUMBER.lastIndex;
        const digits = match[0];
        const value = Number(digits);
        if (digits.length > MAX_INTEGER_DIGITS)
            fail(`a number of ${digits.length} digits`);
        if (/[.eE]/.test(digits))
            return pythonFloat(value);
        return Number.isSafeInteger(value) ? value : BigInt(digits);
    }
    function value(depth) {
        if (depth > MAX_JSON_DEPTH)
            fail(`nesting deeper than ${MAX_JSON_DEPTH} levels`);
        skipSpace();
        switch (text[at]) {
            case '{':
                return object(depth);
            case '[':
                return array(depth);
            case '"':
                return string();
            case 't':
                return literal('true', true);
            case 'f':
                return literal('false', false);
            case 'n':
                return literal('null', null);
            case 'N':
                return literal('NaN', Number.NaN);
            case 'I':
                return literal('Infinity', Number.POSITIVE_INFINITY);
            default:
                return number();
        }
    }
    function object(depth) {
        const result = {};
        at++;
        skipSpace();
        if (text[at] === '}') {
            at++;
            return result;
        }
        for (;;) {
            skipSpace();
            const key = string();
            if (key === '__proto__')
                fail('a key named "__proto__"');
            skipSpace();
            if (text[at] !== ':')
                fail('expected ":"');
            at++;
            result[key] = value(depth + 1);
            skipSpace();
            const next = text[at++];
            if (next === '}')
                return result;
            if (next !== ',') {
                at--;
                fail('expected "," or "}"');
            }
        }
    }
    function array(depth) {
        const result = [];
        at++;
        skipSpace();
        if (text[at] === ']') {
            at++;
            return result;
        }
        for (;;) {
            result.push(value(depth + 1));
            skipSpace();
            const next = text[at++];
            if (next === ']')
                return result;
            if (next !== ',') {
                at--;
                fail('expected "," or "]"');
            }
        }
    }
    const result = value(0);
    skipSpace();
    if (at < text.length)
        fail('unexpected text after the value');
    return result;
}
/** Writes a JSON text that Python's `json.loads` reads back to the same values: {@link Float}s keep their point. */
function writeJson(value) {
    if (value === null || typeof value === 'boolean')
        return String(value);
    if (typeof value === 'bigint')
        return value.toString();
    if (typeof value === 'number')
        return Object.is(value, -0) ? '-0.0' : writeNumber(value);
    if (value instanceof Float)
        return Object.is(value.value, -0) ? '-0.0' : writeFloat(value.value);
    if (typeof value === 'string')
        return JSON.stringify(value);
    if (Array.isArray(value))
        return `[${value.map(writeJson).join(', ')}]`;
    return `{${Object.entries(value)
        .map(([key, item]) => `${JSON.stringify(key)}: ${writeJson(item)}`)
        .join(', ')}}`;
}
function writeNumber(value) {
    if (Number.isNaN(value))
        return 'NaN';
    if (!Number.isFinite(value))
        return value > 0 ? 'Infinity' : '-Infinity';
    return String(value);
}
function writeFloat(value) {
    const digits = String(value);
    return /[.e]/.test(digits) ? digits : `${digits}.0`;
}

;// CONCATENATED MODULE: ./lib/prove/keras-process.js




/** Importing TensorFlow on a busy machine. */
const START_SECONDS = 180;
/**
 * A Python that loads files with Keras, in a folder of ours and without any variable of the parent's environment that it
 * can do without: no token, no PYTHONPATH, no module of the current directory.
 */
class KerasProcess {
    #process;
    #lines;
    #waiting = [];
    #heard = [];
    #ended;
    /**
     * @param python path or name of the interpreter, as the user gave it
     * @param script absolute path of the program, alone in its folder
     * @param folder absolute; for what Keras writes in its home
     */
    constructor(python, script, folder) {
        this.#process = (0,external_node_child_process_.spawn)(python, ['-u', script], {
            cwd: folder,
            env: pythonEnvironment(process.env, folder),
            stdio: ['pipe', 'pipe', 'ignore'],
        });
        this.#process.on('error', (error) => this.#end(error.message));
        this.#process.on('close', (code, signal) => this.#end(`it ended with ${signal ?? `code ${code}`}`));
        // A process that is gone is heard of by its `close`.
        this.#process.stdin?.on('error', () => undefined);
        this.#lines = (0,external_node_readline_namespaceObject.createInterface)({ input: this.#process.stdout ?? process.stdin });
        this.#lines.on('line', (line) => {
            const next = this.#waiting.shift();
            if (next === undefined)
                this.#heard.push(line);
            else
                next(line);
        });
    }
    /** The Keras it found, or one sentence on why there is none that can be used. */
    async start() {
        const greeting = await this.#answer(START_SECONDS);
        if (typeof greeting === 'string')
            return greeting;
        const { keras, backend, missing } = greeting;
        if (typeof keras !== 'string')
            return `it has no Keras (${typeof missing === 'string' ? missing : 'no reason given'})`;
        if (!(Number(keras.split('.')[0]) >= 3))
            return `its Keras is ${keras}, and Keras 3 is needed`;
        return { version: keras, backend: typeof backend === 'string' ? backend : 'unknown' };
    }
    /** @param seconds that loading may take; beyond them the process is of no more use */
    async load(request, seconds) {
        this.#process.stdin?.write(`${JSON.stringify(request)}\n`);
        const answer = await this.#answer(seconds);
        if (typeof answer === 'string')
            return { kind: 'not-loaded', reason: answer };
        const { kind, by, layers, parameters, reason } = answer;
        if (kind === 'loaded' && typeof by === 'string' && typeof layers === 'number' && typeof parameters === 'number') {
            return { kind, by, layers, parameters };
        }
        const text = typeof reason === 'string' ? reason : 'it gave no reason';
        return { kind: kind === 'not-tried' ? kind : 'not-loaded', reason: text };
    }
    get isAlive() {
        return this.#ended === undefined;
    }
    async stop() {
        if (this.#ended !== undefined)
            return;
        const gone = new Promise((done) => this.#process.once('close', () => done()));
        this.#process.kill('SIGKILL');
        await gone;
    }
    async #answer(seconds) {
        const line = await this.#line(seconds);
        if (line === undefined) {
            const why = this.#ended ?? `it gave no answer in ${seconds} s`;
            await this.stop();
            return why;
        }
        try {
            const value = parseJson(line);
            return isObject(value) ? value : 'its answer is no JSON object';
        }
        catch (error) {
            if (error instanceof JsonSyntaxError)
                return 'its answer is not JSON';
            throw error;
        }
    }
    #line(seconds) {
        const heard = this.#heard.shift();
        if (heard !== undefined || this.#ended !== undefined)
            return Promise.resolve(heard);
        return new Promise((resolve) => {
            const timer = setTimeout(() => resolve(undefined), seconds * 1000);
            this.#waiting.push((line) => {
                clearTimeout(timer);
                resolve(line);
            });
        });
    }
    #end(how) {
        this.#ended ??= how;
        for (const next of this.#waiting.splice(0))
            next(undefined);
    }
}
const BACKENDS = ['tensorflow', 'jax', 'torch'];
function pythonEnvironment(parent, folder) {
    const backend = parent.KERAS_BACKEND;
    return {
        ...(0,environment/* childEnvironment */.Q)(parent),
        KERAS_HOME: folder,
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONIOENCODING: 'utf-8',
        // Loading needs no graphics card, and TensorFlow takes the whole of one.
        CUDA_VISIBLE_DEVICES: '-1',
        ...(backend !== undefined && BACKENDS.includes(backend) ? { KERAS_BACKEND: backend } : {}),
    };
}

;// CONCATENATED MODULE: ./lib/prove/script.js
/**
 * The program that a machine's own Python runs: it says which Keras it has, then loads each file it is sent. Requests and
 * answers are lines of JSON; answers go to a copy of standard output, so that nothing a library prints mixes with them.
 *
 * `safe_mode` alone does not make loading safe: Keras before 3.11 ignored it for `.h5` and imported any module that a
 * configuration names. So a configuration is read first, and a model is loaded only if all it names is Keras's own, with no
 * Python code, no other model format and no path of another file in it.
 */
const PROVE_SCRIPT = `
import importlib.util, json, os, sys, zipfile

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

def answer(**values):
    answers.write(json.dumps(values) + "\\n")
    answers.flush()

# Without a choice Keras wants TensorFlow, whether it is there or not.
if "KERAS_BACKEND" not in os.environ:
    for backend, module in (("tensorflow", "tensorflow"), ("jax", "jax"), ("torch", "torch")):
        if importlib.util.find_spec(module) is not None:
            os.environ["KERAS_BACKEND"] = backend
            break
try:
    import keras, h5py
    answer(keras=str(keras.__version__), backend=str(keras.backend.backend()))
except BaseException as error:
    answer(missing=f"{type(error).__name__}: {error}"[:300])
    sys.exit()

# The modules that a result may name. Operations are classes of their own modules; a bare function of any other could be one
# that opens or fetches files.
MODULES = {"builtins", "keras", "keras.layers", "keras.initializers", "keras.regularizers", "keras.constraints",
           "keras.activations", "keras.losses", "keras.metrics", "keras.optimizers", "keras.optimizers.schedules",
           "keras.dtype_policies", "keras.models", "keras.src.models.functional", "keras.src.models.sequential",
           "keras.src.applications.convnext", "keras.src.ops.core", "keras.src.ops.image", "keras.src.ops.linalg",
           "keras.src.ops.math", "keras.src.ops.nn", "keras.src.ops.numpy"}
OWN_CODE = {"Lambda", "__lambda__", "TorchModuleWrapper", "TFSMLayer", "JaxLayer", "FlaxLayer"}
FILES = {"vocabulary", "idf_weights", "filepath"}

def objection(value):
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            name, module = item.get("class_name"), item.get("module")
            if isinstance(name, str) and name in OWN_CODE:
                return f"it holds {name}, and code from a file is not run"
            if name is not None and module is not None and module not in MODULES:
                return f"it names {module}.{name}, which is not Keras's own"
            if item.get("registered_name") not in (None, name) and ">" in str(item["registered_name"]):
                return f"it needs {item['registered_name']}, which is not Keras's own"
            if any(isinstance(item.get(key), str) for key in FILES):
                return "it names another file"
            stack.extend(item.values())
    return None

def config_of(path):
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return json.loads(archive.read("config.json"))
    with h5py.File(path, "r") as file:
        return json.loads(file.attrs["model_config"])

def count_layers(path):
    """What load_weights would find: layers that own weights, and the numbers in them."""
    layers, numbers = set(), 0
    with h5py.File(path, "r") as file:
        if path.endswith(".weights.h5"):
            def visit(name, item):
                nonlocal numbers
                if isinstance(item, h5py.Dataset) and not name.startswith("optimizer/"):
                    layers.add(name.rsplit("/vars/", 1)[0])
                    numbers += item.size
            file.visititems(visit)
        else:
            from keras.src.legacy.saving import legacy_h5_format
            group = file if "layer_names" in file.attrs else file["model_weights"]
            for name in legacy_h5_format.load_attributes_from_hdf5_group(group, "layer_names"):
                weights = legacy_h5_format.load_subset_weights_from_hdf5_group(group[name])
                if weights:
                    layers.add(name)
                numbers += sum(int(weight.size) for weight in weights)
    return len(layers), numbers

model, loaded_for = None, None
for line in sys.stdin:
    request = json.loads(line)
    path, source = request["path"], request["source"]
    if source != loaded_for:
        model, loaded_for = None, source
    try:
        if request["model"]:
            why = objection(config_of(path))
            if why is not None:
                answer(kind="not-tried", reason=why)
                continue
            model = keras.models.load_model(path, safe_mode=True)
            answer(kind="loaded", by="load_model", layers=len(model.layers), parameters=int(model.count_params()))
        elif model is not None:
            model.load_weights(path)
            answer(kind="loaded", by="load_weights", layers=len(model.layers), parameters=int(model.count_params()))
        else:
            layers, parameters = count_layers(path)
            answer(kind="loaded", by="layer counts", layers=layers, parameters=parameters)
    except BaseException as error:
        answer(kind="not-loaded", reason=f"{type(error).__name__}: {error}"[:600])
`;

;// CONCATENATED MODULE: ./lib/prove/prove.js





/** Seconds for a small file, and bytes a second beyond that: Keras builds the model, then reads it. */
const BASE_SECONDS = 120;
const BYTES_A_SECOND = 5_000_000;
const MOST_SECONDS = 3600;
/**
 * Loads each result of a run with the machine's own Keras 3: whole models by `load_model`, weights into the model of the
 * same source where there is one, else by counting the layers that Keras finds. What Keras says is added to the results as
 * warnings and to the notes as one sentence; where there is no Keras 3, the note says so and nothing else happens.
 */
async function proveResults(outcome, options) {
    const written = outcome.report.files.filter(({ status }) => status === 'converted');
    if (written.length === 0)
        return outcome;
    const python = commandOf(options.python, options.root);
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'keras3-migrate-prove-'));
    try {
        const program = (0,external_node_path_.join)(folder, 'program');
        await (0,promises_.mkdir)(program);
        await (0,promises_.writeFile)((0,external_node_path_.join)(program, 'prove.py'), PROVE_SCRIPT);
        const start = () => new KerasProcess(python, (0,external_node_path_.join)(program, 'prove.py'), folder);
        return await proveAll(outcome, written, python, start, options);
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
/** A path holds where the user is, not in the folder that Python runs in; a name is looked up on the path. */
function commandOf(python, root) {
    if (python === undefined)
        return process.platform === 'win32' ? 'python' : 'python3';
    return /[/\\]/.test(python) ? (0,external_node_path_.resolve)(root, python) : python;
}
async function proveAll(outcome, written, python, start, { root, log }) {
    let keras = start();
    try {
        const found = await keras.start();
        if (typeof found === 'string') {
            const note = `No result was loaded as a proof: "${python}" cannot do it, since ${found}.`;
            return { ...outcome, notes: [...outcome.notes, note] };
        }
        const proved = new Map();
        const answers = [];
        for (const file of written) {
            const own = [];
            for (const output of wholeModelsFirst(file)) {
                if (!keras.isAlive) {
                    keras = start();
                    await keras.start();
                }
                own.push({ output, answer: await keras.load(requestFor(file, output, root), secondsFor(file)) });
            }
            answers.push(...own.map(({ answer }) => answer));
            const warnings = own.flatMap(({ output, answer }) => warningsOf(output, answer, found.version));
            for (const { text } of warnings)
                log(`warning: ${text}`);
            if (warnings.length > 0)
                proved.set(file.source, { ...file, warnings: [...file.warnings, ...warnings] });
        }
        return {
            report: { files: outcome.report.files.map((file) => proved.get(file.source) ?? file) },
            notes: [...outcome.notes, noteOf(answers, found)],
        };
    }
    finally {
        await keras.stop();
    }
}
/** Weights can then be loaded into the model. */
function wholeModelsFirst(file) {
    return file.outputs.toSorted((a, b) => Number(holdsModel(file, b)) - Number(holdsModel(file, a)));
}
function holdsModel(file, { format }) {
    return format === 'keras' || (format === 'h5' && file.layout !== 'legacy-h5-weights');
}
function requestFor(file, output, root) {
    return { path: (0,external_node_path_.resolve)(root, output.path), source: file.source, model: holdsModel(file, output) };
}
function secondsFor({ bytes = 0 }) {
    return Math.min(MOST_SECONDS, Math.ceil(BASE_SECONDS + bytes / BYTES_A_SECOND));
}
function warningsOf({ path }, answer, version) {
    switch (answer.kind) {
        case 'loaded':
            return [];
        case 'not-loaded':
            return [{ text: `Keras ${version} of this machine did not load "${path}": ${oneLine(answer.reason)}` }];
        case 'not-tried':
            return [{ text: `"${path}" was not loaded as a proof, because ${oneLine(answer.reason)}.` }];
    }
}
function oneLine(text) {
    return text.replace(/\s+/g, ' ').trim();
}
function noteOf(answers, { version, backend }) {
    const counts = new Map();
    for (const answer of answers) {
        if (answer.kind === 'loaded')
            counts.set(answer.by, (counts.get(answer.by) ?? 0) + 1);
    }
    const loaded = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const how = [...counts].map(([by, count]) => `${count} by ${by}`).join(', ');
    return `Keras ${version} (${backend}) of this machine loaded ${loaded} of ${answers.length} results${how === '' ? '' : `: ${how}`}.`;
}


/***/ }),

/***/ 243:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ resultLines),
/* harmony export */   k: () => (/* binding */ Progress)
/* harmony export */ });
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(527);
/* harmony import */ var _totals_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(251);


const MOST_WARNINGS = 20;
const LINE_CHARACTERS = 1000;
/** One file's result for a log or a terminal: what became of it, then its warnings, indented. */
function resultLines(result) {
    const { source, status, warnings } = result;
    const lines = [`${_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .STATUS_WORDS */ .ly.get(status) ?? status}: ${source}${detail(result)}`];
    for (const { layer, text } of warnings.slice(0, MOST_WARNINGS)) {
        lines.push(`  warning: ${layer === undefined ? '' : `layer "${layer}": `}${text}`);
    }
    if (warnings.length > MOST_WARNINGS)
        lines.push(`  and ${warnings.length - MOST_WARNINGS} more warnings`);
    return lines.map((line) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plainLine */ .h0)(line), LINE_CHARACTERS));
}
function detail({ status, reason, outputs, kerasVersion, tensors, bytes, renamed }) {
    if (status !== 'converted' && status !== 'would-convert')
        return reason === undefined ? '' : ` (${reason})`;
    const facts = [
        ...(kerasVersion === undefined ? [] : [`Keras ${kerasVersion}`]),
        ...(tensors === undefined ? [] : [(0,_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(tensors, 'tensor')]),
        ...(bytes === undefined ? [] : [(0,_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .sizeInWords */ ._u)(bytes)]),
        ...(renamed.length === 0 ? [] : [`${(0,_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(renamed.length, 'entry', 'entries')} renamed`]),
    ];
    return ` → ${outputs.map(({ path }) => path).join(', ')} (${facts.join(', ')})`;
}
/** A bar is worth drawing for more bytes than this: fewer are done at once. */
const MANY_BYTES = 50_000_000;
const BAR_WIDTH = 24;
/** A bar on the last line of a terminal, over the bytes of all files; nothing in a pipe. */
class Progress {
    #terminal;
    #total = 0;
    #done = 0;
    constructor(terminal) {
        this.#terminal = terminal;
    }
    start(bytes) {
        this.#total = bytes;
        this.#draw();
    }
    /** Prints lines above the bar, through the caller's `print`. */
    advance(bytes, print) {
        this.clear();
        print();
        this.#done += bytes;
        this.#draw();
    }
    clear() {
        if (this.#isShown)
            this.#terminal.write('\r\u001b[K');
    }
    get #isShown() {
        return this.#terminal.isTTY === true && this.#total >= MANY_BYTES;
    }
    #draw() {
        if (!this.#isShown)
            return;
        const share = Math.min(1, this.#done / this.#total);
        const filled = Math.round(share * BAR_WIDTH);
        const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
        const amount = `${(0,_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .sizeInWords */ ._u)(this.#done)} of ${(0,_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .sizeInWords */ ._u)(this.#total)}`;
        this.#terminal.write(`${bar} ${Math.floor(share * 100)} % (${amount})`);
    }
}


/***/ }),

/***/ 527:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   ZD: () => (/* binding */ escapeHtml),
/* harmony export */   h0: () => (/* binding */ plainLine),
/* harmony export */   ml: () => (/* binding */ shorten)
/* harmony export */ });
/* unused harmony export neutraliseMentions */
/**
 * Text that came from a file (names of layers, paths, messages) on its way to a place where some characters are orders:
 * HTML, Markdown, a log in which `::error::` is a workflow command, a terminal.
 */
/** C0 and C1 controls, DEL, line and paragraph separators. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
/** Invisible characters that reorder or hide text: bidirectional marks, zero-width characters, the byte-order mark. */
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
/** Half of a surrogate pair: not text, and an error in some encoders. */
const LONE_SURROGATE = /\p{Surrogate}/gu;
/**
 * Text as one line that a log can hold: control, bidirectional and invisible characters become `\u{…}`, so a name holding
 * a newline and `::error::` cannot start a workflow command and two names that differ stay different.
 */
function plainLine(text) {
    return text
        .replace(LONE_SURROGATE, spellOut)
        .replace(CONTROL, spellOut)
        .replace(INVISIBLE, spellOut)
        .replace(/^::/, ': :');
}
function spellOut(character) {
    return `\\u{${character.charCodeAt(0).toString(16)}}`;
}
/** Characters with a meaning in HTML, and those that are markup in GitHub's Markdown even between HTML tags. */
const MARKUP = /[&<>"'\\`*[\]~|@]|:(?=\/\/)|(?<=\bwww)\./gi;
/**
 * Text for the inside of an HTML element or a quoted attribute, also where Markdown is read around it: one line, as
 * {@link plainLine} makes it, with every character of markup as a numeric entity, which shows as that character.
 */
function escapeHtml(text) {
    return plainLine(text).replace(MARKUP, (character) => NAMED.get(character) ?? `&#${character.charCodeAt(0)};`);
}
const NAMED = new Map([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
]);
/** Text for prose in Markdown: {@link escapeHtml} and {@link neutraliseMentions}. */
function escapeMarkdown(text) {
    return neutraliseMentions(escapeHtml(text)).replace(/_/g, '&#95;');
}
/**
 * Text in which `@name` notifies nobody and `#12` links to nothing when GitHub shows it in a pull request, a comment or a
 * commit message: a zero-width space follows the sign, also where the sign is an entity, for GitHub looks at what entities
 * stand for (except inside `<code>` and `<pre>`).
 */
function neutraliseMentions(text) {
    return text.replace(/(?:&#64;|@|(?<!&)#)(?=[\p{L}\p{N}_-])/gu, '$&\u200b');
}
/** At most `limit` UTF-16 units, never half a character, with what was left out said. */
function shorten(text, limit) {
    if (text.length <= limit)
        return text;
    const kept = text.slice(0, limit).replace(/[\ud800-\udbff]$/, '');
    return `${kept}… (${text.length - kept.length} more characters)`;
}


/***/ }),

/***/ 406:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ writeReport)
/* harmony export */ });
/* unused harmony export reportJson */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(760);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(411);



/** The report as JSON text: every key is always there, `null` where nothing is known. */
function reportJson(report) {
    return `${JSON.stringify({ converter: { name: 'keras3-migrate', version: _version_js__WEBPACK_IMPORTED_MODULE_2__/* .CONVERTER_VERSION */ .A }, files: report.files.map(fileJson) }, undefined, 2)}\n`;
}
function fileJson(file) {
    return {
        source: file.source,
        status: file.status,
        reason: file.reason ?? null,
        layout: file.layout ?? null,
        kerasVersion: file.kerasVersion ?? null,
        sourceSha256: file.sourceSha256 ?? null,
        tensors: file.tensors ?? null,
        bytes: file.bytes ?? null,
        outputs: file.outputs.map(({ format, path, sha256 }) => ({ format, path, sha256: sha256 ?? null })),
        renamed: file.renamed.map(({ from, to }) => ({ from, to })),
        changed: file.changed.map(({ path, from, to }) => ({ path, from: from ?? null, to: to ?? null })),
        warnings: file.warnings.map(({ layer, text }) => ({ layer: layer ?? null, text })),
    };
}
async function writeReport(report, path) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, reportJson(report));
}


/***/ }),

/***/ 894:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ mergeReports),
/* harmony export */   M: () => (/* binding */ parseReport)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(452);
/* harmony import */ var _totals_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(251);


/**
 * Reads a report that another run wrote, perhaps on another machine.
 *
 * @param name how to call it in an error
 * @throws Refusal if the text is not such a report
 */
function parseReport(text, name) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P(`${name} is not JSON: give a report that --report wrote`, { cause: error });
    }
    const files = entries(value).get('files');
    if (!Array.isArray(files))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P(`${name} has no list "files": give a report that --report wrote`);
    return { files: files.map((file, at) => parseFile(entries(file), `${name}: file ${at + 1}`)) };
}
/** One report of several shards', in the order of names; of a file in two reports the last one counts. */
function mergeReports(reports) {
    const files = new Map(reports.flatMap((report) => report.files.map((file) => [file.source, file])));
    return { files: [...files.values()].sort((a, b) => (a.source < b.source ? -1 : 1)) };
}
function parseFile(file, where) {
    const status = [..._totals_js__WEBPACK_IMPORTED_MODULE_0__/* .STATUS_WORDS */ .ly.keys()].find((known) => known === file.get('status'));
    const source = textOf(file.get('source'));
    if (status === undefined || source === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P(`${where} has no source or no known status: was the report written by a newer version?`);
    }
    return {
        source,
        status,
        ...known('reason', textOf(file.get('reason'))),
        ...known('layout', textOf(file.get('layout'))),
        ...known('kerasVersion', textOf(file.get('kerasVersion'))),
        ...known('sourceSha256', textOf(file.get('sourceSha256'))),
        ...known('tensors', numberOf(file.get('tensors'))),
        ...known('bytes', numberOf(file.get('bytes'))),
        outputs: listOf(file.get('outputs')).map(parseOutput),
        renamed: listOf(file.get('renamed')).map((entry) => ({ from: required(entry, 'from'), to: required(entry, 'to') })),
        changed: listOf(file.get('changed')).map((entry) => ({
            path: required(entry, 'path'),
            from: jsonOf(entry.get('from')),
            to: jsonOf(entry.get('to')),
        })),
        warnings: listOf(file.get('warnings')).map((entry) => ({
            ...known('layer', textOf(entry.get('layer'))),
            text: required(entry, 'text'),
        })),
    };
}
function parseOutput(entry) {
    const format = ['h5', 'keras', 'weights'].find((known) => known === entry.get('format')) ?? 'h5';
    return { format, path: required(entry, 'path'), ...known('sha256', textOf(entry.get('sha256'))) };
}
function entries(value) {
    return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}
function listOf(value) {
    return Array.isArray(value) ? value.map(entries) : [];
}
function textOf(value) {
    return typeof value === 'string' ? value : undefined;
}
function numberOf(value) {
    return typeof value === 'number' ? value : undefined;
}
function required(entry, key) {
    return textOf(entry.get(key)) ?? '';
}
/** What `JSON.parse` gives is JSON; `null` stands for an entry that is not there. */
function jsonOf(value) {
    return value === null ? undefined : value;
}
function known(key, value) {
    return value === undefined ? {} : { [key]: value };
}


/***/ }),

/***/ 255:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ summaryMarkdown)
});

// UNUSED EXPORTS: SUMMARY_BYTES

// EXTERNAL MODULE: ./lib/report/escape.js
var report_escape = __nccwpck_require__(527);
;// CONCATENATED MODULE: ./lib/report/entry-tree.js
/**
 * Renamed entries as one tree in the manner of a diff: what only the source has after `-`, what only the result has
 * after `+`, and the groups of both after a space.
 *
 * @returns at most `limit` lines; names are as the file has them, unescaped
 */
function entryTree(renamed, limit) {
    const root = newNode();
    for (const { from, to } of renamed.slice(0, limit)) {
        insert(root, from, 'inSource');
        insert(root, to, 'inResult');
    }
    const lines = [];
    print(root, '', lines);
    return lines.slice(0, limit);
}
function newNode() {
    return { children: new Map(), inSource: false, inResult: false };
}
function insert(root, path, side) {
    let node = root;
    for (const name of path.split('/').filter((part) => part !== '')) {
        const child = node.children.get(name) ?? newNode();
        child[side] = true;
        node.children.set(name, child);
        node = child;
    }
}
function print(node, indent, lines) {
    for (const [name, child] of node.children) {
        const mark = child.inSource && child.inResult ? ' ' : child.inSource ? '-' : '+';
        lines.push(`${mark} ${indent}${name}${child.children.size > 0 ? '/' : ''}`);
        print(child, `${indent}  `, lines);
    }
}

// EXTERNAL MODULE: ./lib/report/totals.js
var report_totals = __nccwpck_require__(251);
;// CONCATENATED MODULE: ./lib/report/file-details.js



/** What one file may take of the summary: rows of each table, lines of the tree, characters of each cell. */
const MOST_ROWS = 200;
const MOST_TREE_LINES = 60;
const MOST_WARNINGS = 50;
const CELL_CHARACTERS = 200;
const SENTENCE_CHARACTERS = 1000;
/** One file's story, folded: warnings, the tree before and after, renamed entries, changed settings, how to load it. */
function fileDetails(file) {
    const facts = [
        report_totals/* STATUS_WORDS */.ly.get(file.status) ?? file.status,
        ...(file.kerasVersion === undefined ? [] : [`Keras ${(0,report_escape/* escapeHtml */.ZD)((0,report_escape/* shorten */.ml)(file.kerasVersion, 40))}`]),
        ...(file.renamed.length === 0 ? [] : [`${(0,report_totals/* plural */.LS)(file.renamed.length, 'entry', 'entries')} renamed`]),
        ...(file.changed.length === 0 ? [] : [`${(0,report_totals/* plural */.LS)(file.changed.length, 'setting')} changed`]),
        ...(file.warnings.length === 0 ? [] : [(0,report_totals/* plural */.LS)(file.warnings.length, 'warning')]),
    ];
    const blocks = [
        `<details><summary><code>${(0,report_escape/* escapeHtml */.ZD)((0,report_escape/* shorten */.ml)(file.source, 300))}</code>: ${facts.join(', ')}</summary>`,
        ...(file.reason === undefined ? [] : [(0,report_escape/* escapeMarkdown */.FV)((0,report_escape/* shorten */.ml)(file.reason, SENTENCE_CHARACTERS))]),
        ...warningsBlock(file),
        ...treeBlock(file),
        ...renamedBlock(file),
        ...changedBlock(file),
        ...loadingBlock(file),
        '</details>',
    ];
    return blocks.join('\n\n');
}
function warningsBlock({ warnings }) {
    if (warnings.length === 0)
        return [];
    const lines = warnings.slice(0, MOST_WARNINGS).map(({ layer, text }) => {
        const about = layer === undefined ? '' : `<code>${(0,report_escape/* escapeHtml */.ZD)((0,report_escape/* shorten */.ml)(layer, CELL_CHARACTERS))}</code>: `;
        return `- ⚠️ ${about}${(0,report_escape/* escapeMarkdown */.FV)((0,report_escape/* shorten */.ml)(text, SENTENCE_CHARACTERS))}`;
    });
    return [[...lines, ...moreLine(warnings.length, MOST_WARNINGS, '- ')].join('\n')];
}
function treeBlock({ renamed }) {
    const lines = entryTree(renamed, MOST_TREE_LINES).map((line) => (0,report_escape/* plainLine */.h0)((0,report_escape/* shorten */.ml)(line, CELL_CHARACTERS)));
    return lines.length === 0 ? [] : [codeBlock('diff', lines)];
}
function renamedBlock({ renamed }) {
    const rows = renamed.map(({ from, to }) => [code(from), code(to)]);
    return table(['In the source', 'In the result'], rows);
}
function changedBlock({ changed }) {
    const rows = changed.map(({ path, from, to }) => [code(path), value(from), value(to)]);
    return table(['Setting', 'Before', 'After'], rows);
}
function table(headings, rows) {
    if (rows.length === 0)
        return [];
    const lines = [
        headings.map((heading) => `<th>${heading}</th>`),
        ...rows.slice(0, MOST_ROWS).map((row) => row.map((cell) => `<td>${cell}</td>`)),
    ];
    const body = lines.map((cells) => `<tr>${cells.join('')}</tr>`);
    const more = moreLine(rows.length, MOST_ROWS, '').map((line) => `<tr><td colspan="${headings.length}">${line}</td></tr>`);
    return [['<table>', ...body, ...more, '</table>'].join('\n')];
}
function moreLine(count, limit, prefix) {
    return count > limit ? [`${prefix}${count - limit} more in the JSON report`] : [];
}
function code(text) {
    return `<code>${(0,report_escape/* escapeHtml */.ZD)((0,report_escape/* shorten */.ml)(text, CELL_CHARACTERS))}</code>`;
}
function value(json) {
    return json === undefined ? '<i>not there</i>' : code(JSON.stringify(json) ?? '');
}
/** How a Python program loads a result. */
function loadingBlock({ layout, outputs }) {
    if (outputs.length === 0)
        return [];
    return [codeBlock('python', ['import keras', ...outputs.map((output) => (0,report_escape/* plainLine */.h0)(loadingLine(output, layout)))])];
}
function loadingLine({ format, path }, layout) {
    const name = JSON.stringify((0,report_escape/* shorten */.ml)(path, 300));
    if (format === 'keras' || (format === 'h5' && layout !== 'legacy-h5-weights')) {
        return `model = keras.models.load_model(${name})`;
    }
    return `model.load_weights(${name})  # into the same architecture, built in Keras 3`;
}
/**
 * A code block; fenced where that is safe to the eye of every reader of the raw text, else HTML, in which markup of the
 * lines can be escaped.
 */
function codeBlock(language, lines) {
    if (!lines.some((line) => /[<>&`]/.test(line)))
        return [`\`\`\`${language}`, ...lines, '```'].join('\n');
    return `<pre lang="${language}"><code>${lines.map(report_escape/* escapeHtml */.ZD).join('\n')}</code></pre>`;
}

;// CONCATENATED MODULE: ./lib/report/summary.js



/** GitHub loses the whole summary of a step beyond 1 MiB. */
const SUMMARY_BYTES = 900_000;
/** The table may take so much of it; at some 200 bytes a row, more than 2,000 files. */
const TABLE_BYTES = 500_000;
/** The report as GitHub-flavoured Markdown: totals, a table of files, then what was renamed and changed file by file. */
function summaryMarkdown(report, options) {
    const files = inReadingOrder(report.files);
    const blocks = ['## Keras 3 migration', ...headline(report, options), ...(options.extra ?? [])];
    let room = SUMMARY_BYTES - byteLength(blocks.join('\n\n')) - 1000;
    if (files.length > 0) {
        const table = filesTable(files, Math.min(room, TABLE_BYTES));
        blocks.push(table);
        room -= byteLength(table);
    }
    const detailed = files.filter(hasDetails);
    const shown = [];
    for (const file of detailed) {
        const details = fileDetails(file);
        room -= byteLength(details) + 2;
        if (room < 0)
            break;
        shown.push(details);
    }
    blocks.push(...shown);
    if (shown.length < detailed.length) {
        blocks.push(`_The details of ${(0,report_totals/* plural */.LS)(detailed.length - shown.length, 'more file')} are in the JSON report._`);
    }
    return `${blocks.join('\n\n')}\n`;
}
function headline(report, { check, files, notes }) {
    const totals = (0,report_totals/* totalsOf */.vA)(report);
    const lines = [];
    if (totals.files === 0) {
        const patterns = files.slice(0, 10).map((pattern) => `<code>${(0,report_escape/* escapeHtml */.ZD)((0,report_escape/* shorten */.ml)(pattern, 200))}</code>`);
        lines.push(`No file matches ${patterns.join(', ')}: there is nothing to do.`);
    }
    else {
        lines.push(`**${(0,report_totals/* countsInWords */.Pe)(report)}** of ${(0,report_totals/* plural */.LS)(totals.files, 'file')}.`);
        const written = totals.converted + totals.wouldConvert;
        if (written > 0) {
            const verb = check ? 'would be' : 'were';
            const proof = check ? '' : ' Every result was read back and compared with its source before it got its name.';
            lines.push(`${(0,report_totals/* sizeInWords */._u)(totals.bytes)} of weights and ${(0,report_totals/* plural */.LS)(totals.renamed, 'renamed entry', 'renamed entries')} ${verb} written.${proof}`);
        }
    }
    const shown = notes.slice(0, 20).map((note) => `- ${(0,report_escape/* escapeMarkdown */.FV)((0,report_escape/* shorten */.ml)(note, 500))}`);
    if (notes.length > shown.length)
        shown.push(`- and ${notes.length - shown.length} more`);
    if (shown.length > 0)
        lines.push(shown.join('\n'));
    return lines;
}
function inReadingOrder(files) {
    const order = [...report_totals/* STATUS_WORDS */.ly.keys()];
    return files.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
}
function hasDetails({ renamed, changed, warnings, outputs, status }) {
    return status !== 'up-to-date' && renamed.length + changed.length + warnings.length + outputs.length > 0;
}
const HEADINGS = ['File', 'Status', 'Keras', 'Tensors', 'Size', 'Renamed', 'Notes'];
function filesTable(files, room) {
    const rows = ['<table>', `<tr>${HEADINGS.map((heading) => `<th>${heading}</th>`).join('')}</tr>`];
    let used = 0;
    for (const [at, file] of files.entries()) {
        const row = fileRow(file);
        used += byteLength(row) + 1;
        if (used > room) {
            rows.push(`<tr><td colspan="${HEADINGS.length}">${(0,report_totals/* plural */.LS)(files.length - at, 'more file')} in the JSON report</td></tr>`);
            break;
        }
        rows.push(row);
    }
    return [...rows, '</table>'].join('\n');
}
function fileRow(file) {
    const cells = [
        `<code>${(0,report_escape/* escapeHtml */.ZD)((0,report_escape/* shorten */.ml)(file.source, 300))}</code>`,
        report_totals/* STATUS_WORDS */.ly.get(file.status) ?? file.status,
        (0,report_escape/* escapeHtml */.ZD)((0,report_escape/* shorten */.ml)(file.kerasVersion ?? '', 40)),
        file.tensors === undefined ? '' : String(file.tensors),
        file.bytes === undefined ? '' : (0,report_totals/* sizeInWords */._u)(file.bytes),
        file.renamed.length === 0 ? '' : String(file.renamed.length),
        noteOf(file),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}
function noteOf({ status, reason, warnings, outputs }) {
    const said = status === 'converted' || status === 'would-convert';
    const text = said
        ? outputs.map(({ path }) => `→ <code>${(0,report_escape/* escapeHtml */.ZD)((0,report_escape/* shorten */.ml)(path, 300))}</code>`).join('<br>')
        : (0,report_escape/* escapeHtml */.ZD)((0,report_escape/* shorten */.ml)(reason ?? '', 500));
    if (warnings.length === 0)
        return text;
    return `${text}${text === '' ? '' : '<br>'}⚠️ ${(0,report_totals/* plural */.LS)(warnings.length, 'warning')}`;
}
function byteLength(text) {
    return Buffer.byteLength(text);
}


/***/ }),

/***/ 251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   Pe: () => (/* binding */ countsInWords),
/* harmony export */   _u: () => (/* binding */ sizeInWords),
/* harmony export */   ly: () => (/* binding */ STATUS_WORDS),
/* harmony export */   vA: () => (/* binding */ totalsOf)
/* harmony export */ });
function totalsOf(report) {
    const count = (...statuses) => report.files.filter(({ status }) => statuses.includes(status)).length;
    const sum = (of) => report.files.reduce((total, file) => total + of(file), 0);
    return {
        files: report.files.length,
        converted: count('converted'),
        wouldConvert: count('would-convert'),
        skipped: count('up-to-date', 'already-keras-3', 'not-keras', 'lfs-pointer'),
        refused: count('refused'),
        failed: count('failed'),
        renamed: sum(({ renamed }) => renamed.length),
        warnings: sum(({ warnings }) => warnings.length),
        bytes: sum(({ status, bytes }) => (status === 'converted' || status === 'would-convert' ? (bytes ?? 0) : 0)),
    };
}
/** The statuses in a report's order: what needs the reader first. */
const STATUS_WORDS = new Map([
    ['failed', 'failed'],
    ['refused', 'refused'],
    ['would-convert', 'needs converting'],
    ['converted', 'converted'],
    ['up-to-date', 'up to date'],
    ['already-keras-3', 'already Keras 3'],
    ['not-keras', 'not Keras'],
    ['lfs-pointer', 'Git LFS pointer'],
]);
/** `2 converted, 1 refused`: every status that some file has. */
function countsInWords(report) {
    return [...STATUS_WORDS]
        .map(([status, word]) => [report.files.filter((file) => file.status === status).length, word])
        .filter(([count]) => count > 0)
        .map(([count, word]) => `${count} ${word}`)
        .join(', ');
}
/** Bytes as a person says them, in powers of 1,000 as file managers and GitHub do. */
function sizeInWords(bytes) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = bytes;
    let unit = 0;
    for (; value >= 999.5 && unit < units.length - 1; unit++)
        value /= 1000;
    return `${unit === 0 || value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
function plural(count, one, many = `${one}s`) {
    return `${count} ${count === 1 ? one : many}`;
}


/***/ }),

/***/ 356:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ failureOf)
/* harmony export */ });
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(527);
/* harmony import */ var _totals_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(251);


const MOST_NAMED = 5;
/** Why the run as a whole failed, in one line that names the files; undefined: it did not. */
function failureOf(report, { check, failOnRefused }) {
    const reasons = [
        nameFiles(report, 'failed', 'failed'),
        failOnRefused ? nameFiles(report, 'refused', 'refused') : undefined,
        check ? nameFiles(report, 'would-convert', 'to be converted') : undefined,
    ].filter((reason) => reason !== undefined);
    return reasons.length === 0 ? undefined : reasons.join('; ');
}
function nameFiles(report, status, word) {
    const files = report.files.filter((file) => file.status === status);
    if (files.length === 0)
        return undefined;
    const names = files.slice(0, MOST_NAMED).map(nameOf);
    if (files.length > MOST_NAMED)
        names.push(`and ${files.length - MOST_NAMED} more`);
    return `${(0,_totals_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(files.length, 'file')} ${word}: ${names.join(', ')}`;
}
function nameOf({ source }) {
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .shorten */ .ml)((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .plainLine */ .h0)(source), 200);
}


/***/ }),

/***/ 548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: ./lib/find.js + 1 modules
var find = __nccwpck_require__(27);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: ./lib/sha256.js


/**
 * What the thread runs. As text, because a bundle has no second file for it. It hashes a file read once in pieces: SHA-256
 * costs as much as copying does, and another core is often idle.
 */
const HASH_A_FILE = (/* unused pure expression or super */ null && (`
const { createHash } = require('node:crypto');
const { openSync, readSync, closeSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const hash = createHash('sha256');
const file = openSync(workerData, 'r');
const piece = Buffer.allocUnsafe(4 * 1024 * 1024);
for (let read; (read = readSync(file, piece, 0, piece.length, null)) > 0; ) hash.update(piece.subarray(0, read));
closeSync(file);
parentPort.postMessage(hash.digest('hex'));
`));
/**
 * Hexadecimal SHA-256 of a file, computed in a thread of its own while the caller goes on.
 *
 * @throws NodeJS.ErrnoException if it cannot be read
 */
function sha256OfFile(path) {
    const thread = new Worker(HASH_A_FILE, { eval: true, workerData: path, env: {}, execArgv: [] });
    return new Promise((resolve, reject) => {
        thread.once('message', resolve).once('error', reject);
    });
}
function sha256OfText(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}

;// CONCATENATED MODULE: ./lib/shard.js
/**
 * One machine's part of the files: each file, largest first, goes to the part with the fewest bytes so far, so that every
 * machine finds the same parts by itself. Sorted as the list given.
 */
function filesOfShard(files, shard) {
    const largestFirst = files.toSorted((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
    const loads = new Array(shard.count).fill(0);
    const chosen = new Set();
    for (const file of largestFirst) {
        const lightest = loads.indexOf(Math.min(...loads));
        // An empty file counts too, or all of them would go to one part.
        loads[lightest] = (loads[lightest] ?? 0) + file.bytes + 1;
        if (lightest === shard.index - 1)
            chosen.add(file);
    }
    return files.filter((file) => chosen.has(file));
}

// EXTERNAL MODULE: ./lib/targets.js
var targets = __nccwpck_require__(697);
;// CONCATENATED MODULE: ./lib/run.js






/**
 * The pipeline: find the files, settle where results go, convert each. One bad file never stops the others: what became of
 * it is in its result.
 *
 * @throws Refusal for options that cannot be followed, such as a pattern that leads outside the workspace
 */
async function run(options, ports) {
    const found = await (0,find/* findFiles */.lY)(options);
    const selected = (await ports.select?.(found.files)) ?? found.files;
    const files = options.shard === undefined ? selected : filesOfShard(selected, options.shard);
    ports.onFiles?.(files);
    const jobs = new JobMaker(options, await digestOptions(options), found.files);
    // Two sources of one target may be in two shards: every machine looks at all files here.
    const { destinations, settled } = await settleTargets(selected, options, jobs, ports);
    const mine = new Set(files.map(({ path }) => path));
    const results = await eachLimited(destinations.filter(({ source }) => mine.has(source.path)), options.concurrency, async (destination) => {
        const { source } = destination;
        const result = settled.get(source.path) ?? (await convertOne(destination, options, jobs, ports));
        ports.onResult?.(result, source.bytes);
        return result;
    });
    const report = { files: [...found.missing.map(missingFile), ...results].sort(byName) };
    return { report, notes: found.notes };
}
async function convertOne(destination, options, jobs, { convert, rehearsalFolder }) {
    const { source } = destination;
    if (rehearsalFolder === undefined)
        return convert(jobs.make(destination, options.check), source.bytes);
    // What stands in the way of the real targets shows in a check; the rest shows when it is done elsewhere.
    const look = await convert(jobs.make(destination, true), source.bytes);
    if (look.status !== 'would-convert' || options.check)
        return look;
    const targets = destination.targets.map((target) => ({ ...target, path: (0,external_node_path_.join)(rehearsalFolder, target.name) }));
    const done = await convert({ ...jobs.make({ source, targets }, false), inPlace: false }, source.bytes);
    return done.status === 'converted' ? { ...done, status: 'would-convert', reason: 'this was a dry run' } : done;
}
/** Statuses of files that claim their targets: the others have nothing to write. */
const CLAIMING = new Set(['would-convert', 'up-to-date', 'refused']);
/**
 * Looks into the files whose targets are refused: those that need no converting have no use for a target (the result of
 * an earlier run lies beside its source), and leave it to another.
 */
async function settleTargets(files, options, jobs, ports) {
    const settled = new Map();
    const first = await (0,targets/* planTargets */.iS)(files, options);
    const doubtful = first.filter(({ refusal }) => refusal !== undefined);
    if (doubtful.length === 0)
        return { destinations: first, settled };
    const looks = new Map();
    await eachLimited(doubtful, options.concurrency, async (destination) => {
        const { source } = destination;
        looks.set(source.path, await ports.convert(jobs.make(destination, true), source.bytes));
    });
    const idle = new Set([...looks].filter(([, { status }]) => !CLAIMING.has(status)).map(([path]) => path));
    const second = await (0,targets/* planTargets */.iS)(files.filter(({ path }) => !idle.has(path)), options);
    for (const { source, refusal } of second) {
        const look = looks.get(source.path);
        if (refusal !== undefined && look !== undefined)
            settled.set(source.path, refused(look, refusal));
    }
    for (const path of idle) {
        const look = looks.get(path);
        if (look !== undefined)
            settled.set(path, look);
    }
    return { destinations: [...second, ...first.filter(({ source }) => idle.has(source.path))], settled };
}
function refused(look, reason) {
    return { ...look, status: 'refused', reason, outputs: [], renamed: [], changed: [] };
}
class JobMaker {
    #options;
    #digest;
    #sources;
    constructor(options, digest, sources) {
        this.#options = options;
        this.#digest = digest;
        this.#sources = new Set(sources.map(({ path }) => path));
    }
    make({ source, targets }, check) {
        const { architecture, compile, inPlace, overwrite, strict } = this.#options;
        // A target that is another source may be read while this runs: it is replaced only if this tool made it.
        const isOtherSource = targets.some(({ path }) => path !== source.path && this.#sources.has(path));
        return {
            source: source.path,
            name: source.name,
            targets,
            overwrite: overwrite && !isOtherSource,
            check,
            inPlace,
            compile,
            strict,
            ...(architecture === undefined ? {} : { architecture }),
            optionsDigest: this.#digest,
        };
    }
}
/** Hexadecimal digest of what decides a result's bytes beside the source and the format: paths do not, contents do. */
async function digestOptions({ compile, strict, architecture }) {
    const text = architecture === undefined ? '' : await (0,promises_.readFile)(architecture, 'latin1');
    return sha256OfText(JSON.stringify({ compile, strict, architecture: text === '' ? '' : sha256OfText(text) })).slice(0, 16);
}
function missingFile(name) {
    return {
        source: name,
        status: 'failed',
        reason: 'there is no such file: check the path and the current directory',
        outputs: [],
        renamed: [],
        changed: [],
        warnings: [],
    };
}
function byName(a, b) {
    return a.source < b.source ? -1 : a.source > b.source ? 1 : 0;
}
/** Results in the order of the items, at most `limit` of them under way at once. */
async function eachLimited(items, limit, work) {
    const results = [];
    const queue = items.entries();
    const lane = async () => {
        for (const [at, item] of queue)
            results[at] = await work(item);
    };
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
    return results;
}


/***/ }),

/***/ 697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   PX: () => (/* binding */ realFolder),
/* harmony export */   iS: () => (/* binding */ planTargets)
/* harmony export */ });
/* unused harmony exports stemOf, formatOfName */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(760);
/* harmony import */ var _find_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(27);



/** What follows the stem. Keras 3 chooses its loader by these names, `.weights.h5` before `.h5` (saving_api.py). */
const SUFFIXES = { h5: '.h5', keras: '.keras', weights: '.weights.h5' };
const SOURCE_SUFFIX = /(?:\.weights\.h5|\.h5|\.hdf5|\.keras)$/i;
/** A file's name without what Keras's formats add: `x` for `x.weights.h5`, `x.h5`, `x.hdf5` and `x.keras`. */
function stemOf(name) {
    const stem = name.replace(SOURCE_SUFFIX, '');
    return stem === '' ? name : stem;
}
/** The format that Keras 3 expects in a file of this name, if any. */
function formatOfName(name) {
    if (name.endsWith('.keras'))
        return 'keras';
    if (name.endsWith('.weights.h5'))
        return 'weights';
    return name.endsWith('.h5') || name.endsWith('.hdf5') ? 'h5' : undefined;
}
/**
 * Where the results of all sources go. Nothing is written here, and sources are not opened: whether one that is refused
 * needs converting at all, the caller must find out.
 */
async function planTargets(files, where) {
    const destinations = await Promise.all(files.map((source) => destinationOf(source, where)));
    return refuseSharedTargets(destinations);
}
async function destinationOf(source, where) {
    const targets = where.formats.map((format) => {
        const path = where.inPlace ? source.path : targetPath(source, folderFor(source, where), format);
        return { format, path, name: (0,_find_js__WEBPACK_IMPORTED_MODULE_2__/* .relativeName */ .IC)(where.root, path) };
    });
    const refusal = (where.inPlace ? findMisfit(source, where.formats) : undefined) ?? (await findObstacle(targets, where));
    return { source, targets, ...(refusal === undefined ? {} : { refusal }) };
}
/** The same folders below `output-dir` as below the root; a source outside the root (in a shell) goes to its top. */
function folderFor(source, { root, outputDir }) {
    if (outputDir === undefined)
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(source.path);
    if (!(0,_find_js__WEBPACK_IMPORTED_MODULE_2__/* .isInside */ .FK)(root, source.path))
        return outputDir;
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(outputDir, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(source.path)));
}
function targetPath(source, folder, format) {
    const stem = stemOf((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(source.path));
    const plain = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, stem + SUFFIXES[format]);
    const isTaken = format === 'h5' || foldCase(plain) === foldCase(source.path);
    return isTaken ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, `${stem}.keras3${SUFFIXES[format]}`) : plain;
}
/** Why a source cannot be overwritten in these formats: its name decides what Keras 3 will expect in it. */
function findMisfit(source, formats) {
    const expected = formatOfName(source.path);
    const misfit = formats.find((format) => format !== expected);
    if (misfit === undefined)
        return undefined;
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(source.path);
    return expected === undefined
        ? `Keras 3 opens no file named "${name}": rename it to end in ${SUFFIXES[misfit]}, or convert it without in-place`
        : `Keras 3 expects format ${expected} in a file named "${name}", not ${misfit}: use format ${expected} in place, or convert it without in-place`;
}
/** A target that is a link or a folder, or whose folder is reached through a link that leads outside. */
async function findObstacle(targets, where) {
    const top = where.contained ? where.root : where.outputDir;
    for (const { path, name } of targets) {
        const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(() => undefined);
        if (found !== undefined && !found.isFile()) {
            return `"${name}" is there already and is not a regular file: move it away, or choose another output-dir`;
        }
        const folder = await realFolder((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path));
        if (top !== undefined && !(0,_find_js__WEBPACK_IMPORTED_MODULE_2__/* .isInside */ .FK)(await realFolder(top), folder)) {
            return `the folder of "${name}" is a link that leads outside: choose another output-dir`;
        }
        if (where.contained && (0,_find_js__WEBPACK_IMPORTED_MODULE_2__/* .isClosed */ .Lx)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(where.root, folder))) {
            return `"${name}" would lie in .git or node_modules: choose another output-dir`;
        }
    }
    return undefined;
}
/** The real path of a folder that may not be there yet: links of its deepest existing ancestor resolved. */
async function realFolder(folder) {
    const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(folder).catch(() => undefined);
    if (real !== undefined)
        return real;
    const parent = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder);
    return parent === folder ? folder : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(await realFolder(parent), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(folder));
}
/** Of sources that would write one file none may: which one should win is not for us to say. */
function refuseSharedTargets(destinations) {
    const claims = new Map();
    for (const destination of destinations) {
        for (const { path } of destination.targets) {
            const key = foldCase(path);
            claims.set(key, [...(claims.get(key) ?? []), destination]);
        }
    }
    return destinations.map((destination) => {
        if (destination.refusal !== undefined)
            return destination;
        for (const target of destination.targets) {
            const others = claims.get(foldCase(target.path))?.filter((other) => other !== destination) ?? [];
            if (others.length > 0)
                return { ...destination, refusal: sharedTarget(target, others) };
        }
        return destination;
    });
}
const MOST_NAMED = 5;
function sharedTarget(target, others) {
    const names = others.slice(0, MOST_NAMED).map(({ source }) => `"${source.name}"`);
    const list = others.length > MOST_NAMED ? `${names.join(', ')} and ${others.length - MOST_NAMED} more` : names.join(', ');
    return `"${target.name}" would also be the result of ${list}: exclude all but one with a "!" pattern, or rename them`;
}
/** Names that differ in case, or in how an accent is composed, are one file on Windows and macOS. */
function foldCase(path) {
    return path.normalize('NFC').toLowerCase();
}


/***/ }),

/***/ 780:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   jU: () => (/* binding */ removeAbandoned)
/* harmony export */ });
/* unused harmony exports temporaryPath, publishFile */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(760);



/**
 * A result is written beside its target under a name of this form, verified, then renamed: a run that is killed leaves
 * no half-written file under a final name.
 */
const SUFFIX = '.keras3-migrate.tmp';
const PREFIX = '.';
/** A temporary file untouched for so long has no living writer. */
const ABANDONED_MS = 60 * 60 * 1000;
/** What this process has named: in a container, a dead process's number soon belongs to another, which may be this one. */
const named = new Set();
/** A path in the target's folder that no other run has. */
function temporaryPath(target) {
    // The name is random so that two runs never share it; it never reaches an output.
    const name = `${PREFIX}${shortStem(target)}.${process.pid}.${randomBytes(4).toString('hex')}${SUFFIX}`;
    named.add(name);
    return join(dirname(target), name);
}
/** File systems allow 255 bytes a name. */
function shortStem(target) {
    return Buffer.from(basename(target))
        .subarray(0, 120)
        .toString('utf8')
        .replace(/\uFFFD$/, '');
}
/**
 * Makes the written file durable and gives it its final name, replacing what is there.
 *
 * @throws NodeJS.ErrnoException if the disk refuses
 */
async function publishFile(temporary, target) {
    await syncPath(temporary);
    await rename(temporary, target);
    // A rename is durable once its folder is; Windows and some network file systems cannot sync one.
    await syncPath(dirname(target)).catch(() => undefined);
}
async function syncPath(path) {
    const handle = await open(path, 'r+').catch(() => open(path, 'r'));
    try {
        await handle.sync();
    }
    finally {
        await handle.close();
    }
}
/** Removes temporary files that a killed run left in a folder: those whose process is gone, or that are an hour old. */
async function removeAbandoned(folder) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder).catch(() => []);
    for (const name of names) {
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX))
            continue;
        const pid = Number(/\.(\d+)\.[0-9a-f]{8}\.keras3-migrate\.tmp$/.exec(name)?.[1]);
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, name);
        if (!Number.isInteger(pid) || !(await isAbandoned(path, pid)))
            continue;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { force: true });
    }
}
async function isAbandoned(path, pid) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch(() => undefined);
    if (!found?.isFile())
        return false;
    return ((pid === process.pid && !named.has((0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path))) || !isRunning(pid) || Date.now() - found.mtimeMs > ABANDONED_MS);
}
function isRunning(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error.code === 'EPERM';
    }
}


/***/ }),

/***/ 411:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ CONVERTER_VERSION)
/* harmony export */ });
/** The converter's version, recorded in every result; equal to `version` in package.json (a test holds them together). */
const CONVERTER_VERSION = '0.1.0';


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(69);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
