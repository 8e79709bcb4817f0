import { Buffer } from 'buffer';
import process from 'process/browser.js';

/** Globals of Node that libraries and the core use. */
export { Buffer, process };
export const setImmediate = (call: () => void) => setTimeout(call);
