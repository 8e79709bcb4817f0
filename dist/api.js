import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ // The require scope
/******/ var __nccwpck_require__ = {};
/******/ 
/************************************************************************/
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
var __webpack_exports__ = {};

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  C6: () => (/* binding */ convert),
  Ui: () => (/* binding */ diff),
  Nn: () => (/* binding */ inspect)
});

;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: ./lib/errors.js
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

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: ./lib/isolate/environment.js
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

;// CONCATENATED MODULE: ./lib/isolate/limits.js
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

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");
;// CONCATENATED MODULE: ./lib/isolate/memory.js



const run = (0,external_node_util_namespaceObject.promisify)(external_node_child_process_namespaceObject.execFile);
/** Resident bytes of a process; undefined where the system does not tell or the process has ended. */
async function residentBytes(pid) {
    const kilobytes = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
    return kilobytes === undefined ? undefined : kilobytes * 1024;
}
async function fromProc(pid) {
    const status = await (0,promises_namespaceObject.readFile)(`/proc/${pid}/status`, 'latin1').catch(() => '');
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
        this.#process = (0,external_node_child_process_namespaceObject.fork)(workerPath, [], {
            env: childEnvironment(process.env),
            execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
            serialization: 'advanced',
            stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        });
        for (const stream of [this.#process.stdout, this.#process.stderr]) {
            stream?.setEncoding('utf8');
            stream?.on('data', (text) => {
                this.#output = (this.#output + text).slice(-KEPT_OUTPUT_BYTES);
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
            }, WATCH_INTERVAL_MS);
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

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ./lib/temporary.js



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
    const names = await (0,promises_namespaceObject.readdir)(folder).catch(() => []);
    for (const name of names) {
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX))
            continue;
        const pid = Number(/\.(\d+)\.[0-9a-f]{8}\.keras3-migrate\.tmp$/.exec(name)?.[1]);
        const path = (0,external_node_path_namespaceObject.join)(folder, name);
        if (!Number.isInteger(pid) || !(await isAbandoned(path, pid)))
            continue;
        await (0,promises_namespaceObject.rm)(path, { force: true });
    }
}
async function isAbandoned(path, pid) {
    const found = await (0,promises_namespaceObject.stat)(path).catch(() => undefined);
    if (!found?.isFile())
        return false;
    return ((pid === process.pid && !named.has((0,external_node_path_namespaceObject.basename)(path))) || !isRunning(pid) || Date.now() - found.mtimeMs > ABANDONED_MS);
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
        bytes += (await (0,promises_namespaceObject.stat)(path)).size;
    const child = new Child(workerPath);
    try {
        const seconds = timeLimitFor(bytes);
        const outcome = await child.run(message, { memory: DEFAULT_MEMORY_LIMIT, seconds });
        const answer = answerOf(outcome);
        if (answer.kind === 'error')
            throw new Failure(answer.reason);
        return answer;
    }
    finally {
        await child.stop();
        // An archive's weights are unpacked in the system's temporary folder.
        await removeAbandoned((0,external_node_os_namespaceObject.tmpdir)());
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

;// CONCATENATED MODULE: ./lib/isolate/pool.js





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
        const seconds = this.#options.timeLimit ?? timeLimitFor(bytes);
        const child = this.#take();
        this.#busy.set(child, job);
        const outcome = await child.run({ job }, { memory: this.#options.memoryLimit, seconds });
        this.#busy.delete(child);
        const result = this.#resultOf(job, outcome, seconds);
        if (!this.#stopped &&
            outcome.kind === 'result' &&
            CLEAN.has(result.status) &&
            (await child.memory()) < RETIRE_BYTES) {
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
        return new Child(this.#options.workerPath);
    }
    async #clear(child, job) {
        await child.stop();
        // An archive's weights are unpacked in the system's temporary folder, also to look at them.
        const folders = new Set([(0,external_node_os_namespaceObject.tmpdir)(), ...(job.check ? [] : job.targets.map(({ path }) => (0,external_node_path_namespaceObject.dirname)(path)))]);
        for (const folder of folders)
            await removeAbandoned(folder);
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
        throw new Refusal(`pattern ${pattern.slice(0, 60)}… has ${pattern.length} characters; use at most ${MAX_PATTERN_LENGTH}`);
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
            throw new Refusal(`pattern ${pattern} stands for more than ${MAX_ALTERNATIVES} patterns; use several lines instead`);
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
        const path = (0,external_node_path_namespaceObject.resolve)(this.#root, text);
        const status = await (0,promises_namespaceObject.lstat)(path).catch(() => undefined);
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
        const glob = parseGlob(external_node_path_namespaceObject.sep === '\\' ? text.replaceAll('\\', '/') : text);
        const folder = (0,external_node_path_namespaceObject.resolve)(this.#root, glob.base);
        this.#refuseOutside(folder, text);
        return { folder, glob };
    }
    #refuseOutside(path, text) {
        if (this.#contained && !isInside(this.#root, path)) {
            throw new Refusal(`files: ${text} leads outside the workspace; name files inside it`);
        }
    }
    async #search(text, { folder, glob }) {
        let matched = false;
        const real = await (0,promises_namespaceObject.realpath)(folder).catch(() => folder);
        if (this.#contained && !isInside(this.#root, real)) {
            this.#notes.add(`${text}: the folder is a link that leads outside the workspace, so it is left out`);
            return;
        }
        if (isClosed((0,external_node_path_namespaceObject.relative)(this.#root, real)))
            return;
        for await (const path of walk(folder, '')) {
            if (!glob.matches(path))
                continue;
            matched = true;
            await this.#add((0,external_node_path_namespaceObject.join)(folder, path), this.#contained ? this.#root : real);
        }
        if (!matched)
            this.#notes.add(`${text} matches no file`);
    }
    /** A path named outright: in a shell it may lead anywhere, and the result of a link lies beside the link. */
    async #addNamed(path, status) {
        if (this.#contained || !status.isSymbolicLink())
            return this.#add(path, this.#contained ? this.#root : undefined);
        const target = await (0,promises_namespaceObject.stat)(path).catch(() => undefined);
        const place = (0,external_node_path_namespaceObject.join)(await (0,promises_namespaceObject.realpath)((0,external_node_path_namespaceObject.dirname)(path)), (0,external_node_path_namespaceObject.basename)(path));
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
        const real = await (0,promises_namespaceObject.realpath)(path).catch(() => undefined);
        const status = real === undefined ? undefined : await (0,promises_namespaceObject.stat)(real);
        if (real === undefined || status === undefined) {
            this.#notes.add(`${name} is a link to nothing, or its name is not valid UTF-8, so it is left out`);
        }
        else if (limit !== undefined && !isInside(limit, real)) {
            const place = this.#contained ? 'the workspace' : 'the folder searched';
            this.#notes.add(`${name} is a link that leads outside ${place}, so it is left out`);
        }
        else if (isClosed((0,external_node_path_namespaceObject.relative)(this.#root, real))) {
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
    const entries = await (0,promises_namespaceObject.readdir)(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
        if (entry.isFile() || entry.isSymbolicLink())
            yield prefix + entry.name;
        else if (entry.isDirectory() && !isClosed(entry.name)) {
            yield* walk((0,external_node_path_namespaceObject.join)(folder, entry.name), `${prefix}${entry.name}/`);
        }
    }
}
async function isFolder(path, status) {
    if (!status.isSymbolicLink())
        return status.isDirectory();
    return (await (0,promises_namespaceObject.stat)(path).catch(() => undefined))?.isDirectory() ?? false;
}
/** Whether a path is a folder or something below it; both absolute. */
function isInside(folder, path) {
    const way = (0,external_node_path_namespaceObject.relative)(folder, path);
    return way === '' || !(way === '..' || way.startsWith(`..${external_node_path_namespaceObject.sep}`) || (0,external_node_path_namespaceObject.isAbsolute)(way));
}
/** Whether a path relative to the root has a part that is never entered. */
function isClosed(path) {
    return path.split(external_node_path_namespaceObject.sep).some((part) => CLOSED_FOLDERS.has(part.toLowerCase()));
}
/** The path as reports name it: relative, with `/`; absolute on another drive. */
function relativeName(root, path) {
    return (0,external_node_path_namespaceObject.relative)(root, path).split(external_node_path_namespaceObject.sep).join('/');
}

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
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(text).digest('hex');
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

;// CONCATENATED MODULE: ./lib/targets.js



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
        return { format, path, name: relativeName(where.root, path) };
    });
    const refusal = (where.inPlace ? findMisfit(source, where.formats) : undefined) ?? (await findObstacle(targets, where));
    return { source, targets, ...(refusal === undefined ? {} : { refusal }) };
}
/** The same folders below `output-dir` as below the root; a source outside the root (in a shell) goes to its top. */
function folderFor(source, { root, outputDir }) {
    if (outputDir === undefined)
        return (0,external_node_path_namespaceObject.dirname)(source.path);
    if (!isInside(root, source.path))
        return outputDir;
    return (0,external_node_path_namespaceObject.join)(outputDir, (0,external_node_path_namespaceObject.relative)(root, (0,external_node_path_namespaceObject.dirname)(source.path)));
}
function targetPath(source, folder, format) {
    const stem = stemOf((0,external_node_path_namespaceObject.basename)(source.path));
    const plain = (0,external_node_path_namespaceObject.join)(folder, stem + SUFFIXES[format]);
    const isTaken = format === 'h5' || foldCase(plain) === foldCase(source.path);
    return isTaken ? (0,external_node_path_namespaceObject.join)(folder, `${stem}.keras3${SUFFIXES[format]}`) : plain;
}
/** Why a source cannot be overwritten in these formats: its name decides what Keras 3 will expect in it. */
function findMisfit(source, formats) {
    const expected = formatOfName(source.path);
    const misfit = formats.find((format) => format !== expected);
    if (misfit === undefined)
        return undefined;
    const name = (0,external_node_path_namespaceObject.basename)(source.path);
    return expected === undefined
        ? `Keras 3 opens no file named "${name}": rename it to end in ${SUFFIXES[misfit]}, or convert it without in-place`
        : `Keras 3 expects format ${expected} in a file named "${name}", not ${misfit}: use format ${expected} in place, or convert it without in-place`;
}
/** A target that is a link or a folder, or whose folder is reached through a link that leads outside. */
async function findObstacle(targets, where) {
    const top = where.contained ? where.root : where.outputDir;
    for (const { path, name } of targets) {
        const found = await (0,promises_namespaceObject.lstat)(path).catch(() => undefined);
        if (found !== undefined && !found.isFile()) {
            return `"${name}" is there already and is not a regular file: move it away, or choose another output-dir`;
        }
        const folder = await realFolder((0,external_node_path_namespaceObject.dirname)(path));
        if (top !== undefined && !isInside(await realFolder(top), folder)) {
            return `the folder of "${name}" is a link that leads outside: choose another output-dir`;
        }
        if (where.contained && isClosed((0,external_node_path_namespaceObject.relative)(where.root, folder))) {
            return `"${name}" would lie in .git or node_modules: choose another output-dir`;
        }
    }
    return undefined;
}
/** The real path of a folder that may not be there yet: links of its deepest existing ancestor resolved. */
async function realFolder(folder) {
    const real = await (0,promises_namespaceObject.realpath)(folder).catch(() => undefined);
    if (real !== undefined)
        return real;
    const parent = (0,external_node_path_namespaceObject.dirname)(folder);
    return parent === folder ? folder : (0,external_node_path_namespaceObject.resolve)(await realFolder(parent), (0,external_node_path_namespaceObject.basename)(folder));
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

;// CONCATENATED MODULE: ./lib/run.js






/**
 * The pipeline: find the files, settle where results go, convert each. One bad file never stops the others: what became of
 * it is in its result.
 *
 * @throws Refusal for options that cannot be followed, such as a pattern that leads outside the workspace
 */
async function run_run(options, ports) {
    const found = await findFiles(options);
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
    const targets = destination.targets.map((target) => ({ ...target, path: (0,external_node_path_namespaceObject.join)(rehearsalFolder, target.name) }));
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
    const first = await planTargets(files, options);
    const doubtful = first.filter(({ refusal }) => refusal !== undefined);
    if (doubtful.length === 0)
        return { destinations: first, settled };
    const looks = new Map();
    await eachLimited(doubtful, options.concurrency, async (destination) => {
        const { source } = destination;
        looks.set(source.path, await ports.convert(jobs.make(destination, true), source.bytes));
    });
    const idle = new Set([...looks].filter(([, { status }]) => !CLAIMING.has(status)).map(([path]) => path));
    const second = await planTargets(files.filter(({ path }) => !idle.has(path)), options);
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
    const text = architecture === undefined ? '' : await (0,promises_namespaceObject.readFile)(architecture, 'latin1');
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

;// CONCATENATED MODULE: ./lib/report/escape.js
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

;// CONCATENATED MODULE: ./lib/settings.js








/** Every setting, with the same name and meaning in `action.yml` and on a command line. */
const SETTING_NAMES = (/* unused pure expression or super */ null && ([
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
]));
const FORMATS = ['h5', 'keras', 'weights'];
const MOST_CONCURRENT = 256;
const MOST_SHARDS = 1000;
/**
 * Settings as options.
 *
 * @throws Refusal naming the setting, what was found and what it takes
 */
async function readOptions(settings) {
    const root = await (0,promises_namespaceObject.realpath)(settings.root);
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
        concurrency: readInteger(settings, 'concurrency', 1, MOST_CONCURRENT) ?? (0,external_node_os_namespaceObject.availableParallelism)(),
        shard: readShard(settings),
        memoryLimit: megabytes(readInteger(settings, 'memory-limit', 64, 1_000_000)) ?? DEFAULT_MEMORY_LIMIT,
        timeLimit: readInteger(settings, 'timeout', 1, 6 * 3600),
        ...readProve(settings),
    };
    if (options.inPlace && options.outputDir !== undefined) {
        throw new Refusal(`${settings.spelled('in-place')} and ${settings.spelled('output-dir')} exclude each other; give one`);
    }
    if (options.inPlace && options.formats.length > 1) {
        throw new Refusal(`${settings.spelled('in-place')} writes one file over its source, but ${settings.spelled('format')} asks for ${options.formats.join(', ')}; give one format`);
    }
    await requireFile(options.architecture, settings);
    return options;
}
function readFiles(texts) {
    const files = texts.filter((text) => text !== '');
    return files.some((text) => !text.startsWith('!')) ? files : [...DEFAULT_FILES, ...files];
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
    throw new Refusal(`${settings.spelled('python')} is for ${settings.spelled('prove')}; give that too, or neither`);
}
/** An absolute path; in the action one inside the workspace, links resolved. */
async function readPath(settings, name, root) {
    const text = textOf(settings, name, '');
    if (text === '')
        return undefined;
    if (text.includes('\0'))
        throw refuse(settings, name, text, 'a path without NUL characters');
    const path = (0,external_node_path_namespaceObject.resolve)(root, text);
    if (!settings.contained)
        return path;
    const real = await realFolder(path);
    const folders = name === 'report' ? [root, ...settings.reportFolders] : [root];
    if (!folders.some((folder) => isInside(folder, real)) || isClosed((0,external_node_path_namespaceObject.relative)(root, real))) {
        throw refuse(settings, name, text, 'a path inside the workspace (links resolved) and outside .git and node_modules');
    }
    return path;
}
async function requireFile(path, settings) {
    if (path === undefined)
        return;
    const found = await (0,promises_namespaceObject.stat)(path).catch(() => undefined);
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
    return new Refusal(`${settings.spelled(name)} is "${shorten(plainLine(found), 100)}"; it takes ${takes}`);
}

;// CONCATENATED MODULE: ./lib/api.js
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






/** The worker's bundle lies beside this one. */
const WORKER = (0,external_node_path_namespaceObject.join)((0,external_node_path_namespaceObject.dirname)((0,external_node_url_namespaceObject.fileURLToPath)(import.meta.url)), 'worker.js');
/** Options by the name of their setting. */
const SETTINGS = [
    ['format', ({ formats }) => formats?.join(',')],
    ['output-dir', ({ outputDir }) => outputDir],
    ['in-place', ({ inPlace }) => inPlace],
    ['overwrite', ({ overwrite }) => overwrite],
    ['check', ({ check }) => check],
    ['compile', ({ compile }) => compile],
    ['strict', ({ strict }) => strict],
    ['architecture', ({ architecture }) => architecture],
    ['concurrency', ({ concurrency }) => concurrency],
    ['memory-limit', ({ memoryLimit }) => memoryLimit],
    ['timeout', ({ timeout }) => timeout],
];
/**
 * Converts files to what Keras 3 loads, each in a child process. What becomes of a file is in its result: a file that is
 * refused or damaged does not make this throw.
 *
 * @param files paths, folders, or globs (`!` in front excludes), relative to `options.root`
 * @throws Refusal for options that cannot be followed
 */
async function convert(files, options = {}) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const texts = new Map(SETTINGS.flatMap(([name, given]) => {
            const value = given(options);
            return value === undefined ? [] : [[name, String(value)]];
        }));
        const settings = await readOptions({
            text: (name) => texts.get(name),
            spelled: (name) => `option ${name}`,
            files: typeof files === 'string' ? [files] : files,
            root: (0,external_node_path_namespaceObject.resolve)(options.root ?? '.'),
            contained: false,
            reportFolders: [],
        });
        const pool = __addDisposableResource(env_1, new Pool({
            workerPath: WORKER,
            memoryLimit: settings.memoryLimit,
            timeLimit: settings.timeLimit,
        }), true);
        const { report, notes } = await run_run(settings, {
            convert: (job, bytes) => pool.convert(job, bytes),
            ...(options.onResult === undefined ? {} : { onResult: options.onResult }),
        });
        return { files: report.files, notes };
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
/**
 * What a Keras file is, and what a conversion would change. Reads in a child process; writes nothing.
 *
 * @param path relative to the current directory
 * @throws Failure where the file is damaged; NodeJS.ErrnoException where it cannot be read
 */
async function inspect(path) {
    const answer = await askChild(WORKER, { inspect: [{ path: (0,external_node_path_namespaceObject.resolve)(path), name: path }] });
    if (answer.kind !== 'inspection')
        throw new TypeError(`asked for an inspection, the worker sent a ${answer.kind}`);
    return answer.inspection;
}
/**
 * How two Keras files differ: datasets by path, shape, dtype and SHA-256 of their values, then settings.
 *
 * @param first, second relative to the current directory
 * @throws Failure where a file is damaged or none of Keras's; NodeJS.ErrnoException where it cannot be read
 */
async function diff(first, second) {
    const answer = await askChild(WORKER, {
        inspect: [
            { path: (0,external_node_path_namespaceObject.resolve)(first), name: first },
            { path: (0,external_node_path_namespaceObject.resolve)(second), name: second },
        ],
    });
    if (answer.kind !== 'difference')
        throw new TypeError(`asked for a difference, the worker sent an ${answer.kind}`);
    return answer.difference;
}

var __webpack_exports__convert = __webpack_exports__.C6;
var __webpack_exports__diff = __webpack_exports__.Ui;
var __webpack_exports__inspect = __webpack_exports__.Nn;
export { __webpack_exports__convert as convert, __webpack_exports__diff as diff, __webpack_exports__inspect as inspect };
