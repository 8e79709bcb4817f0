import { nodePlatform } from '../src/platform/node.ts';
import { nodeLibraries } from '../src/platform/node-libraries.ts';
import { installPlatform } from '../src/platform/platform.ts';

/** Tests call in their own process what the child process of the product calls. */
installPlatform(nodePlatform, nodeLibraries);
