import * as __WEBPACK_EXTERNAL_MODULE_module__ from "module";
import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 3313:
/***/ ((module) => {

module.exports = Pend;

function Pend() {
  this.pending = 0;
  this.max = Infinity;
  this.listeners = [];
  this.waiting = [];
  this.error = null;
}

Pend.prototype.go = function(fn) {
  if (this.pending < this.max) {
    pendGo(this, fn);
  } else {
    this.waiting.push(fn);
  }
};

Pend.prototype.wait = function(cb) {
  if (this.pending === 0) {
    cb(this.error);
  } else {
    this.listeners.push(cb);
  }
};

Pend.prototype.hold = function() {
  return pendHold(this);
};

function pendHold(self) {
  self.pending += 1;
  var called = false;
  return onCb;
  function onCb(err) {
    if (called) throw new Error("callback called twice");
    called = true;
    self.error = self.error || err;
    self.pending -= 1;
    if (self.waiting.length > 0 && self.pending < self.max) {
      pendGo(self, self.waiting.shift());
    } else if (self.pending === 0) {
      var listeners = self.listeners;
      self.listeners = [];
      listeners.forEach(cbListener);
    }
  }
  function cbListener(listener) {
    listener(self.error);
  }
}

function pendGo(self, fn) {
  fn(pendHold(self));
}


/***/ }),

/***/ 4248:
/***/ ((module) => {

// Adapted from https://github.com/brianloveswords/buffer-crc32/blob/v0.2.13/index.js
const CRC_TABLE = new Int32Array([
  0x00000000, 0x77073096, 0xee0e612c, 0x990951ba, 0x076dc419, 0x706af48f, 0xe963a535, 0x9e6495a3,
  0x0edb8832, 0x79dcb8a4, 0xe0d5e91e, 0x97d2d988, 0x09b64c2b, 0x7eb17cbd, 0xe7b82d07, 0x90bf1d91,
  0x1db71064, 0x6ab020f2, 0xf3b97148, 0x84be41de, 0x1adad47d, 0x6ddde4eb, 0xf4d4b551, 0x83d385c7,
  0x136c9856, 0x646ba8c0, 0xfd62f97a, 0x8a65c9ec, 0x14015c4f, 0x63066cd9, 0xfa0f3d63, 0x8d080df5,
  0x3b6e20c8, 0x4c69105e, 0xd56041e4, 0xa2677172, 0x3c03e4d1, 0x4b04d447, 0xd20d85fd, 0xa50ab56b,
  0x35b5a8fa, 0x42b2986c, 0xdbbbc9d6, 0xacbcf940, 0x32d86ce3, 0x45df5c75, 0xdcd60dcf, 0xabd13d59,
  0x26d930ac, 0x51de003a, 0xc8d75180, 0xbfd06116, 0x21b4f4b5, 0x56b3c423, 0xcfba9599, 0xb8bda50f,
  0x2802b89e, 0x5f058808, 0xc60cd9b2, 0xb10be924, 0x2f6f7c87, 0x58684c11, 0xc1611dab, 0xb6662d3d,
  0x76dc4190, 0x01db7106, 0x98d220bc, 0xefd5102a, 0x71b18589, 0x06b6b51f, 0x9fbfe4a5, 0xe8b8d433,
  0x7807c9a2, 0x0f00f934, 0x9609a88e, 0xe10e9818, 0x7f6a0dbb, 0x086d3d2d, 0x91646c97, 0xe6635c01,
  0x6b6b51f4, 0x1c6c6162, 0x856530d8, 0xf262004e, 0x6c0695ed, 0x1b01a57b, 0x8208f4c1, 0xf50fc457,
  0x65b0d9c6, 0x12b7e950, 0x8bbeb8ea, 0xfcb9887c, 0x62dd1ddf, 0x15da2d49, 0x8cd37cf3, 0xfbd44c65,
  0x4db26158, 0x3ab551ce, 0xa3bc0074, 0xd4bb30e2, 0x4adfa541, 0x3dd895d7, 0xa4d1c46d, 0xd3d6f4fb,
  0x4369e96a, 0x346ed9fc, 0xad678846, 0xda60b8d0, 0x44042d73, 0x33031de5, 0xaa0a4c5f, 0xdd0d7cc9,
  0x5005713c, 0x270241aa, 0xbe0b1010, 0xc90c2086, 0x5768b525, 0x206f85b3, 0xb966d409, 0xce61e49f,
  0x5edef90e, 0x29d9c998, 0xb0d09822, 0xc7d7a8b4, 0x59b33d17, 0x2eb40d81, 0xb7bd5c3b, 0xc0ba6cad,
  0xedb88320, 0x9abfb3b6, 0x03b6e20c, 0x74b1d29a, 0xead54739, 0x9dd277af, 0x04db2615, 0x73dc1683,
  0xe3630b12, 0x94643b84, 0x0d6d6a3e, 0x7a6a5aa8, 0xe40ecf0b, 0x9309ff9d, 0x0a00ae27, 0x7d079eb1,
  0xf00f9344, 0x8708a3d2, 0x1e01f268, 0x6906c2fe, 0xf762575d, 0x806567cb, 0x196c3671, 0x6e6b06e7,
  0xfed41b76, 0x89d32be0, 0x10da7a5a, 0x67dd4acc, 0xf9b9df6f, 0x8ebeeff9, 0x17b7be43, 0x60b08ed5,
  0xd6d6a3e8, 0xa1d1937e, 0x38d8c2c4, 0x4fdff252, 0xd1bb67f1, 0xa6bc5767, 0x3fb506dd, 0x48b2364b,
  0xd80d2bda, 0xaf0a1b4c, 0x36034af6, 0x41047a60, 0xdf60efc3, 0xa867df55, 0x316e8eef, 0x4669be79,
  0xcb61b38c, 0xbc66831a, 0x256fd2a0, 0x5268e236, 0xcc0c7795, 0xbb0b4703, 0x220216b9, 0x5505262f,
  0xc5ba3bbe, 0xb2bd0b28, 0x2bb45a92, 0x5cb36a04, 0xc2d7ffa7, 0xb5d0cf31, 0x2cd99e8b, 0x5bdeae1d,
  0x9b64c2b0, 0xec63f226, 0x756aa39c, 0x026d930a, 0x9c0906a9, 0xeb0e363f, 0x72076785, 0x05005713,
  0x95bf4a82, 0xe2b87a14, 0x7bb12bae, 0x0cb61b38, 0x92d28e9b, 0xe5d5be0d, 0x7cdcefb7, 0x0bdbdf21,
  0x86d3d2d4, 0xf1d4e242, 0x68ddb3f8, 0x1fda836e, 0x81be16cd, 0xf6b9265b, 0x6fb077e1, 0x18b74777,
  0x88085ae6, 0xff0f6a70, 0x66063bca, 0x11010b5c, 0x8f659eff, 0xf862ae69, 0x616bffd3, 0x166ccf45,
  0xa00ae278, 0xd70dd2ee, 0x4e048354, 0x3903b3c2, 0xa7672661, 0xd06016f7, 0x4969474d, 0x3e6e77db,
  0xaed16a4a, 0xd9d65adc, 0x40df0b66, 0x37d83bf0, 0xa9bcae53, 0xdebb9ec5, 0x47b2cf7f, 0x30b5ffe9,
  0xbdbdf21c, 0xcabac28a, 0x53b39330, 0x24b4a3a6, 0xbad03605, 0xcdd70693, 0x54de5729, 0x23d967bf,
  0xb3667a2e, 0xc4614ab8, 0x5d681b02, 0x2a6f2b94, 0xb40bbe37, 0xc30c8ea1, 0x5a05df1b, 0x2d02ef8d,
]);

function crc32(buf) {
  let crc = -1;
  for (let x of buf) {
    crc = CRC_TABLE[(crc ^ x) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ -1) >>> 0;
}

module.exports = crc32;


/***/ }),

/***/ 3502:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

// This was adapted from https://github.com/andrewrk/node-fd-slicer by Andrew Kelley under the MIT License.
var fs = __nccwpck_require__(9896);
var util = __nccwpck_require__(9023);
var stream = __nccwpck_require__(2203);
var Readable = stream.Readable;
var PassThrough = stream.PassThrough;
var Pend = __nccwpck_require__(3313);
var EventEmitter = (__nccwpck_require__(4434).EventEmitter);

exports.BufferSlicer = BufferSlicer;
exports.FdSlicer = FdSlicer;

util.inherits(FdSlicer, EventEmitter);
function FdSlicer(fd) {
  EventEmitter.call(this);

  this.fd = fd;
  this.pend = new Pend();
  this.pend.max = 1;
  this.refCount = 0;
}

FdSlicer.prototype.read = function(buffer, offset, length, position, callback) {
  var self = this;
  self.pend.go(function(cb) {
    fs.read(self.fd, buffer, offset, length, position, function(err, bytesRead, buffer) {
      cb();
      callback(err, bytesRead, buffer);
    });
  });
};

FdSlicer.prototype.createReadStream = function(options) {
  return new ReadStream(this, options);
};

FdSlicer.prototype.ref = function() {
  this.refCount += 1;
};

FdSlicer.prototype.unref = function() {
  var self = this;
  self.refCount -= 1;
  if (self.refCount < 0) throw new Error("invalid unref");
  if (self.refCount > 0) return;

  fs.close(self.fd, onCloseDone);

  function onCloseDone(err) {
    if (err) {
      self.emit('error', err);
    } else {
      self.emit('close');
    }
  }
};

util.inherits(ReadStream, Readable);
function ReadStream(context, options) {
  options = options || {};
  Readable.call(this, options);

  this.context = context;
  this.context.ref();

  this.start = options.start || 0;
  this.endOffset = options.end;
  this.pos = this.start;
}

ReadStream.prototype._read = function(n) {
  var self = this;

  var toRead = Math.min(self._readableState.highWaterMark, n);
  if (self.endOffset != null) {
    toRead = Math.min(toRead, self.endOffset - self.pos);
  }
  if (toRead <= 0) {
    self.push(null);
    this._cleanup();
    return;
  }
  self.context.pend.go(function(cb) {
    var buffer = Buffer.allocUnsafe(toRead);
    fs.read(self.context.fd, buffer, 0, toRead, self.pos, function(err, bytesRead) {
      if (err) {
        self.destroy(err);
      } else if (bytesRead === 0) {
        self.push(null);
        self._cleanup();
      } else {
        self.pos += bytesRead;
        self.push(buffer.slice(0, bytesRead));
      }
      cb();
    });
  });
};

ReadStream.prototype._destroy = function(err, cb) {
  // Node 14+ calls this automatically at EOF.
  this._cleanup();
  cb(err);
};

ReadStream.prototype._cleanup = function() {
  if (this.context != null) {
    this.context.unref();
    this.context = null;
  }
};

util.inherits(BufferSlicer, EventEmitter);
function BufferSlicer(buffer) {
  EventEmitter.call(this);

  this.refCount = 0;
  this.buffer = buffer;
}

BufferSlicer.prototype.read = function(buffer, offset, length, position, callback) {
  if (!(0 <= offset && offset <= buffer.length)) throw new RangeError("offset outside buffer: 0 <= " + offset + " <= " + buffer.length);
  if (position < 0) throw new RangeError("position is negative: " + position);
  if (offset + length > buffer.length) {
    // The caller's buffer can't hold all the bytes they're trying to read.
    // Clamp the length instead of giving an error.
    // The callback will be informed of fewer than expected bytes written.
    length = buffer.length - offset;
  }
  if (position + length > this.buffer.length) {
    // Clamp any attempt to read past the end of the source buffer.
    length = this.buffer.length - position;
  }
  if (length <= 0) {
    // After any clamping, we're fully out of bounds or otherwise have nothing to do.
    // This isn't an error; it's just zero bytes written.
    setImmediate(function() {
      callback(null, 0);
    });
    return;
  }
  this.buffer.copy(buffer, offset, position, position + length);
  setImmediate(function() {
    callback(null, length);
  });
};

BufferSlicer.prototype.createReadStream = function(options) {
  options = options || {};
  var readStream = new PassThrough(options);
  readStream.start = options.start || 0;
  readStream.endOffset = options.end;
  // by the time this function returns, we'll be done.
  readStream.pos = readStream.endOffset || this.buffer.length;

  var entireSlice = this.buffer.slice(readStream.start, readStream.pos);
  // Cut the buffer into smaller slices for better memory usage when streaming into a zlib inflate stream.
  // See https://github.com/thejoshwolfe/yauzl/issues/87
  var maxChunkSize = 0x10000;
  var offset = 0;
  while (true) {
    var nextOffset = offset + maxChunkSize;
    if (nextOffset >= entireSlice.length) {
      // last chunk
      if (offset < entireSlice.length) {
        readStream.write(entireSlice.slice(offset, entireSlice.length));
      }
      break;
    }
    readStream.write(entireSlice.slice(offset, nextOffset));
    offset = nextOffset;
  }

  readStream.end();
  return readStream;
};

BufferSlicer.prototype.ref = function() {
  this.refCount += 1;
};

BufferSlicer.prototype.unref = function() {
  this.refCount -= 1;

  if (this.refCount < 0) {
    throw new Error("invalid unref");
  }
};


/***/ }),

/***/ 663:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var fs = __nccwpck_require__(9896);
var zlib = __nccwpck_require__(3106);
var fd_slicer = __nccwpck_require__(3502);
var util = __nccwpck_require__(9023);
var EventEmitter = (__nccwpck_require__(4434).EventEmitter);
var Transform = (__nccwpck_require__(2203).Transform);
var PassThrough = (__nccwpck_require__(2203).PassThrough);
var Writable = (__nccwpck_require__(2203).Writable);

// Node 20 added zlib.crc32.
const crc32 = typeof zlib.crc32 === "function" ? zlib.crc32 : __nccwpck_require__(4248);

exports.open = open;
exports.fromFd = fromFd;
exports.fromBuffer = fromBuffer;
exports.fromRandomAccessReader = fromRandomAccessReader;
exports.openPromise = openPromise;
exports.fromFdPromise = fromFdPromise;
exports.fromBufferPromise = fromBufferPromise;
exports.fromRandomAccessReaderPromise = fromRandomAccessReaderPromise;

exports.dosDateTimeToDate = dosDateTimeToDate;
exports.getFileNameLowLevel = getFileNameLowLevel;
exports.validateFileName = validateFileName;
exports.parseExtraFields = parseExtraFields;
exports.ZipFile = ZipFile;
exports.Entry = Entry;
exports.LocalFileHeader = LocalFileHeader;
exports.RandomAccessReader = RandomAccessReader;

function openPromise(path, options) {
  return new Promise((resolve, reject) => {
    open(path, {...options, lazyEntries: true}, function(err, zipfile) {
      if (err) return reject(err);
      resolve(zipfile);
    });
  });
}
function fromFdPromise(fd, options) {
  return new Promise((resolve, reject) => {
    fromFd(fd, {...options, lazyEntries: true}, function(err, zipfile) {
      if (err) return reject(err);
      resolve(zipfile);
    });
  });
}
function fromBufferPromise(buffer, options) {
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, {...options, lazyEntries: true}, function(err, zipfile) {
      if (err) return reject(err);
      resolve(zipfile);
    });
  });
}
function fromRandomAccessReaderPromise(reader, totalSize, options) {
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(reader, totalSize, {...options, lazyEntries: true}, function(err, zipfile) {
      if (err) return reject(err);
      resolve(zipfile);
    });
  });
}

function open(path, options, callback) {
  if (typeof options === "function") {
    callback = options;
    options = null;
  }
  if (options == null) options = {};
  if (options.autoClose == null) options.autoClose = true;
  if (options.lazyEntries == null) options.lazyEntries = false;
  if (options.decodeStrings == null) options.decodeStrings = true;
  if (options.validateEntrySizes == null) options.validateEntrySizes = true;
  if (options.strictFileNames == null) options.strictFileNames = false;
  if (callback == null) callback = defaultCallback;
  fs.open(path, "r", function(err, fd) {
    if (err) return callback(err);
    fromFd(fd, options, function(err, zipfile) {
      if (err) fs.close(fd, defaultCallback);
      callback(err, zipfile);
    });
  });
}

function fromFd(fd, options, callback) {
  if (typeof options === "function") {
    callback = options;
    options = null;
  }
  if (options == null) options = {};
  if (options.autoClose == null) options.autoClose = false;
  if (options.lazyEntries == null) options.lazyEntries = false;
  if (options.decodeStrings == null) options.decodeStrings = true;
  if (options.validateEntrySizes == null) options.validateEntrySizes = true;
  if (options.strictFileNames == null) options.strictFileNames = false;
  if (callback == null) callback = defaultCallback;
  fs.fstat(fd, function(err, stats) {
    if (err) return callback(err);
    var reader = new fd_slicer.FdSlicer(fd);
    fromRandomAccessReader(reader, stats.size, options, callback);
  });
}

function fromBuffer(buffer, options, callback) {
  if (typeof options === "function") {
    callback = options;
    options = null;
  }
  if (options == null) options = {};
  options.autoClose = false;
  if (options.lazyEntries == null) options.lazyEntries = false;
  if (options.decodeStrings == null) options.decodeStrings = true;
  if (options.validateEntrySizes == null) options.validateEntrySizes = true;
  if (options.strictFileNames == null) options.strictFileNames = false;
  var reader = new fd_slicer.BufferSlicer(buffer);
  fromRandomAccessReader(reader, buffer.length, options, callback);
}

function fromRandomAccessReader(reader, totalSize, options, callback) {
  if (typeof options === "function") {
    callback = options;
    options = null;
  }
  if (options == null) options = {};
  if (options.autoClose == null) options.autoClose = true;
  if (options.lazyEntries == null) options.lazyEntries = false;
  if (options.decodeStrings == null) options.decodeStrings = true;
  var decodeStrings = !!options.decodeStrings;
  if (options.validateEntrySizes == null) options.validateEntrySizes = true;
  if (options.strictFileNames == null) options.strictFileNames = false;
  if (callback == null) callback = defaultCallback;
  if (typeof totalSize !== "number") throw new Error("expected totalSize parameter to be a number");
  if (totalSize > Number.MAX_SAFE_INTEGER) {
    throw new Error("zip file too large. only file sizes up to 2^52 are supported due to JavaScript's Number type being an IEEE 754 double.");
  }

  // the matching unref() call is in zipfile.close()
  reader.ref();

  // eocdr means End of Central Directory Record.
  // search backwards for the eocdr signature.
  // the last field of the eocdr is a variable-length comment.
  // the comment size is encoded in a 2-byte field in the eocdr, which we can't find without trudging backwards through the comment to find it.
  // as a consequence of this design decision, it's possible to have ambiguous zip file metadata if a coherent eocdr was in the comment.
  // we search backwards for a eocdr signature, and hope that whoever made the zip file was smart enough to forbid the eocdr signature in the comment.
  var eocdrWithoutCommentSize = 22;
  var zip64EocdlSize = 20; // Zip64 end of central directory locator
  var maxCommentSize = 0xffff; // 2-byte size
  var bufferSize = Math.min(zip64EocdlSize + eocdrWithoutCommentSize + maxCommentSize, totalSize);
  var buffer = newBuffer(bufferSize);
  var bufferReadStart = totalSize - buffer.length;
  readAndAssertNoEof(reader, buffer, 0, bufferSize, bufferReadStart, function(err) {
    if (err) return callback(err);
    for (var i = bufferSize - eocdrWithoutCommentSize; i >= 0; i -= 1) {
      if (buffer.readUInt32LE(i) !== 0x06054b50) continue;
      // found eocdr
      var eocdrBuffer = buffer.subarray(i);

      // 0 - End of central directory signature = 0x06054b50
      // 4 - Number of this disk
      var diskNumber = eocdrBuffer.readUInt16LE(4);
      // 6 - Disk where central directory starts
      // 8 - Number of central directory records on this disk
      // 10 - Total number of central directory records
      var entryCount = eocdrBuffer.readUInt16LE(10);
      // 12 - Size of central directory (bytes)
      // 16 - Offset of start of central directory, relative to start of archive
      var centralDirectoryOffset = eocdrBuffer.readUInt32LE(16);
      // 20 - Comment length
      var commentLength = eocdrBuffer.readUInt16LE(20);
      var expectedCommentLength = eocdrBuffer.length - eocdrWithoutCommentSize;
      if (commentLength !== expectedCommentLength) {
        return callback(new Error("Invalid comment length. Expected: " + expectedCommentLength + ". Found: " + commentLength + ". Are there extra bytes at the end of the file? Or is the end of central dir signature `PK☺☻` in the comment?"));
      }
      // 22 - Comment
      // the encoding is always cp437.
      var comment = decodeStrings ? decodeBuffer(eocdrBuffer.subarray(22), false)
                                  : eocdrBuffer.subarray(22);

      // Look for a Zip64 end of central directory locator
      if (i - zip64EocdlSize >= 0 && buffer.readUInt32LE(i - zip64EocdlSize) === 0x07064b50) {
        // ZIP64 format
        var zip64EocdlBuffer = buffer.subarray(i - zip64EocdlSize, i - zip64EocdlSize + zip64EocdlSize);
        // 0 - zip64 end of central dir locator signature = 0x07064b50
        // 4 - number of the disk with the start of the zip64 end of central directory
        // 8 - relative offset of the zip64 end of central directory record
        var zip64EocdrOffset = readUInt64LE(zip64EocdlBuffer, 8);
        // 16 - total number of disks

        // ZIP64 end of central directory record
        var zip64EocdrBuffer = newBuffer(56);
        return readAndAssertNoEof(reader, zip64EocdrBuffer, 0, zip64EocdrBuffer.length, zip64EocdrOffset, function(err) {
          if (err) return callback(err);

          // 0 - zip64 end of central dir signature                           4 bytes  (0x06064b50)
          if (zip64EocdrBuffer.readUInt32LE(0) !== 0x06064b50) {
            return callback(new Error("invalid zip64 end of central directory record signature"));
          }
          // 4 - size of zip64 end of central directory record                8 bytes
          // 12 - version made by                                             2 bytes
          // 14 - version needed to extract                                   2 bytes
          // 16 - number of this disk                                         4 bytes
          diskNumber = zip64EocdrBuffer.readUInt32LE(16);
          if (diskNumber !== 0) {
            // Check this only after zip64 overrides. See #118.
            return callback(new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
          }
          // 20 - number of the disk with the start of the central directory  4 bytes
          // 24 - total number of entries in the central directory on this disk         8 bytes
          // 32 - total number of entries in the central directory            8 bytes
          entryCount = readUInt64LE(zip64EocdrBuffer, 32);
          // 40 - size of the central directory                               8 bytes
          // 48 - offset of start of central directory with respect to the starting disk number     8 bytes
          centralDirectoryOffset = readUInt64LE(zip64EocdrBuffer, 48);
          // 56 - zip64 extensible data sector                                (variable size)
          return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options.autoClose, options.lazyEntries, decodeStrings, options.validateEntrySizes, options.strictFileNames));
        });
      }

      // Not ZIP64 format
      if (diskNumber !== 0) {
        return callback(new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
      }
      return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options.autoClose, options.lazyEntries, decodeStrings, options.validateEntrySizes, options.strictFileNames));

    }

    // Not a zip file.
    callback(new Error("End of central directory record signature not found. Either not a zip file, or file is truncated."));
  });
}

util.inherits(ZipFile, EventEmitter);
function ZipFile(reader, centralDirectoryOffset, fileSize, entryCount, comment, autoClose, lazyEntries, decodeStrings, validateEntrySizes, strictFileNames) {
  var self = this;
  EventEmitter.call(self);
  self.reader = reader;
  // forward close events
  self.reader.on("error", function(err) {
    // error closing the fd
    emitError(self, err);
  });
  self.reader.once("close", function() {
    self.emit("close");
  });
  self.readEntryCursor = centralDirectoryOffset;
  self.fileSize = fileSize;
  self.entryCount = entryCount;
  self.comment = comment;
  self.entriesRead = 0;
  self.autoClose = !!autoClose;
  self.lazyEntries = !!lazyEntries;
  self.decodeStrings = !!decodeStrings;
  self.validateEntrySizes = !!validateEntrySizes;
  self.strictFileNames = !!strictFileNames;
  self.isOpen = true;
  self.emittedError = false;
  self.hasEachEntryBeenCalled = false;

  if (!self.lazyEntries) self._readEntry();
}
ZipFile.prototype.close = function() {
  if (!this.isOpen) return;
  this.isOpen = false;
  this.reader.unref();
};

function emitErrorAndAutoClose(self, err) {
  if (self.autoClose) self.close();
  emitError(self, err);
}
function emitError(self, err) {
  if (self.emittedError) return;
  self.emittedError = true;
  self.emit("error", err);
}

ZipFile.prototype.readEntry = function() {
  if (!this.lazyEntries) throw new Error("readEntry() called without lazyEntries:true");
  this._readEntry();
};
ZipFile.prototype._readEntry = function() {
  var self = this;
  if (self.entryCount === self.entriesRead) {
    // done with metadata
    setImmediate(function() {
      if (self.autoClose) self.close();
      if (self.emittedError) return;
      self.emit("end");
    });
    return;
  }
  if (self.emittedError) return;
  var buffer = newBuffer(46);
  readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
    if (err) return emitErrorAndAutoClose(self, err);
    if (self.emittedError) return;
    var entry = new Entry();
    // 0 - Central directory file header signature
    var signature = buffer.readUInt32LE(0);
    if (signature !== 0x02014b50) return emitErrorAndAutoClose(self, new Error("invalid central directory file header signature: 0x" + signature.toString(16)));
    // 4 - Version made by
    entry.versionMadeBy = buffer.readUInt16LE(4);
    // 6 - Version needed to extract (minimum)
    entry.versionNeededToExtract = buffer.readUInt16LE(6);
    // 8 - General purpose bit flag
    entry.generalPurposeBitFlag = buffer.readUInt16LE(8);
    // 10 - Compression method
    entry.compressionMethod = buffer.readUInt16LE(10);
    // 12 - File last modification time
    entry.lastModFileTime = buffer.readUInt16LE(12);
    // 14 - File last modification date
    entry.lastModFileDate = buffer.readUInt16LE(14);
    // 16 - CRC-32
    entry.crc32 = buffer.readUInt32LE(16);
    // 20 - Compressed size
    entry.compressedSize = buffer.readUInt32LE(20);
    // 24 - Uncompressed size
    entry.uncompressedSize = buffer.readUInt32LE(24);
    // 28 - File name length (n)
    entry.fileNameLength = buffer.readUInt16LE(28);
    // 30 - Extra field length (m)
    entry.extraFieldLength = buffer.readUInt16LE(30);
    // 32 - File comment length (k)
    entry.fileCommentLength = buffer.readUInt16LE(32);
    // 34 - Disk number where file starts
    // 36 - Internal file attributes
    entry.internalFileAttributes = buffer.readUInt16LE(36);
    // 38 - External file attributes
    entry.externalFileAttributes = buffer.readUInt32LE(38);
    // 42 - Relative offset of local file header
    entry.relativeOffsetOfLocalHeader = buffer.readUInt32LE(42);

    if (entry.generalPurposeBitFlag & 0x40) return emitErrorAndAutoClose(self, new Error("strong encryption is not supported"));

    self.readEntryCursor += 46;

    buffer = newBuffer(entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength);
    readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
      if (err) return emitErrorAndAutoClose(self, err);
      if (self.emittedError) return;
      // 46 - File name
      entry.fileNameRaw = buffer.subarray(0, entry.fileNameLength);
      // 46+n - Extra field
      var fileCommentStart = entry.fileNameLength + entry.extraFieldLength;
      entry.extraFieldRaw = buffer.subarray(entry.fileNameLength, fileCommentStart);
      // 46+n+m - File comment
      entry.fileCommentRaw = buffer.subarray(fileCommentStart, fileCommentStart + entry.fileCommentLength);

      // Parse the extra fields, which we need for processing other fields.
      try {
        entry.extraFields = parseExtraFields(entry.extraFieldRaw);
      } catch (err) {
        return emitErrorAndAutoClose(self, err);
      }

      // Interpret strings according to bit flags, extra fields, and options.
      if (self.decodeStrings) {
        var isUtf8 = (entry.generalPurposeBitFlag & 0x800) !== 0;
        entry.fileComment = decodeBuffer(entry.fileCommentRaw, isUtf8);
        entry.fileName = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, self.strictFileNames);
        var errorMessage = validateFileName(entry.fileName);
        if (errorMessage != null) return emitErrorAndAutoClose(self, new Error(errorMessage));
      } else {
        entry.fileComment = entry.fileCommentRaw;
        entry.fileName = entry.fileNameRaw;
      }
      // Maintain API compatibility. See https://github.com/thejoshwolfe/yauzl/issues/47
      entry.comment = entry.fileComment;

      self.readEntryCursor += buffer.length;
      self.entriesRead += 1;

      // Check for the Zip64 Extended Information Extra Field.
      for (var i = 0; i < entry.extraFields.length; i++) {
        var extraField = entry.extraFields[i];
        if (extraField.id !== 0x0001) continue;
        // Found it.

        var zip64EiefBuffer = extraField.data;
        var index = 0;
        // 0 - Original Size          8 bytes
        if (entry.uncompressedSize === 0xffffffff) {
          if (index + 8 > zip64EiefBuffer.length) {
            return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include uncompressed size"));
          }
          entry.uncompressedSize = readUInt64LE(zip64EiefBuffer, index);
          index += 8;
        }
        // 8 - Compressed Size        8 bytes
        if (entry.compressedSize === 0xffffffff) {
          if (index + 8 > zip64EiefBuffer.length) {
            return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include compressed size"));
          }
          entry.compressedSize = readUInt64LE(zip64EiefBuffer, index);
          index += 8;
        }
        // 16 - Relative Header Offset 8 bytes
        if (entry.relativeOffsetOfLocalHeader === 0xffffffff) {
          if (index + 8 > zip64EiefBuffer.length) {
            return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include relative header offset"));
          }
          entry.relativeOffsetOfLocalHeader = readUInt64LE(zip64EiefBuffer, index);
          index += 8;
        }
        // 24 - Disk Start Number      4 bytes

        break;
      }

      // validate file size
      if (self.validateEntrySizes && entry.compressionMethod === 0) {
        var expectedCompressedSize = entry.uncompressedSize;
        if (entry.isEncrypted()) {
          // traditional encryption prefixes the file data with a header
          expectedCompressedSize += 12;
        }
        if (entry.compressedSize !== expectedCompressedSize) {
          var msg = "compressed/uncompressed size mismatch for stored file: " + entry.compressedSize + " != " + entry.uncompressedSize;
          return emitErrorAndAutoClose(self, new Error(msg));
        }
      }

      self.emit("entry", entry);

      if (!self.lazyEntries) self._readEntry();
    });
  });
};

ZipFile.prototype.eachEntry = function() {
  const self = this;
  if (!self.lazyEntries) throw new Error("eachEntry() requires lazyEntries: true");
  if (self.hasEachEntryBeenCalled) throw new Error("eachEntry() must only be called once per ZipFile");
  self.hasEachEntryBeenCalled = true;

  let pendingResolveReject = null;
  self.on("entry", onEntry);
  self.on("end", onEnd);
  self.on("error", onError);
  function cleanup() {
    self.removeListener("entry", onEntry);
    self.removeListener("end", onEnd);
    self.removeListener("error", onError);
    if (self.autoClose) self.close();
  }

  function onEntry(entry) {
    let {resolve} = pendingResolveReject;
    pendingResolveReject = null;
    resolve({value: entry});
  }
  function onEnd() {
    let {resolve} = pendingResolveReject;
    pendingResolveReject = null;
    cleanup();
    resolve({done: true});
  }
  function onError(err) {
    let {reject} = pendingResolveReject;
    pendingResolveReject = null;
    cleanup();
    reject(err);
  }

  return {
    [Symbol.asyncIterator]() {
      // Called once by `for await...of`.
      return this;
    },
    next() {
      // Called on each iteration in a `for await...of`.
      const promise = new Promise((resolve, reject) => {
        if (pendingResolveReject != null) throw new Error("next() called before previous Promise was resolved.");
        pendingResolveReject = {resolve, reject};
      });
      self.readEntry();
      return promise;
    },
    return(value) {
      // Called when breaking, returning, throwing out of a `for await...of`.
      cleanup();
      return Promise.resolve({done: true, value});
    },
    throw(value) {
      // Almost never called. Something about `yield*` maybe?
      cleanup();
      return Promise.reject(value);
    },
  };
};

ZipFile.prototype.openReadStream = function(entry, options, callback) {
  var self = this;
  // parameter validation
  var relativeStart = 0;
  var relativeEnd = entry.compressedSize;
  if (callback == null) {
    callback = options;
    options = null;
  }
  if (options == null) {
    options = {};
  } else {
    if (options.decodeFileData === false) {
      // new, simple option
      if (options.decrypt != null) {
        throw new Error("cannot use options.decrypt when options.decodeFileData === false");
      }
      if (options.decompress != null) {
        throw new Error("cannot use options.decompress when options.decodeFileData === false");
      }
      // start and end are allowed
    } else {
      // old, complicated options
      if (options.decrypt != null) {
        if (!entry.isEncrypted()) {
          throw new Error("options.decrypt can only be specified for encrypted entries. See also option decodeFileData.");
        }
        if (options.decrypt !== false) throw new Error("invalid options.decrypt value: " + options.decrypt);
        if (entry.isCompressed()) {
          if (options.decompress !== false) throw new Error("entry is encrypted and compressed, and options.decompress !== false. See also option decodeFileData.");
        }
      }
      if (options.decompress != null) {
        if (!entry.isCompressed()) {
          throw new Error("options.decompress can only be specified for compressed entries. See also option decodeFileData.");
        }
        if (!(options.decompress === false || options.decompress === true)) {
          throw new Error("invalid options.decompress value: " + options.decompress);
        }
        decompress = options.decompress;
      }
    }
    if (options.start != null) {
      relativeStart = options.start;
      if (relativeStart < 0) throw new Error("options.start < 0");
      if (relativeStart > entry.compressedSize) throw new Error("options.start > entry.compressedSize");
    }
    if (options.end != null) {
      relativeEnd = options.end;
      if (relativeEnd < 0) throw new Error("options.end < 0");
      if (relativeEnd > entry.compressedSize) throw new Error("options.end > entry.compressedSize");
      if (relativeEnd < relativeStart) throw new Error("options.end < options.start");
    }
  }
  var rawMode = (
    options.decodeFileData === false || // Explicitly requested raw.
    (
      (entry.compressionMethod === 0 || // Naturally without compression.
        (entry.compressionMethod === 8 && options.decompress === false) // Deprecated compression bypass option.
      ) &&
      (!entry.isEncrypted() || // Naturally without encryption.
        options.decrypt === false // Deprecated encryption bypass option.
      )
    )
  );
  if (options.start != null || options.end != null) {
    // Ensure slicing deals with raw data.
    if (!rawMode) throw new Error("start/end range require options.decodeFileData === false for non-trivial encoded entries.");
  }

  // any further errors can either be caused by the zipfile,
  // or were introduced in a minor version of yauzl,
  // so should be passed to the client rather than thrown.
  if (!self.isOpen) return callback(new Error("closed"));
  if (entry.isEncrypted() && !rawMode) {
    if (options.decrypt !== false) return callback(new Error("entry is encrypted, and options.decodeFileData !== false"));
  }
  var decompress;
  if (rawMode) {
    decompress = false;
  } else if (entry.compressionMethod === 8) {
    // 8 - The file is Deflated
    decompress = options.decodeFileData !== true;
  } else {
    return callback(new Error("unsupported compression method: " + entry.compressionMethod));
  }

  self.readLocalFileHeader(entry, {minimal: true}, function(err, localFileHeader) {
    if (err) return callback(err);
    self.openReadStreamLowLevel(
      localFileHeader.fileDataStart, entry.compressedSize,
      relativeStart, relativeEnd,
      decompress, entry.uncompressedSize,
      callback);
  });
};

ZipFile.prototype.openReadStreamLowLevel = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, callback) {
  var self = this;

  var fileDataEnd = fileDataStart + compressedSize;
  var readStream = self.reader.createReadStream({
    start: fileDataStart + relativeStart,
    end: fileDataStart + relativeEnd,
  });
  var endpointStream = readStream;
  if (decompress) {
    var destroyed = false;
    var inflateFilter = zlib.createInflateRaw();
    readStream.on("error", function(err) {
      // setImmediate here because errors can be emitted during the first call to pipe()
      setImmediate(function() {
        if (!destroyed) inflateFilter.emit("error", err);
      });
    });
    readStream.pipe(inflateFilter);

    if (self.validateEntrySizes) {
      endpointStream = new AssertByteCountStream(uncompressedSize);
      inflateFilter.on("error", function(err) {
        // forward zlib errors to the client-visible stream
        setImmediate(function() {
          if (!destroyed) endpointStream.emit("error", err);
        });
      });
      inflateFilter.pipe(endpointStream);
    } else {
      // the zlib filter is the client-visible stream
      endpointStream = inflateFilter;
    }
    // this is part of yauzl's API, so implement this function on the client-visible stream
    installDestroyFn(endpointStream, function() {
      destroyed = true;
      if (inflateFilter !== endpointStream) inflateFilter.unpipe(endpointStream);
      readStream.unpipe(inflateFilter);
      // TODO: the inflateFilter may cause a memory leak. see Issue #27.
      readStream.destroy();
    });
  }
  callback(null, endpointStream);
};

ZipFile.prototype.readLocalFileHeader = function(entry, options, callback) {
  var self = this;
  if (callback == null) {
    callback = options;
    options = null;
  }
  if (options == null) options = {};

  self.reader.ref();
  var buffer = newBuffer(30);
  readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader, function(err) {
    try {
      if (err) return callback(err);
      // 0 - Local file header signature = 0x04034b50
      var signature = buffer.readUInt32LE(0);
      if (signature !== 0x04034b50) {
        return callback(new Error("invalid local file header signature: 0x" + signature.toString(16)));
      }

      var fileNameLength = buffer.readUInt16LE(26);
      var extraFieldLength = buffer.readUInt16LE(28);
      var fileDataStart = entry.relativeOffsetOfLocalHeader + 30 + fileNameLength + extraFieldLength;
      // We now have enough information to do this bounds check.
      if (fileDataStart + entry.compressedSize > self.fileSize) {
        return callback(new Error("file data overflows file bounds: " +
            fileDataStart + " + " + entry.compressedSize + " > " + self.fileSize));
      }

      if (options.minimal) {
        return callback(null, {fileDataStart: fileDataStart});
      }

      var localFileHeader = new LocalFileHeader();
      localFileHeader.fileDataStart = fileDataStart;

      // 4 - Version needed to extract (minimum)
      localFileHeader.versionNeededToExtract = buffer.readUInt16LE(4);
      // 6 - General purpose bit flag
      localFileHeader.generalPurposeBitFlag = buffer.readUInt16LE(6);
      // 8 - Compression method
      localFileHeader.compressionMethod = buffer.readUInt16LE(8);
      // 10 - File last modification time
      localFileHeader.lastModFileTime = buffer.readUInt16LE(10);
      // 12 - File last modification date
      localFileHeader.lastModFileDate = buffer.readUInt16LE(12);
      // 14 - CRC-32
      localFileHeader.crc32 = buffer.readUInt32LE(14);
      // 18 - Compressed size
      localFileHeader.compressedSize = buffer.readUInt32LE(18);
      // 22 - Uncompressed size
      localFileHeader.uncompressedSize = buffer.readUInt32LE(22);
      // 26 - File name length (n)
      localFileHeader.fileNameLength = fileNameLength;
      // 28 - Extra field length (m)
      localFileHeader.extraFieldLength = extraFieldLength;
      // 30 - File name
      // 30+n - Extra field

      buffer = newBuffer(fileNameLength + extraFieldLength);
      self.reader.ref();
      readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader + 30, function(err) {
        try {
          if (err) return callback(err);
          localFileHeader.fileName = buffer.subarray(0, fileNameLength);
          localFileHeader.extraField = buffer.subarray(fileNameLength);
          return callback(null, localFileHeader);
        } finally {
          self.reader.unref();
        }
      });
    } finally {
      self.reader.unref();
    }
  });
};

ZipFile.prototype.openReadStreamPromise = function(entry, options) {
  return new Promise((resolve, reject) => {
    this.openReadStream(entry, options, function(err, readStream) {
      if (err) return reject(err);
      resolve(readStream);
    });
  });
};
ZipFile.prototype.openReadStreamLowLevelPromise = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize) {
  return new Promise((resolve, reject) => {
    this.openReadStream(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, function(err, readStream) {
      if (err) return reject(err);
      resolve(readStream);
    });
  });
};
ZipFile.prototype.readLocalFileHeaderPromise = function(entry, options) {
  return new Promise((resolve, reject) => {
    this.readLocalFileHeader(entry, options, function(err, localFileHeader) {
      if (err) return reject(err);
      resolve(localFileHeader);
    });
  });
};

function Entry() {
}
Entry.prototype.getLastModDate = function(options) {
  if (options == null) options = {};

  if (!options.forceDosFormat) {
    // Check extended fields.
    for (var i = 0; i < this.extraFields.length; i++) {
      var extraField = this.extraFields[i];
      if (extraField.id === 0x5455) {
        // Info-ZIP "universal timestamp" extended field (`0x5455` aka `"UT"`).
        // See the Info-ZIP source code unix/unix.c:set_extra_field() and zipfile.c:ef_scan_ut_time().
        var data = extraField.data;
        if (data.length < 5) continue; // Too short.
        // The flags define which of the three fields are present: mtime, atime, ctime.
        // We only care about mtime.
        // Also, ctime is never included in practice.
        // And also, atime is only included in the local file header for some reason
        // despite the flags lying about its inclusion in the central header.
        var flags = data[0];
        var HAS_MTIME = 1;
        if (!(flags & HAS_MTIME)) continue; // This will realistically never happen.
        // Although the positions of all of the fields shift around depending on the presence of other fields,
        // mtime is always first if present, and that's the only one we care about.
        var posixTimestamp = data.readInt32LE(1);
        return new Date(posixTimestamp * 1000);
      } else if (extraField.id === 0x000a) {
        var data = extraField.data;
        if (data.length !== 32) continue; // The length is always the same.
        // 4 bytes reserved
        // 2 bytes Tag
        if (data.readUInt16LE(4) !== 1) continue; // Tag1 is actually the only defined Tag.
        // 2 bytes Size
        if (data.readUInt16LE(6) !== 24) continue; // Size is always 24.
        // 8 bytes Mtime
        var hundredNanoSecondsSince1601 = data.readUInt32LE(8) + 4294967296 * data.readInt32LE(12);
        // Convert from NTFS to POSIX milliseconds.
        // The big number below is the milliseconds between year 1601 and year 1970
        // (i.e. the negative POSIX timestamp of 1601-01-01 00:00:00Z)
        var millisecondsSince1970 = hundredNanoSecondsSince1601 / 10000 - 11644473600000;
        // Note on numeric precision: JavaScript Number objects lose precision above Number.MAX_SAFE_INTEGER,
        // and NTFS timestamps are typically much bigger than that limit.
        // (MAX_SAFE_INTEGER would represent 1629-07-17T23:58:45.475Z.)
        // However, we're losing precision in the conversion from 100nanosecond units to millisecond units anyway,
        // and the time at which we also lose 1-millisecond precision is year 275760, the JavaScript Date limit (by design).
        // Up through the year 2057, this conversion only drops 4 bits of precision,
        // which is well under the 13-14 bits ratio between the milliseconds and 100nanoseconds.
        return new Date(millisecondsSince1970);
      }
    }
  }

  // Fallback to non-extended encoding.
  return dosDateTimeToDate(this.lastModFileDate, this.lastModFileTime, options.timezone);
};

Entry.prototype.canDecodeFileData = function() {
  return (
    !this.isEncrypted() &&
    (this.compressionMethod === 0 || this.compressionMethod === 8)
  );
};
Entry.prototype.isEncrypted = function() {
  return (this.generalPurposeBitFlag & 0x1) !== 0;
};
Entry.prototype.isCompressed = function() {
  return this.compressionMethod === 8;
};

function LocalFileHeader() {
}

function dosDateTimeToDate(date, time, timezone) {
  var day = date & 0x1f; // 1-31
  var month = (date >> 5 & 0xf) - 1; // 1-12, 0-11
  var year = (date >> 9 & 0x7f) + 1980; // 0-128, 1980-2108

  var millisecond = 0;
  var second = (time & 0x1f) * 2; // 0-29, 0-58 (even numbers)
  var minute = time >> 5 & 0x3f; // 0-59
  var hour = time >> 11 & 0x1f; // 0-23

  if (timezone == null || timezone === "local") {
    return new Date(year, month, day, hour, minute, second, millisecond);
  } else if (timezone === "UTC") {
    return new Date(Date.UTC(year, month, day, hour, minute, second, millisecond));
  } else {
    throw new Error("unrecognized options.timezone: " + options.timezone);
  }
}

function getFileNameLowLevel(generalPurposeBitFlag, fileNameBuffer, extraFields, strictFileNames) {
  var fileName = null;

  // check for Info-ZIP Unicode Path Extra Field (0x7075)
  // see https://github.com/thejoshwolfe/yauzl/issues/33
  for (var i = 0; i < extraFields.length; i++) {
    var extraField = extraFields[i];
    if (extraField.id === 0x7075) {
      if (extraField.data.length < 6) {
        // too short to be meaningful
        continue;
      }
      // Version       1 byte      version of this extra field, currently 1
      if (extraField.data.readUInt8(0) !== 1) {
        // > Changes may not be backward compatible so this extra
        // > field should not be used if the version is not recognized.
        continue;
      }
      // NameCRC32     4 bytes     File Name Field CRC32 Checksum
      var oldNameCrc32 = extraField.data.readUInt32LE(1);
      if (crc32(fileNameBuffer) !== oldNameCrc32) {
        // > If the CRC check fails, this UTF-8 Path Extra Field should be
        // > ignored and the File Name field in the header should be used instead.
        continue;
      }
      // UnicodeName   Variable    UTF-8 version of the entry File Name
      fileName = decodeBuffer(extraField.data.subarray(5), true);
      break;
    }
  }

  if (fileName == null) {
    // The typical case.
    var isUtf8 = (generalPurposeBitFlag & 0x800) !== 0;
    fileName = decodeBuffer(fileNameBuffer, isUtf8);
  }

  if (!strictFileNames) {
    // Allow backslash.
    fileName = fileName.replace(/\\/g, "/");
  }
  return fileName;
}

function validateFileName(fileName) {
  if (fileName.indexOf("\\") !== -1) {
    return "invalid characters in fileName: " + fileName;
  }
  if (/^[a-zA-Z]:/.test(fileName) || /^\//.test(fileName)) {
    return "absolute path: " + fileName;
  }
  if (fileName.split("/").indexOf("..") !== -1) {
    return "invalid relative path: " + fileName;
  }
  // all good
  return null;
}

function parseExtraFields(extraFieldBuffer) {
  var extraFields = [];
  var i = 0;
  while (i < extraFieldBuffer.length - 3) {
    var headerId = extraFieldBuffer.readUInt16LE(i + 0);
    var dataSize = extraFieldBuffer.readUInt16LE(i + 2);
    var dataStart = i + 4;
    var dataEnd = dataStart + dataSize;
    if (dataEnd > extraFieldBuffer.length) throw new Error("extra field length exceeds extra field buffer size");
    var dataBuffer = extraFieldBuffer.subarray(dataStart, dataEnd);
    extraFields.push({
      id: headerId,
      data: dataBuffer,
    });
    i = dataEnd;
  }
  return extraFields;
}

function readAndAssertNoEof(reader, buffer, offset, length, position, callback) {
  if (length === 0) {
    // fs.read will throw an out-of-bounds error if you try to read 0 bytes from a 0 byte file
    return setImmediate(function() { callback(null, newBuffer(0)); });
  }
  reader.read(buffer, offset, length, position, function(err, bytesRead) {
    if (err) return callback(err);
    if (bytesRead < length) {
      return callback(new Error("unexpected EOF"));
    }
    callback();
  });
}

util.inherits(AssertByteCountStream, Transform);
function AssertByteCountStream(byteCount) {
  Transform.call(this);
  this.actualByteCount = 0;
  this.expectedByteCount = byteCount;
}
AssertByteCountStream.prototype._transform = function(chunk, encoding, cb) {
  this.actualByteCount += chunk.length;
  if (this.actualByteCount > this.expectedByteCount) {
    var msg = "too many bytes in the stream. expected " + this.expectedByteCount + ". got at least " + this.actualByteCount;
    return cb(new Error(msg));
  }
  cb(null, chunk);
};
AssertByteCountStream.prototype._flush = function(cb) {
  if (this.actualByteCount < this.expectedByteCount) {
    var msg = "not enough bytes in the stream. expected " + this.expectedByteCount + ". got only " + this.actualByteCount;
    return cb(new Error(msg));
  }
  cb();
};

util.inherits(RandomAccessReader, EventEmitter);
function RandomAccessReader() {
  EventEmitter.call(this);
  this.refCount = 0;
}
RandomAccessReader.prototype.ref = function() {
  this.refCount += 1;
};
RandomAccessReader.prototype.unref = function() {
  var self = this;
  self.refCount -= 1;

  if (self.refCount > 0) return;
  if (self.refCount < 0) throw new Error("invalid unref");

  self.close(onCloseDone);

  function onCloseDone(err) {
    if (err) return self.emit('error', err);
    self.emit('close');
  }
};
RandomAccessReader.prototype.createReadStream = function(options) {
  if (options == null) options = {};
  var start = options.start;
  var end = options.end;
  if (start === end) {
    var emptyStream = new PassThrough();
    setImmediate(function() {
      emptyStream.end();
    });
    return emptyStream;
  }
  var stream = this._readStreamForRange(start, end);

  var destroyed = false;
  var refUnrefFilter = new RefUnrefFilter(this);
  stream.on("error", function(err) {
    setImmediate(function() {
      if (!destroyed) refUnrefFilter.emit("error", err);
    });
  });
  installDestroyFn(refUnrefFilter, function() {
    stream.unpipe(refUnrefFilter);
    refUnrefFilter.unref();
    stream.destroy();
  });

  var byteCounter = new AssertByteCountStream(end - start);
  refUnrefFilter.on("error", function(err) {
    setImmediate(function() {
      if (!destroyed) byteCounter.emit("error", err);
    });
  });
  installDestroyFn(byteCounter, function() {
    destroyed = true;
    refUnrefFilter.unpipe(byteCounter);
    refUnrefFilter.destroy();
  });

  return stream.pipe(refUnrefFilter).pipe(byteCounter);
};
RandomAccessReader.prototype._readStreamForRange = function(start, end) {
  throw new Error("not implemented");
};
RandomAccessReader.prototype.read = function(buffer, offset, length, position, callback) {
  var readStream = this.createReadStream({start: position, end: position + length});
  var writeStream = new Writable();
  var written = 0;
  writeStream._write = function(chunk, encoding, cb) {
    chunk.copy(buffer, offset + written, 0, chunk.length);
    written += chunk.length;
    cb();
  };
  writeStream.on("finish", callback);
  readStream.on("error", function(error) {
    callback(error);
  });
  readStream.pipe(writeStream);
};
RandomAccessReader.prototype.close = function(callback) {
  setImmediate(callback);
};

util.inherits(RefUnrefFilter, PassThrough);
function RefUnrefFilter(context) {
  PassThrough.call(this);
  this.context = context;
  this.context.ref();
  this.unreffedYet = false;
}
RefUnrefFilter.prototype._flush = function(cb) {
  this.unref();
  cb();
};
RefUnrefFilter.prototype.unref = function(cb) {
  if (this.unreffedYet) return;
  this.unreffedYet = true;
  this.context.unref();
};

var cp437 = '\u0000☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼ !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ';
function decodeBuffer(buffer, isUtf8) {
  if (isUtf8) {
    return buffer.toString("utf8");
  } else {
    var result = "";
    for (var i = 0; i < buffer.length; i++) {
      result += cp437[buffer[i]];
    }
    return result;
  }
}

function readUInt64LE(buffer, offset) {
  // There is no native function for this, because we can't actually store 64-bit integers precisely.
  // after 53 bits, JavaScript's Number type (IEEE 754 double) can't store individual integers anymore.
  // but since 53 bits is a whole lot more than 32 bits, we do our best anyway.
  // As of 2020, Node has added support for BigInt, which obviates this whole function,
  // but yauzl hasn't been updated to depend on BigInt (yet?).
  var lower32 = buffer.readUInt32LE(offset);
  var upper32 = buffer.readUInt32LE(offset + 4);
  // we can't use bitshifting here, because JavaScript bitshifting only works on 32-bit integers.
  return upper32 * 0x100000000 + lower32;
  // as long as we're bounds checking the result of this function against the total file size,
  // we'll catch any overflow errors, because we already made sure the total file size was within reason.
}

// Node 10 deprecated new Buffer().
var newBuffer;
if (typeof Buffer.allocUnsafe === "function") {
  newBuffer = function(len) {
    return Buffer.allocUnsafe(len);
  };
} else {
  newBuffer = function(len) {
    return new Buffer(len);
  };
}

// Node 8 introduced a proper destroy() implementation on writable streams.
function installDestroyFn(stream, fn) {
  if (typeof stream.destroy === "function") {
    // New API.
    stream._destroy = function(err, cb) {
      fn();
      if (cb != null) cb(err);
    };
  } else {
    // Old API.
    stream.destroy = fn;
  }
}

function defaultCallback(err) {
  if (err) throw err;
}


/***/ }),

/***/ 3044:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;
var fs = __nccwpck_require__(9896);
var Transform = (__nccwpck_require__(2203).Transform);
var PassThrough = (__nccwpck_require__(2203).PassThrough);
var zlib = __nccwpck_require__(3106);
var util = __nccwpck_require__(9023);
var EventEmitter = (__nccwpck_require__(4434).EventEmitter);
var errorMonitor = (__nccwpck_require__(4434).errorMonitor);
var crc32 = __nccwpck_require__(4928);

exports.u = ZipFile;
__webpack_unused_export__ = dateToDosDateTime;

util.inherits(ZipFile, EventEmitter);
function ZipFile() {
  this.outputStream = new PassThrough();
  this.entries = [];
  this.outputStreamCursor = 0;
  this.ended = false; // .end() sets this
  this.allDone = false; // set when we've written the last bytes
  this.forceZip64Eocd = false; // configurable in .end()
  this.errored = false;
  this.on(errorMonitor, function() {
    this.errored = true;
  });
}

ZipFile.prototype.addFile = function(realPath, metadataPath, options) {
  var self = this;
  metadataPath = validateMetadataPath(metadataPath, false);
  if (options == null) options = {};

  if (shouldIgnoreAdding(self)) return;
  var entry = new Entry(metadataPath, false, options);
  self.entries.push(entry);
  fs.stat(realPath, function(err, stats) {
    if (err) return self.emit("error", err);
    if (!stats.isFile()) return self.emit("error", new Error("not a file: " + realPath));
    entry.uncompressedSize = stats.size;
    if (options.mtime == null) entry.setLastModDate(stats.mtime);
    if (options.mode == null) entry.setFileAttributesMode(stats.mode);
    entry.setFileDataPumpFunction(function() {
      var readStream = fs.createReadStream(realPath);
      entry.state = Entry.FILE_DATA_IN_PROGRESS;
      readStream.on("error", function(err) {
        self.emit("error", err);
      });
      pumpFileDataReadStream(self, entry, readStream);
    });
    pumpEntries(self);
  });
};

ZipFile.prototype.addReadStream = function(readStream, metadataPath, options) {
  this.addReadStreamLazy(metadataPath, options, function(cb) {
    cb(null, readStream);
  });
};

ZipFile.prototype.addReadStreamLazy = function(metadataPath, options, getReadStreamFunction) {
  var self = this;
  if (typeof options === "function") {
    getReadStreamFunction = options;
    options = null;
  }
  if (options == null) options = {};
  metadataPath = validateMetadataPath(metadataPath, false);

  if (shouldIgnoreAdding(self)) return;
  var entry = new Entry(metadataPath, false, options);
  self.entries.push(entry);
  entry.setFileDataPumpFunction(function() {
    entry.state = Entry.FILE_DATA_IN_PROGRESS;
    getReadStreamFunction(function(err, readStream) {
      if (err) return self.emit("error", err);
      pumpFileDataReadStream(self, entry, readStream);
    });
  });
  pumpEntries(self);
};

ZipFile.prototype.addBuffer = function(buffer, metadataPath, options) {
  var self = this;
  metadataPath = validateMetadataPath(metadataPath, false);
  if (buffer.length > 0x3fffffff) throw new Error("buffer too large: " + buffer.length + " > " + 0x3fffffff);
  if (options == null) options = {};
  if (options.size != null) throw new Error("options.size not allowed");

  if (shouldIgnoreAdding(self)) return;
  var entry = new Entry(metadataPath, false, options);
  entry.uncompressedSize = buffer.length;
  entry.crc32 = crc32.unsigned(buffer);
  entry.crcAndFileSizeKnown = true;
  self.entries.push(entry);
  if (entry.compressionLevel === 0) {
    setCompressedBuffer(buffer);
  } else {
    zlib.deflateRaw(buffer, {level:entry.compressionLevel}, function(err, compressedBuffer) {
      setCompressedBuffer(compressedBuffer);
    });
  }
  function setCompressedBuffer(compressedBuffer) {
    entry.compressedSize = compressedBuffer.length;
    entry.setFileDataPumpFunction(function() {
      writeToOutputStream(self, compressedBuffer);
      writeToOutputStream(self, entry.getDataDescriptor());
      entry.state = Entry.FILE_DATA_DONE;

      // don't call pumpEntries() recursively.
      // (also, don't call process.nextTick recursively.)
      setImmediate(function() {
        pumpEntries(self);
      });
    });
    pumpEntries(self);
  }
};

ZipFile.prototype.addEmptyDirectory = function(metadataPath, options) {
  var self = this;
  metadataPath = validateMetadataPath(metadataPath, true);
  if (options == null) options = {};
  if (options.size != null) throw new Error("options.size not allowed");
  if (options.compress != null) throw new Error("options.compress not allowed");
  if (options.compressionLevel != null) throw new Error("options.compressionLevel not allowed");

  if (shouldIgnoreAdding(self)) return;
  var entry = new Entry(metadataPath, true, options);
  self.entries.push(entry);
  entry.setFileDataPumpFunction(function() {
    writeToOutputStream(self, entry.getDataDescriptor());
    entry.state = Entry.FILE_DATA_DONE;
    pumpEntries(self);
  });
  pumpEntries(self);
};

var eocdrSignatureBuffer = bufferFrom([0x50, 0x4b, 0x05, 0x06]);

ZipFile.prototype.end = function(options, calculatedTotalSizeCallback) {
  if (typeof options === "function") {
    calculatedTotalSizeCallback = options;
    options = null;
  }
  if (options == null) options = {};
  if (this.ended) return;
  this.ended = true;
  if (this.errored) return;
  this.calculatedTotalSizeCallback = calculatedTotalSizeCallback;
  this.forceZip64Eocd = !!options.forceZip64Format;
  if (options.comment) {
    if (typeof options.comment === "string") {
      this.comment = encodeCp437(options.comment);
    } else {
      // It should be a Buffer
      this.comment = options.comment;
    }
    if (this.comment.length > 0xffff) throw new Error("comment is too large");
    // gotta check for this, because the zipfile format is actually ambiguous.
    if (bufferIncludes(this.comment, eocdrSignatureBuffer)) throw new Error("comment contains end of central directory record signature");
  } else {
    // no comment.
    this.comment = EMPTY_BUFFER;
  }
  pumpEntries(this);
};

function writeToOutputStream(self, buffer) {
  self.outputStream.write(buffer);
  self.outputStreamCursor += buffer.length;
}

function pumpFileDataReadStream(self, entry, readStream) {
  var crc32Watcher = new Crc32Watcher();
  var uncompressedSizeCounter = new ByteCounter();
  var compressor = entry.compressionLevel !== 0 ? new zlib.DeflateRaw({level:entry.compressionLevel}) : new PassThrough();
  var compressedSizeCounter = new ByteCounter();
  readStream.pipe(crc32Watcher)
            .pipe(uncompressedSizeCounter)
            .pipe(compressor)
            .pipe(compressedSizeCounter)
            .pipe(self.outputStream, {end: false});
  compressedSizeCounter.on("end", function() {
    entry.crc32 = crc32Watcher.crc32;
    if (entry.uncompressedSize == null) {
      entry.uncompressedSize = uncompressedSizeCounter.byteCount;
    } else {
      if (entry.uncompressedSize !== uncompressedSizeCounter.byteCount) return self.emit("error", new Error("file data stream has unexpected number of bytes"));
    }
    entry.compressedSize = compressedSizeCounter.byteCount;
    self.outputStreamCursor += entry.compressedSize;
    writeToOutputStream(self, entry.getDataDescriptor());
    entry.state = Entry.FILE_DATA_DONE;
    pumpEntries(self);
  });
}

function determineCompressionLevel(options) {
  if (options.compress != null && options.compressionLevel != null) {
    if (!!options.compress !== !!options.compressionLevel) throw new Error("conflicting settings for compress and compressionLevel");
  }
  if (options.compressionLevel != null) return options.compressionLevel;
  if (options.compress === false) return 0;
  return 6;
}

function pumpEntries(self) {
  if (self.allDone || self.errored) return;
  // first check if calculatedTotalSize is finally known
  if (self.ended && self.calculatedTotalSizeCallback != null) {
    var calculatedTotalSize = calculateTotalSize(self);
    if (calculatedTotalSize != null) {
      // we have an answer
      self.calculatedTotalSizeCallback(calculatedTotalSize);
      self.calculatedTotalSizeCallback = null;
    }
  }

  // pump entries
  var entry = getFirstNotDoneEntry();
  function getFirstNotDoneEntry() {
    for (var i = 0; i < self.entries.length; i++) {
      var entry = self.entries[i];
      if (entry.state < Entry.FILE_DATA_DONE) return entry;
    }
    return null;
  }
  if (entry != null) {
    // this entry is not done yet
    if (entry.state < Entry.READY_TO_PUMP_FILE_DATA) return; // input file not open yet
    if (entry.state === Entry.FILE_DATA_IN_PROGRESS) return; // we'll get there
    // start with local file header
    entry.relativeOffsetOfLocalHeader = self.outputStreamCursor;
    var localFileHeader = entry.getLocalFileHeader();
    writeToOutputStream(self, localFileHeader);
    entry.doFileDataPump();
  } else {
    // all cought up on writing entries
    if (self.ended) {
      // head for the exit
      self.offsetOfStartOfCentralDirectory = self.outputStreamCursor;
      self.entries.forEach(function(entry) {
        var centralDirectoryRecord = entry.getCentralDirectoryRecord();
        writeToOutputStream(self, centralDirectoryRecord);
      });
      writeToOutputStream(self, getEndOfCentralDirectoryRecord(self));
      self.outputStream.end();
      self.allDone = true;
    }
  }
}

function calculateTotalSize(self) {
  var pretendOutputCursor = 0;
  var centralDirectorySize = 0;
  for (var i = 0; i < self.entries.length; i++) {
    var entry = self.entries[i];
    // compression is too hard to predict
    if (entry.compressionLevel !== 0) return -1;
    if (entry.state >= Entry.READY_TO_PUMP_FILE_DATA) {
      // if addReadStream was called without providing the size, we can't predict the total size
      if (entry.uncompressedSize == null) return -1;
    } else {
      // if we're still waiting for fs.stat, we might learn the size someday
      if (entry.uncompressedSize == null) return null;
    }
    // we know this for sure, and this is important to know if we need ZIP64 format.
    entry.relativeOffsetOfLocalHeader = pretendOutputCursor;
    var useZip64Format = entry.useZip64Format();

    pretendOutputCursor += LOCAL_FILE_HEADER_FIXED_SIZE + entry.utf8FileName.length;
    pretendOutputCursor += entry.uncompressedSize;
    if (!entry.crcAndFileSizeKnown) {
      // use a data descriptor
      if (useZip64Format) {
        pretendOutputCursor += ZIP64_DATA_DESCRIPTOR_SIZE;
      } else {
        pretendOutputCursor += DATA_DESCRIPTOR_SIZE;
      }
    }

    centralDirectorySize += CENTRAL_DIRECTORY_RECORD_FIXED_SIZE + entry.utf8FileName.length + entry.fileComment.length;
    if (!entry.forceDosTimestamp) {
      centralDirectorySize += INFO_ZIP_UNIVERSAL_TIMESTAMP_EXTRA_FIELD_SIZE;
    }
    if (useZip64Format) {
      centralDirectorySize += ZIP64_EXTENDED_INFORMATION_EXTRA_FIELD_SIZE;
    }
  }

  var endOfCentralDirectorySize = 0;
  if (self.forceZip64Eocd ||
      self.entries.length >= 0xffff ||
      centralDirectorySize >= 0xffff ||
      pretendOutputCursor >= 0xffffffff) {
    // use zip64 end of central directory stuff
    endOfCentralDirectorySize += ZIP64_END_OF_CENTRAL_DIRECTORY_RECORD_SIZE + ZIP64_END_OF_CENTRAL_DIRECTORY_LOCATOR_SIZE;
  }
  endOfCentralDirectorySize += END_OF_CENTRAL_DIRECTORY_RECORD_SIZE + self.comment.length;
  return pretendOutputCursor + centralDirectorySize + endOfCentralDirectorySize;
}

function shouldIgnoreAdding(self) {
  if (self.ended) throw new Error("cannot add entries after calling end()");
  if (self.errored) return true;
  return false;
}

var ZIP64_END_OF_CENTRAL_DIRECTORY_RECORD_SIZE = 56;
var ZIP64_END_OF_CENTRAL_DIRECTORY_LOCATOR_SIZE = 20;
var END_OF_CENTRAL_DIRECTORY_RECORD_SIZE = 22;
function getEndOfCentralDirectoryRecord(self, actuallyJustTellMeHowLongItWouldBe) {
  var needZip64Format = false;
  var normalEntriesLength = self.entries.length;
  if (self.forceZip64Eocd || self.entries.length >= 0xffff) {
    normalEntriesLength = 0xffff;
    needZip64Format = true;
  }
  var sizeOfCentralDirectory = self.outputStreamCursor - self.offsetOfStartOfCentralDirectory;
  var normalSizeOfCentralDirectory = sizeOfCentralDirectory;
  if (self.forceZip64Eocd || sizeOfCentralDirectory >= 0xffffffff) {
    normalSizeOfCentralDirectory = 0xffffffff;
    needZip64Format = true;
  }
  var normalOffsetOfStartOfCentralDirectory = self.offsetOfStartOfCentralDirectory;
  if (self.forceZip64Eocd || self.offsetOfStartOfCentralDirectory >= 0xffffffff) {
    normalOffsetOfStartOfCentralDirectory = 0xffffffff;
    needZip64Format = true;
  }
  if (actuallyJustTellMeHowLongItWouldBe) {
    if (needZip64Format) {
      return (
        ZIP64_END_OF_CENTRAL_DIRECTORY_RECORD_SIZE +
        ZIP64_END_OF_CENTRAL_DIRECTORY_LOCATOR_SIZE +
        END_OF_CENTRAL_DIRECTORY_RECORD_SIZE
      );
    } else {
      return END_OF_CENTRAL_DIRECTORY_RECORD_SIZE;
    }
  }

  var eocdrBuffer = bufferAlloc(END_OF_CENTRAL_DIRECTORY_RECORD_SIZE + self.comment.length);
  // end of central dir signature                       4 bytes  (0x06054b50)
  eocdrBuffer.writeUInt32LE(0x06054b50, 0);
  // number of this disk                                2 bytes
  eocdrBuffer.writeUInt16LE(0, 4);
  // number of the disk with the start of the central directory  2 bytes
  eocdrBuffer.writeUInt16LE(0, 6);
  // total number of entries in the central directory on this disk  2 bytes
  eocdrBuffer.writeUInt16LE(normalEntriesLength, 8);
  // total number of entries in the central directory   2 bytes
  eocdrBuffer.writeUInt16LE(normalEntriesLength, 10);
  // size of the central directory                      4 bytes
  eocdrBuffer.writeUInt32LE(normalSizeOfCentralDirectory, 12);
  // offset of start of central directory with respect to the starting disk number  4 bytes
  eocdrBuffer.writeUInt32LE(normalOffsetOfStartOfCentralDirectory, 16);
  // .ZIP file comment length                           2 bytes
  eocdrBuffer.writeUInt16LE(self.comment.length, 20);
  // .ZIP file comment                                  (variable size)
  self.comment.copy(eocdrBuffer, 22);

  if (!needZip64Format) return eocdrBuffer;

  // ZIP64 format
  // ZIP64 End of Central Directory Record
  var zip64EocdrBuffer = bufferAlloc(ZIP64_END_OF_CENTRAL_DIRECTORY_RECORD_SIZE);
  // zip64 end of central dir signature                                             4 bytes  (0x06064b50)
  zip64EocdrBuffer.writeUInt32LE(0x06064b50, 0);
  // size of zip64 end of central directory record                                  8 bytes
  writeUInt64LE(zip64EocdrBuffer, ZIP64_END_OF_CENTRAL_DIRECTORY_RECORD_SIZE - 12, 4);
  // version made by                                                                2 bytes
  zip64EocdrBuffer.writeUInt16LE(VERSION_MADE_BY, 12);
  // version needed to extract                                                      2 bytes
  zip64EocdrBuffer.writeUInt16LE(VERSION_NEEDED_TO_EXTRACT_ZIP64, 14);
  // number of this disk                                                            4 bytes
  zip64EocdrBuffer.writeUInt32LE(0, 16);
  // number of the disk with the start of the central directory                     4 bytes
  zip64EocdrBuffer.writeUInt32LE(0, 20);
  // total number of entries in the central directory on this disk                  8 bytes
  writeUInt64LE(zip64EocdrBuffer, self.entries.length, 24);
  // total number of entries in the central directory                               8 bytes
  writeUInt64LE(zip64EocdrBuffer, self.entries.length, 32);
  // size of the central directory                                                  8 bytes
  writeUInt64LE(zip64EocdrBuffer, sizeOfCentralDirectory, 40);
  // offset of start of central directory with respect to the starting disk number  8 bytes
  writeUInt64LE(zip64EocdrBuffer, self.offsetOfStartOfCentralDirectory, 48);
  // zip64 extensible data sector                                                   (variable size)
  // nothing in the zip64 extensible data sector


  // ZIP64 End of Central Directory Locator
  var zip64EocdlBuffer = bufferAlloc(ZIP64_END_OF_CENTRAL_DIRECTORY_LOCATOR_SIZE);
  // zip64 end of central dir locator signature                               4 bytes  (0x07064b50)
  zip64EocdlBuffer.writeUInt32LE(0x07064b50, 0);
  // number of the disk with the start of the zip64 end of central directory  4 bytes
  zip64EocdlBuffer.writeUInt32LE(0, 4);
  // relative offset of the zip64 end of central directory record             8 bytes
  writeUInt64LE(zip64EocdlBuffer, self.outputStreamCursor, 8);
  // total number of disks                                                    4 bytes
  zip64EocdlBuffer.writeUInt32LE(1, 16);


  return Buffer.concat([
    zip64EocdrBuffer,
    zip64EocdlBuffer,
    eocdrBuffer,
  ]);
}

function validateMetadataPath(metadataPath, isDirectory) {
  if (metadataPath === "") throw new Error("empty metadataPath");
  metadataPath = metadataPath.replace(/\\/g, "/");
  if (/^[a-zA-Z]:/.test(metadataPath) || /^\//.test(metadataPath)) throw new Error("absolute path: " + metadataPath);
  if (metadataPath.split("/").indexOf("..") !== -1) throw new Error("invalid relative path: " + metadataPath);
  var looksLikeDirectory = /\/$/.test(metadataPath);
  if (isDirectory) {
    // append a trailing '/' if necessary.
    if (!looksLikeDirectory) metadataPath += "/";
  } else {
    if (looksLikeDirectory) throw new Error("file path cannot end with '/': " + metadataPath);
  }
  return metadataPath;
}

var EMPTY_BUFFER = bufferAlloc(0);

// this class is not part of the public API
function Entry(metadataPath, isDirectory, options) {
  this.utf8FileName = bufferFrom(metadataPath);
  if (this.utf8FileName.length > 0xffff) throw new Error("utf8 file name too long. " + utf8FileName.length + " > " + 0xffff);
  this.isDirectory = isDirectory;
  this.state = Entry.WAITING_FOR_METADATA;
  this.setLastModDate(options.mtime != null ? options.mtime : new Date());
  this.forceDosTimestamp = !!options.forceDosTimestamp;
  if (options.mode != null) {
    this.setFileAttributesMode(options.mode);
  } else {
    this.setFileAttributesMode(isDirectory ? 0o40775 : 0o100664);
  }
  if (isDirectory) {
    this.crcAndFileSizeKnown = true;
    this.crc32 = 0;
    this.uncompressedSize = 0;
    this.compressedSize = 0;
  } else {
    // unknown so far
    this.crcAndFileSizeKnown = false;
    this.crc32 = null;
    this.uncompressedSize = null;
    this.compressedSize = null;
    if (options.size != null) this.uncompressedSize = options.size;
  }
  if (isDirectory) {
    this.compressionLevel = 0;
  } else {
    this.compressionLevel = determineCompressionLevel(options);
  }
  this.forceZip64Format = !!options.forceZip64Format;
  if (options.fileComment) {
    if (typeof options.fileComment === "string") {
      this.fileComment = bufferFrom(options.fileComment, "utf-8");
    } else {
      // It should be a Buffer
      this.fileComment = options.fileComment;
    }
    if (this.fileComment.length > 0xffff) throw new Error("fileComment is too large");
  } else {
    // no comment.
    this.fileComment = EMPTY_BUFFER;
  }
}
Entry.WAITING_FOR_METADATA = 0;
Entry.READY_TO_PUMP_FILE_DATA = 1;
Entry.FILE_DATA_IN_PROGRESS = 2;
Entry.FILE_DATA_DONE = 3;
Entry.prototype.setLastModDate = function(date) {
  this.mtime = date;
  var dosDateTime = dateToDosDateTime(date);
  this.lastModFileTime = dosDateTime.time;
  this.lastModFileDate = dosDateTime.date;
};
Entry.prototype.setFileAttributesMode = function(mode) {
  if ((mode & 0xffff) !== mode) throw new Error("invalid mode. expected: 0 <= " + mode + " <= " + 0xffff);
  // http://unix.stackexchange.com/questions/14705/the-zip-formats-external-file-attribute/14727#14727
  this.externalFileAttributes = (mode << 16) >>> 0;
};
// doFileDataPump() should not call pumpEntries() directly. see issue #9.
Entry.prototype.setFileDataPumpFunction = function(doFileDataPump) {
  this.doFileDataPump = doFileDataPump;
  this.state = Entry.READY_TO_PUMP_FILE_DATA;
};
Entry.prototype.useZip64Format = function() {
  return (
    (this.forceZip64Format) ||
    (this.uncompressedSize != null && this.uncompressedSize > 0xfffffffe) ||
    (this.compressedSize != null && this.compressedSize > 0xfffffffe) ||
    (this.relativeOffsetOfLocalHeader != null && this.relativeOffsetOfLocalHeader > 0xfffffffe)
  );
}
var LOCAL_FILE_HEADER_FIXED_SIZE = 30;
var VERSION_NEEDED_TO_EXTRACT_UTF8 = 20;
var VERSION_NEEDED_TO_EXTRACT_ZIP64 = 45;
// 3 = unix. 63 = spec version 6.3
var VERSION_MADE_BY = (3 << 8) | 63;
var FILE_NAME_IS_UTF8 = 1 << 11;
var UNKNOWN_CRC32_AND_FILE_SIZES = 1 << 3;
Entry.prototype.getLocalFileHeader = function() {
  var crc32 = 0;
  var compressedSize = 0;
  var uncompressedSize = 0;
  if (this.crcAndFileSizeKnown) {
    crc32 = this.crc32;
    compressedSize = this.compressedSize;
    uncompressedSize = this.uncompressedSize;
  }

  var fixedSizeStuff = bufferAlloc(LOCAL_FILE_HEADER_FIXED_SIZE);
  var generalPurposeBitFlag = FILE_NAME_IS_UTF8;
  if (!this.crcAndFileSizeKnown) generalPurposeBitFlag |= UNKNOWN_CRC32_AND_FILE_SIZES;

  // local file header signature     4 bytes  (0x04034b50)
  fixedSizeStuff.writeUInt32LE(0x04034b50, 0);
  // version needed to extract       2 bytes
  fixedSizeStuff.writeUInt16LE(VERSION_NEEDED_TO_EXTRACT_UTF8, 4);
  // general purpose bit flag        2 bytes
  fixedSizeStuff.writeUInt16LE(generalPurposeBitFlag, 6);
  // compression method              2 bytes
  fixedSizeStuff.writeUInt16LE(this.getCompressionMethod(), 8);
  // last mod file time              2 bytes
  fixedSizeStuff.writeUInt16LE(this.lastModFileTime, 10);
  // last mod file date              2 bytes
  fixedSizeStuff.writeUInt16LE(this.lastModFileDate, 12);
  // crc-32                          4 bytes
  fixedSizeStuff.writeUInt32LE(crc32, 14);
  // compressed size                 4 bytes
  fixedSizeStuff.writeUInt32LE(compressedSize, 18);
  // uncompressed size               4 bytes
  fixedSizeStuff.writeUInt32LE(uncompressedSize, 22);
  // file name length                2 bytes
  fixedSizeStuff.writeUInt16LE(this.utf8FileName.length, 26);
  // extra field length              2 bytes
  fixedSizeStuff.writeUInt16LE(0, 28);
  return Buffer.concat([
    fixedSizeStuff,
    // file name (variable size)
    this.utf8FileName,
    // extra field (variable size)
    // no extra fields
  ]);
};
var DATA_DESCRIPTOR_SIZE = 16;
var ZIP64_DATA_DESCRIPTOR_SIZE = 24;
Entry.prototype.getDataDescriptor = function() {
  if (this.crcAndFileSizeKnown) {
    // the Mac Archive Utility requires this not be present unless we set general purpose bit 3
    return EMPTY_BUFFER;
  }
  if (!this.useZip64Format()) {
    var buffer = bufferAlloc(DATA_DESCRIPTOR_SIZE);
    // optional signature (required according to Archive Utility)
    buffer.writeUInt32LE(0x08074b50, 0);
    // crc-32                          4 bytes
    buffer.writeUInt32LE(this.crc32, 4);
    // compressed size                 4 bytes
    buffer.writeUInt32LE(this.compressedSize, 8);
    // uncompressed size               4 bytes
    buffer.writeUInt32LE(this.uncompressedSize, 12);
    return buffer;
  } else {
    // ZIP64 format
    var buffer = bufferAlloc(ZIP64_DATA_DESCRIPTOR_SIZE);
    // optional signature (unknown if anyone cares about this)
    buffer.writeUInt32LE(0x08074b50, 0);
    // crc-32                          4 bytes
    buffer.writeUInt32LE(this.crc32, 4);
    // compressed size                 8 bytes
    writeUInt64LE(buffer, this.compressedSize, 8);
    // uncompressed size               8 bytes
    writeUInt64LE(buffer, this.uncompressedSize, 16);
    return buffer;
  }
};
var CENTRAL_DIRECTORY_RECORD_FIXED_SIZE = 46;
var INFO_ZIP_UNIVERSAL_TIMESTAMP_EXTRA_FIELD_SIZE = 9;
var ZIP64_EXTENDED_INFORMATION_EXTRA_FIELD_SIZE = 28;
Entry.prototype.getCentralDirectoryRecord = function() {
  var fixedSizeStuff = bufferAlloc(CENTRAL_DIRECTORY_RECORD_FIXED_SIZE);
  var generalPurposeBitFlag = FILE_NAME_IS_UTF8;
  if (!this.crcAndFileSizeKnown) generalPurposeBitFlag |= UNKNOWN_CRC32_AND_FILE_SIZES;

  var izutefBuffer = EMPTY_BUFFER;
  if (!this.forceDosTimestamp) {
    // Here is one specification for this: https://commons.apache.org/proper/commons-compress/apidocs/org/apache/commons/compress/archivers/zip/X5455_ExtendedTimestamp.html
    // See also the Info-ZIP source code unix/unix.c:set_extra_field() and zipfile.c:ef_scan_ut_time().
    izutefBuffer = bufferAlloc(INFO_ZIP_UNIVERSAL_TIMESTAMP_EXTRA_FIELD_SIZE);
    // 0x5455        Short       tag for this extra block type ("UT")
    izutefBuffer.writeUInt16LE(0x5455, 0);
    // TSize         Short       total data size for this block
    izutefBuffer.writeUInt16LE(INFO_ZIP_UNIVERSAL_TIMESTAMP_EXTRA_FIELD_SIZE - 4, 2);
    // See Info-ZIP source code zip.h for these constant values:
    var EB_UT_FL_MTIME = (1 << 0);
    var EB_UT_FL_ATIME = (1 << 1);
    // Note that we set the atime flag despite not providing the atime field.
    // The central directory version of this extra field is specified to never contain the atime field even when the flag is set.
    // We set it to match the Info-ZIP behavior in order to minimize incompatibility with zip file readers that may have rigid input expectations.
    // Flags         Byte        info bits
    izutefBuffer.writeUInt8(EB_UT_FL_MTIME | EB_UT_FL_ATIME, 4);
    // (ModTime)     Long        time of last modification (UTC/GMT)
    var timestamp = Math.floor(this.mtime.getTime() / 1000);
    if (timestamp < -0x80000000) timestamp = -0x80000000; // 1901-12-13T20:45:52.000Z
    if (timestamp >  0x7fffffff) timestamp =  0x7fffffff; // 2038-01-19T03:14:07.000Z
    izutefBuffer.writeUInt32LE(timestamp, 5);
  }

  var normalCompressedSize = this.compressedSize;
  var normalUncompressedSize = this.uncompressedSize;
  var normalRelativeOffsetOfLocalHeader = this.relativeOffsetOfLocalHeader;
  var versionNeededToExtract = VERSION_NEEDED_TO_EXTRACT_UTF8;
  var zeiefBuffer = EMPTY_BUFFER;
  if (this.useZip64Format()) {
    normalCompressedSize = 0xffffffff;
    normalUncompressedSize = 0xffffffff;
    normalRelativeOffsetOfLocalHeader = 0xffffffff;
    versionNeededToExtract = VERSION_NEEDED_TO_EXTRACT_ZIP64;

    // ZIP64 extended information extra field
    zeiefBuffer = bufferAlloc(ZIP64_EXTENDED_INFORMATION_EXTRA_FIELD_SIZE);
    // 0x0001                  2 bytes    Tag for this "extra" block type
    zeiefBuffer.writeUInt16LE(0x0001, 0);
    // Size                    2 bytes    Size of this "extra" block
    zeiefBuffer.writeUInt16LE(ZIP64_EXTENDED_INFORMATION_EXTRA_FIELD_SIZE - 4, 2);
    // Original Size           8 bytes    Original uncompressed file size
    writeUInt64LE(zeiefBuffer, this.uncompressedSize, 4);
    // Compressed Size         8 bytes    Size of compressed data
    writeUInt64LE(zeiefBuffer, this.compressedSize, 12);
    // Relative Header Offset  8 bytes    Offset of local header record
    writeUInt64LE(zeiefBuffer, this.relativeOffsetOfLocalHeader, 20);
    // Disk Start Number       4 bytes    Number of the disk on which this file starts
    // (omit)
  }

  // central file header signature   4 bytes  (0x02014b50)
  fixedSizeStuff.writeUInt32LE(0x02014b50, 0);
  // version made by                 2 bytes
  fixedSizeStuff.writeUInt16LE(VERSION_MADE_BY, 4);
  // version needed to extract       2 bytes
  fixedSizeStuff.writeUInt16LE(versionNeededToExtract, 6);
  // general purpose bit flag        2 bytes
  fixedSizeStuff.writeUInt16LE(generalPurposeBitFlag, 8);
  // compression method              2 bytes
  fixedSizeStuff.writeUInt16LE(this.getCompressionMethod(), 10);
  // last mod file time              2 bytes
  fixedSizeStuff.writeUInt16LE(this.lastModFileTime, 12);
  // last mod file date              2 bytes
  fixedSizeStuff.writeUInt16LE(this.lastModFileDate, 14);
  // crc-32                          4 bytes
  fixedSizeStuff.writeUInt32LE(this.crc32, 16);
  // compressed size                 4 bytes
  fixedSizeStuff.writeUInt32LE(normalCompressedSize, 20);
  // uncompressed size               4 bytes
  fixedSizeStuff.writeUInt32LE(normalUncompressedSize, 24);
  // file name length                2 bytes
  fixedSizeStuff.writeUInt16LE(this.utf8FileName.length, 28);
  // extra field length              2 bytes
  fixedSizeStuff.writeUInt16LE(izutefBuffer.length + zeiefBuffer.length, 30);
  // file comment length             2 bytes
  fixedSizeStuff.writeUInt16LE(this.fileComment.length, 32);
  // disk number start               2 bytes
  fixedSizeStuff.writeUInt16LE(0, 34);
  // internal file attributes        2 bytes
  fixedSizeStuff.writeUInt16LE(0, 36);
  // external file attributes        4 bytes
  fixedSizeStuff.writeUInt32LE(this.externalFileAttributes, 38);
  // relative offset of local header 4 bytes
  fixedSizeStuff.writeUInt32LE(normalRelativeOffsetOfLocalHeader, 42);

  return Buffer.concat([
    fixedSizeStuff,
    // file name (variable size)
    this.utf8FileName,
    // extra field (variable size)
    izutefBuffer,
    zeiefBuffer,
    // file comment (variable size)
    this.fileComment,
  ]);
};
Entry.prototype.getCompressionMethod = function() {
  var NO_COMPRESSION = 0;
  var DEFLATE_COMPRESSION = 8;
  return this.compressionLevel === 0 ? NO_COMPRESSION : DEFLATE_COMPRESSION;
};

// These are intentionally computed in the current system timezone
// to match how the DOS encoding operates in this library.
var minDosDate = new Date(1980, 0, 1);
var maxDosDate = new Date(2107, 11, 31, 23, 59, 58);
function dateToDosDateTime(jsDate) {
  // Clamp out of bounds timestamps.
  if (jsDate < minDosDate) jsDate = minDosDate;
  else if (jsDate > maxDosDate) jsDate = maxDosDate;

  var date = 0;
  date |= jsDate.getDate() & 0x1f; // 1-31
  date |= ((jsDate.getMonth() + 1) & 0xf) << 5; // 0-11, 1-12
  date |= ((jsDate.getFullYear() - 1980) & 0x7f) << 9; // 0-128, 1980-2108

  var time = 0;
  time |= Math.floor(jsDate.getSeconds() / 2); // 0-59, 0-29 (lose odd numbers)
  time |= (jsDate.getMinutes() & 0x3f) << 5; // 0-59
  time |= (jsDate.getHours() & 0x1f) << 11; // 0-23

  return {date: date, time: time};
}

function writeUInt64LE(buffer, n, offset) {
  // can't use bitshift here, because JavaScript only allows bitshifting on 32-bit integers.
  var high = Math.floor(n / 0x100000000);
  var low = n % 0x100000000;
  buffer.writeUInt32LE(low, offset);
  buffer.writeUInt32LE(high, offset + 4);
}

function defaultCallback(err) {
  if (err) throw err;
}

util.inherits(ByteCounter, Transform);
function ByteCounter(options) {
  Transform.call(this, options);
  this.byteCount = 0;
}
ByteCounter.prototype._transform = function(chunk, encoding, cb) {
  this.byteCount += chunk.length;
  cb(null, chunk);
};

util.inherits(Crc32Watcher, Transform);
function Crc32Watcher(options) {
  Transform.call(this, options);
  this.crc32 = 0;
}
Crc32Watcher.prototype._transform = function(chunk, encoding, cb) {
  this.crc32 = crc32.unsigned(chunk, this.crc32);
  cb(null, chunk);
};

var cp437 = '\u0000☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼ !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ';
if (cp437.length !== 256) throw new Error("assertion failure");
var reverseCp437 = null;

function encodeCp437(string) {
  if (/^[\x20-\x7e]*$/.test(string)) {
    // CP437, ASCII, and UTF-8 overlap in this range.
    return bufferFrom(string, "utf-8");
  }

  // This is the slow path.
  if (reverseCp437 == null) {
    // cache this once
    reverseCp437 = {};
    for (var i = 0; i < cp437.length; i++) {
      reverseCp437[cp437[i]] = i;
    }
  }

  var result = bufferAlloc(string.length);
  for (var i = 0; i < string.length; i++) {
    var b = reverseCp437[string[i]];
    if (b == null) throw new Error("character not encodable in CP437: " + JSON.stringify(string[i]));
    result[i] = b;
  }

  return result;
}

function bufferAlloc(size) {
  bufferAlloc = modern;
  try {
    return bufferAlloc(size);
  } catch (e) {
    bufferAlloc = legacy;
    return bufferAlloc(size);
  }
  function modern(size) {
    return Buffer.allocUnsafe(size);
  }
  function legacy(size) {
    return new Buffer(size);
  }
}
function bufferFrom(something, encoding) {
  bufferFrom = modern;
  try {
    return bufferFrom(something, encoding);
  } catch (e) {
    bufferFrom = legacy;
    return bufferFrom(something, encoding);
  }
  function modern(something, encoding) {
    return Buffer.from(something, encoding);
  }
  function legacy(something, encoding) {
    return new Buffer(something, encoding);
  }
}
function bufferIncludes(buffer, content) {
  bufferIncludes = modern;
  try {
    return bufferIncludes(buffer, content);
  } catch (e) {
    bufferIncludes = legacy;
    return bufferIncludes(buffer, content);
  }
  function modern(buffer, content) {
    return buffer.includes(content);
  }
  function legacy(buffer, content) {
    for (var i = 0; i <= buffer.length - content.length; i++) {
      for (var j = 0;; j++) {
        if (j === content.length) return true;
        if (buffer[i + j] !== content[j]) break;
      }
    }
    return false;
  }
}


/***/ }),

/***/ 3550:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

var x = (y) => {
	var x = {}; __nccwpck_require__.d(x, y); return x
} 
var y = (x) => (() => (x))
module.exports = x({ ["createRequire"]: () => (__WEBPACK_EXTERNAL_MODULE_module__.createRequire) });

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 3106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ }),

/***/ 7349:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var resolveBlockMap = __nccwpck_require__(7103);
var resolveBlockSeq = __nccwpck_require__(334);
var resolveFlowCollection = __nccwpck_require__(3142);

function resolveCollection(CN, ctx, token, onError, tagName, tag) {
    const coll = token.type === 'block-map'
        ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag)
        : token.type === 'block-seq'
            ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag)
            : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag);
    const Coll = coll.constructor;
    // If we got a tagName matching the class, or the tag name is '!',
    // then use the tagName from the node class used to create it.
    if (tagName === '!' || tagName === Coll.tagName) {
        coll.tag = Coll.tagName;
        return coll;
    }
    if (tagName)
        coll.tag = tagName;
    return coll;
}
function composeCollection(CN, ctx, token, props, onError) {
    const tagToken = props.tag;
    const tagName = !tagToken
        ? null
        : ctx.directives.tagName(tagToken.source, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg));
    if (token.type === 'block-seq') {
        const { anchor, newlineAfterProp: nl } = props;
        const lastProp = anchor && tagToken
            ? anchor.offset > tagToken.offset
                ? anchor
                : tagToken
            : (anchor ?? tagToken);
        if (lastProp && (!nl || nl.offset < lastProp.offset)) {
            const message = 'Missing newline after block sequence props';
            onError(lastProp, 'MISSING_CHAR', message);
        }
    }
    const expType = token.type === 'block-map'
        ? 'map'
        : token.type === 'block-seq'
            ? 'seq'
            : token.start.source === '{'
                ? 'map'
                : 'seq';
    // shortcut: check if it's a generic YAMLMap or YAMLSeq
    // before jumping into the custom tag logic.
    if (!tagToken ||
        !tagName ||
        tagName === '!' ||
        (tagName === YAMLMap.YAMLMap.tagName && expType === 'map') ||
        (tagName === YAMLSeq.YAMLSeq.tagName && expType === 'seq')) {
        return resolveCollection(CN, ctx, token, onError, tagName);
    }
    let tag = ctx.schema.tags.find(t => t.tag === tagName && t.collection === expType);
    if (!tag) {
        const kt = ctx.schema.knownTags[tagName];
        if (kt?.collection === expType) {
            ctx.schema.tags.push(Object.assign({}, kt, { default: false }));
            tag = kt;
        }
        else {
            if (kt) {
                onError(tagToken, 'BAD_COLLECTION_TYPE', `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? 'scalar'}`, true);
            }
            else {
                onError(tagToken, 'TAG_RESOLVE_FAILED', `Unresolved tag: ${tagName}`, true);
            }
            return resolveCollection(CN, ctx, token, onError, tagName);
        }
    }
    const coll = resolveCollection(CN, ctx, token, onError, tagName, tag);
    const res = tag.resolve?.(coll, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg), ctx.options) ?? coll;
    const node = identity.isNode(res)
        ? res
        : new Scalar.Scalar(res);
    node.range = coll.range;
    node.tag = tagName;
    if (tag?.format)
        node.format = tag.format;
    return node;
}

exports.composeCollection = composeCollection;


/***/ }),

/***/ 3683:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Document = __nccwpck_require__(3021);
var composeNode = __nccwpck_require__(5937);
var resolveEnd = __nccwpck_require__(7788);
var resolveProps = __nccwpck_require__(4631);

function composeDoc(options, directives, { offset, start, value, end }, onError) {
    const opts = Object.assign({ _directives: directives }, options);
    const doc = new Document.Document(undefined, opts);
    const ctx = {
        atKey: false,
        atRoot: true,
        directives: doc.directives,
        options: doc.options,
        schema: doc.schema
    };
    const props = resolveProps.resolveProps(start, {
        indicator: 'doc-start',
        next: value ?? end?.[0],
        offset,
        onError,
        parentIndent: 0,
        startOnNewline: true
    });
    if (props.found) {
        doc.directives.docStart = true;
        if (value &&
            (value.type === 'block-map' || value.type === 'block-seq') &&
            !props.hasNewline)
            onError(props.end, 'MISSING_CHAR', 'Block collection cannot start on same line with directives-end marker');
    }
    // @ts-expect-error If Contents is set, let's trust the user
    doc.contents = value
        ? composeNode.composeNode(ctx, value, props, onError)
        : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
    const contentEnd = doc.contents.range[2];
    const re = resolveEnd.resolveEnd(end, contentEnd, false, onError);
    if (re.comment)
        doc.comment = re.comment;
    doc.range = [offset, contentEnd, re.offset];
    return doc;
}

exports.composeDoc = composeDoc;


/***/ }),

/***/ 5937:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Alias = __nccwpck_require__(4065);
var identity = __nccwpck_require__(1127);
var composeCollection = __nccwpck_require__(7349);
var composeScalar = __nccwpck_require__(5413);
var resolveEnd = __nccwpck_require__(7788);
var utilEmptyScalarPosition = __nccwpck_require__(2599);

const CN = { composeNode, composeEmptyNode };
function composeNode(ctx, token, props, onError) {
    const atKey = ctx.atKey;
    const { spaceBefore, comment, anchor, tag } = props;
    let node;
    let isSrcToken = true;
    switch (token.type) {
        case 'alias':
            node = composeAlias(ctx, token, onError);
            if (anchor || tag)
                onError(token, 'ALIAS_PROPS', 'An alias node must not specify any properties');
            break;
        case 'scalar':
        case 'single-quoted-scalar':
        case 'double-quoted-scalar':
        case 'block-scalar':
            node = composeScalar.composeScalar(ctx, token, tag, onError);
            if (anchor)
                node.anchor = anchor.source.substring(1);
            break;
        case 'block-map':
        case 'block-seq':
        case 'flow-collection':
            try {
                node = composeCollection.composeCollection(CN, ctx, token, props, onError);
                if (anchor)
                    node.anchor = anchor.source.substring(1);
            }
            catch (error) {
                // Almost certainly here due to a stack overflow
                const message = error instanceof Error ? error.message : String(error);
                onError(token, 'RESOURCE_EXHAUSTION', message);
            }
            break;
        default: {
            const message = token.type === 'error'
                ? token.message
                : `Unsupported token (type: ${token.type})`;
            onError(token, 'UNEXPECTED_TOKEN', message);
            isSrcToken = false;
        }
    }
    node ?? (node = composeEmptyNode(ctx, token.offset, undefined, null, props, onError));
    if (anchor && node.anchor === '')
        onError(anchor, 'BAD_ALIAS', 'Anchor cannot be an empty string');
    if (atKey &&
        ctx.options.stringKeys &&
        (!identity.isScalar(node) ||
            typeof node.value !== 'string' ||
            (node.tag && node.tag !== 'tag:yaml.org,2002:str'))) {
        const msg = 'With stringKeys, all keys must be strings';
        onError(tag ?? token, 'NON_STRING_KEY', msg);
    }
    if (spaceBefore)
        node.spaceBefore = true;
    if (comment) {
        if (token.type === 'scalar' && token.source === '')
            node.comment = comment;
        else
            node.commentBefore = comment;
    }
    // @ts-expect-error Type checking misses meaning of isSrcToken
    if (ctx.options.keepSourceTokens && isSrcToken)
        node.srcToken = token;
    return node;
}
function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
    const token = {
        type: 'scalar',
        offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
        indent: -1,
        source: ''
    };
    const node = composeScalar.composeScalar(ctx, token, tag, onError);
    if (anchor) {
        node.anchor = anchor.source.substring(1);
        if (node.anchor === '')
            onError(anchor, 'BAD_ALIAS', 'Anchor cannot be an empty string');
    }
    if (spaceBefore)
        node.spaceBefore = true;
    if (comment) {
        node.comment = comment;
        node.range[2] = end;
    }
    return node;
}
function composeAlias({ options }, { offset, source, end }, onError) {
    const alias = new Alias.Alias(source.substring(1));
    if (alias.source === '')
        onError(offset, 'BAD_ALIAS', 'Alias cannot be an empty string');
    if (alias.source.endsWith(':'))
        onError(offset + source.length - 1, 'BAD_ALIAS', 'Alias ending in : is ambiguous', true);
    const valueEnd = offset + source.length;
    const re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
    alias.range = [offset, valueEnd, re.offset];
    if (re.comment)
        alias.comment = re.comment;
    return alias;
}

exports.composeEmptyNode = composeEmptyNode;
exports.composeNode = composeNode;


/***/ }),

/***/ 5413:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var resolveBlockScalar = __nccwpck_require__(8913);
var resolveFlowScalar = __nccwpck_require__(6842);

function composeScalar(ctx, token, tagToken, onError) {
    const { value, type, comment, range } = token.type === 'block-scalar'
        ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError)
        : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError);
    const tagName = tagToken
        ? ctx.directives.tagName(tagToken.source, msg => onError(tagToken, 'TAG_RESOLVE_FAILED', msg))
        : null;
    let tag;
    if (ctx.options.stringKeys && ctx.atKey) {
        tag = ctx.schema[identity.SCALAR];
    }
    else if (tagName)
        tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError);
    else if (token.type === 'scalar')
        tag = findScalarTagByTest(ctx, value, token, onError);
    else
        tag = ctx.schema[identity.SCALAR];
    let scalar;
    try {
        const res = tag.resolve(value, msg => onError(tagToken ?? token, 'TAG_RESOLVE_FAILED', msg), ctx.options);
        scalar = identity.isScalar(res) ? res : new Scalar.Scalar(res);
    }
    catch (error) {
        const msg = error instanceof Error ? error.message : String(error);
        onError(tagToken ?? token, 'TAG_RESOLVE_FAILED', msg);
        scalar = new Scalar.Scalar(value);
    }
    scalar.range = range;
    scalar.source = value;
    if (type)
        scalar.type = type;
    if (tagName)
        scalar.tag = tagName;
    if (tag.format)
        scalar.format = tag.format;
    if (comment)
        scalar.comment = comment;
    return scalar;
}
function findScalarTagByName(schema, value, tagName, tagToken, onError) {
    if (tagName === '!')
        return schema[identity.SCALAR]; // non-specific tag
    const matchWithTest = [];
    for (const tag of schema.tags) {
        if (!tag.collection && tag.tag === tagName) {
            if (tag.default && tag.test)
                matchWithTest.push(tag);
            else
                return tag;
        }
    }
    for (const tag of matchWithTest)
        if (tag.test?.test(value))
            return tag;
    const kt = schema.knownTags[tagName];
    if (kt && !kt.collection) {
        // Ensure that the known tag is available for stringifying,
        // but does not get used by default.
        schema.tags.push(Object.assign({}, kt, { default: false, test: undefined }));
        return kt;
    }
    onError(tagToken, 'TAG_RESOLVE_FAILED', `Unresolved tag: ${tagName}`, tagName !== 'tag:yaml.org,2002:str');
    return schema[identity.SCALAR];
}
function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
    const tag = schema.tags.find(tag => (tag.default === true || (atKey && tag.default === 'key')) &&
        tag.test?.test(value)) || schema[identity.SCALAR];
    if (schema.compat) {
        const compat = schema.compat.find(tag => tag.default && tag.test?.test(value)) ??
            schema[identity.SCALAR];
        if (tag.tag !== compat.tag) {
            const ts = directives.tagString(tag.tag);
            const cs = directives.tagString(compat.tag);
            const msg = `Value may be parsed as either ${ts} or ${cs}`;
            onError(token, 'TAG_RESOLVE_FAILED', msg, true);
        }
    }
    return tag;
}

exports.composeScalar = composeScalar;


/***/ }),

/***/ 9984:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_process = __nccwpck_require__(932);
var directives = __nccwpck_require__(1342);
var Document = __nccwpck_require__(3021);
var errors = __nccwpck_require__(1464);
var identity = __nccwpck_require__(1127);
var composeDoc = __nccwpck_require__(3683);
var resolveEnd = __nccwpck_require__(7788);

function getErrorPos(src) {
    if (typeof src === 'number')
        return [src, src + 1];
    if (Array.isArray(src))
        return src.length === 2 ? src : [src[0], src[1]];
    const { offset, source } = src;
    return [offset, offset + (typeof source === 'string' ? source.length : 1)];
}
function parsePrelude(prelude) {
    let comment = '';
    let atComment = false;
    let afterEmptyLine = false;
    for (let i = 0; i < prelude.length; ++i) {
        const source = prelude[i];
        switch (source[0]) {
            case '#':
                comment +=
                    (comment === '' ? '' : afterEmptyLine ? '\n\n' : '\n') +
                        (source.substring(1) || ' ');
                atComment = true;
                afterEmptyLine = false;
                break;
            case '%':
                if (prelude[i + 1]?.[0] !== '#')
                    i += 1;
                atComment = false;
                break;
            default:
                // This may be wrong after doc-end, but in that case it doesn't matter
                if (!atComment)
                    afterEmptyLine = true;
                atComment = false;
        }
    }
    return { comment, afterEmptyLine };
}
/**
 * Compose a stream of CST nodes into a stream of YAML Documents.
 *
 * ```ts
 * import { Composer, Parser } from 'yaml'
 *
 * const src: string = ...
 * const tokens = new Parser().parse(src)
 * const docs = new Composer().compose(tokens)
 * ```
 */
class Composer {
    constructor(options = {}) {
        this.doc = null;
        this.atDirectives = false;
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
        this.onError = (source, code, message, warning) => {
            const pos = getErrorPos(source);
            if (warning)
                this.warnings.push(new errors.YAMLWarning(pos, code, message));
            else
                this.errors.push(new errors.YAMLParseError(pos, code, message));
        };
        // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
        this.directives = new directives.Directives({ version: options.version || '1.2' });
        this.options = options;
    }
    decorate(doc, afterDoc) {
        const { comment, afterEmptyLine } = parsePrelude(this.prelude);
        //console.log({ dc: doc.comment, prelude, comment })
        if (comment) {
            const dc = doc.contents;
            if (afterDoc) {
                doc.comment = doc.comment ? `${doc.comment}\n${comment}` : comment;
            }
            else if (afterEmptyLine || doc.directives.docStart || !dc) {
                doc.commentBefore = comment;
            }
            else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
                let it = dc.items[0];
                if (identity.isPair(it))
                    it = it.key;
                const cb = it.commentBefore;
                it.commentBefore = cb ? `${comment}\n${cb}` : comment;
            }
            else {
                const cb = dc.commentBefore;
                dc.commentBefore = cb ? `${comment}\n${cb}` : comment;
            }
        }
        if (afterDoc) {
            for (let i = 0; i < this.errors.length; ++i)
                doc.errors.push(this.errors[i]);
            for (let i = 0; i < this.warnings.length; ++i)
                doc.warnings.push(this.warnings[i]);
        }
        else {
            doc.errors = this.errors;
            doc.warnings = this.warnings;
        }
        this.prelude = [];
        this.errors = [];
        this.warnings = [];
    }
    /**
     * Current stream status information.
     *
     * Mostly useful at the end of input for an empty stream.
     */
    streamInfo() {
        return {
            comment: parsePrelude(this.prelude).comment,
            directives: this.directives,
            errors: this.errors,
            warnings: this.warnings
        };
    }
    /**
     * Compose tokens into documents.
     *
     * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
     * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
     */
    *compose(tokens, forceDoc = false, endOffset = -1) {
        for (const token of tokens)
            yield* this.next(token);
        yield* this.end(forceDoc, endOffset);
    }
    /** Advance the composer by one CST token. */
    *next(token) {
        if (node_process.env.LOG_STREAM)
            console.dir(token, { depth: null });
        switch (token.type) {
            case 'directive':
                this.directives.add(token.source, (offset, message, warning) => {
                    const pos = getErrorPos(token);
                    pos[0] += offset;
                    this.onError(pos, 'BAD_DIRECTIVE', message, warning);
                });
                this.prelude.push(token.source);
                this.atDirectives = true;
                break;
            case 'document': {
                const doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
                if (this.atDirectives && !doc.directives.docStart)
                    this.onError(token, 'MISSING_CHAR', 'Missing directives-end/doc-start indicator line');
                this.decorate(doc, false);
                if (this.doc)
                    yield this.doc;
                this.doc = doc;
                this.atDirectives = false;
                break;
            }
            case 'byte-order-mark':
            case 'space':
                break;
            case 'comment':
            case 'newline':
                this.prelude.push(token.source);
                break;
            case 'error': {
                const msg = token.source
                    ? `${token.message}: ${JSON.stringify(token.source)}`
                    : token.message;
                const error = new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', msg);
                if (this.atDirectives || !this.doc)
                    this.errors.push(error);
                else
                    this.doc.errors.push(error);
                break;
            }
            case 'doc-end': {
                if (!this.doc) {
                    const msg = 'Unexpected doc-end without preceding document';
                    this.errors.push(new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', msg));
                    break;
                }
                this.doc.directives.docEnd = true;
                const end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
                this.decorate(this.doc, true);
                if (end.comment) {
                    const dc = this.doc.comment;
                    this.doc.comment = dc ? `${dc}\n${end.comment}` : end.comment;
                }
                this.doc.range[2] = end.offset;
                break;
            }
            default:
                this.errors.push(new errors.YAMLParseError(getErrorPos(token), 'UNEXPECTED_TOKEN', `Unsupported token ${token.type}`));
        }
    }
    /**
     * Call at end of input to yield any remaining document.
     *
     * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
     * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
     */
    *end(forceDoc = false, endOffset = -1) {
        if (this.doc) {
            this.decorate(this.doc, true);
            yield this.doc;
            this.doc = null;
        }
        else if (forceDoc) {
            const opts = Object.assign({ _directives: this.directives }, this.options);
            const doc = new Document.Document(undefined, opts);
            if (this.atDirectives)
                this.onError(endOffset, 'MISSING_CHAR', 'Missing directives-end indicator line');
            doc.range = [0, endOffset, endOffset];
            this.decorate(doc, false);
            yield doc;
        }
    }
}

exports.Composer = Composer;


/***/ }),

/***/ 7103:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Pair = __nccwpck_require__(7165);
var YAMLMap = __nccwpck_require__(4454);
var resolveProps = __nccwpck_require__(4631);
var utilContainsNewline = __nccwpck_require__(9499);
var utilFlowIndentCheck = __nccwpck_require__(4051);
var utilMapIncludes = __nccwpck_require__(1187);

const startColMsg = 'All mapping items must start at the same column';
function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
    const NodeClass = tag?.nodeClass ?? YAMLMap.YAMLMap;
    const map = new NodeClass(ctx.schema);
    if (ctx.atRoot)
        ctx.atRoot = false;
    let offset = bm.offset;
    let commentEnd = null;
    for (const collItem of bm.items) {
        const { start, key, sep, value } = collItem;
        // key properties
        const keyProps = resolveProps.resolveProps(start, {
            indicator: 'explicit-key-ind',
            next: key ?? sep?.[0],
            offset,
            onError,
            parentIndent: bm.indent,
            startOnNewline: true
        });
        const implicitKey = !keyProps.found;
        if (implicitKey) {
            if (key) {
                if (key.type === 'block-seq')
                    onError(offset, 'BLOCK_AS_IMPLICIT_KEY', 'A block sequence may not be used as an implicit map key');
                else if ('indent' in key && key.indent !== bm.indent)
                    onError(offset, 'BAD_INDENT', startColMsg);
            }
            if (!keyProps.anchor && !keyProps.tag && !sep) {
                commentEnd = keyProps.end;
                if (keyProps.comment) {
                    if (map.comment)
                        map.comment += '\n' + keyProps.comment;
                    else
                        map.comment = keyProps.comment;
                }
                continue;
            }
            if (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) {
                onError(key ?? start[start.length - 1], 'MULTILINE_IMPLICIT_KEY', 'Implicit keys need to be on a single line');
            }
        }
        else if (keyProps.found?.indent !== bm.indent) {
            onError(offset, 'BAD_INDENT', startColMsg);
        }
        // key value
        ctx.atKey = true;
        const keyStart = keyProps.end;
        const keyNode = key
            ? composeNode(ctx, key, keyProps, onError)
            : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
        if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError);
        ctx.atKey = false;
        if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
            onError(keyStart, 'DUPLICATE_KEY', 'Map keys must be unique');
        // value properties
        const valueProps = resolveProps.resolveProps(sep ?? [], {
            indicator: 'map-value-ind',
            next: value,
            offset: keyNode.range[2],
            onError,
            parentIndent: bm.indent,
            startOnNewline: !key || key.type === 'block-scalar'
        });
        offset = valueProps.end;
        if (valueProps.found) {
            if (implicitKey) {
                if (value?.type === 'block-map' && !valueProps.hasNewline)
                    onError(offset, 'BLOCK_AS_IMPLICIT_KEY', 'Nested mappings are not allowed in compact mappings');
                if (ctx.options.strict &&
                    keyProps.start < valueProps.found.offset - 1024)
                    onError(keyNode.range, 'KEY_OVER_1024_CHARS', 'The : indicator must be at most 1024 chars after the start of an implicit block mapping key');
            }
            // value value
            const valueNode = value
                ? composeNode(ctx, value, valueProps, onError)
                : composeEmptyNode(ctx, offset, sep, null, valueProps, onError);
            if (ctx.schema.compat)
                utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError);
            offset = valueNode.range[2];
            const pair = new Pair.Pair(keyNode, valueNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            map.items.push(pair);
        }
        else {
            // key with no value
            if (implicitKey)
                onError(keyNode.range, 'MISSING_CHAR', 'Implicit map keys need to be followed by map values');
            if (valueProps.comment) {
                if (keyNode.comment)
                    keyNode.comment += '\n' + valueProps.comment;
                else
                    keyNode.comment = valueProps.comment;
            }
            const pair = new Pair.Pair(keyNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            map.items.push(pair);
        }
    }
    if (commentEnd && commentEnd < offset)
        onError(commentEnd, 'IMPOSSIBLE', 'Map comment with trailing content');
    map.range = [bm.offset, offset, commentEnd ?? offset];
    return map;
}

exports.resolveBlockMap = resolveBlockMap;


/***/ }),

/***/ 8913:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

function resolveBlockScalar(ctx, scalar, onError) {
    const start = scalar.offset;
    const header = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
    if (!header)
        return { value: '', type: null, comment: '', range: [start, start, start] };
    const type = header.mode === '>' ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL;
    const lines = scalar.source ? splitLines(scalar.source) : [];
    // determine the end of content & start of chomping
    let chompStart = lines.length;
    for (let i = lines.length - 1; i >= 0; --i) {
        const content = lines[i][1];
        if (content === '' || content === '\r')
            chompStart = i;
        else
            break;
    }
    // shortcut for empty contents
    if (chompStart === 0) {
        const value = header.chomp === '+' && lines.length > 0
            ? '\n'.repeat(Math.max(1, lines.length - 1))
            : '';
        let end = start + header.length;
        if (scalar.source)
            end += scalar.source.length;
        return { value, type, comment: header.comment, range: [start, end, end] };
    }
    // find the indentation level to trim from start
    let trimIndent = scalar.indent + header.indent;
    let offset = scalar.offset + header.length;
    let contentStart = 0;
    for (let i = 0; i < chompStart; ++i) {
        const [indent, content] = lines[i];
        if (content === '' || content === '\r') {
            if (header.indent === 0 && indent.length > trimIndent)
                trimIndent = indent.length;
        }
        else {
            if (indent.length < trimIndent) {
                const message = 'Block scalars with more-indented leading empty lines must use an explicit indentation indicator';
                onError(offset + indent.length, 'MISSING_CHAR', message);
            }
            if (header.indent === 0)
                trimIndent = indent.length;
            contentStart = i;
            if (trimIndent === 0 && !ctx.atRoot) {
                const message = 'Block scalar values in collections must be indented';
                onError(offset, 'BAD_INDENT', message);
            }
            break;
        }
        offset += indent.length + content.length + 1;
    }
    // include trailing more-indented empty lines in content
    for (let i = lines.length - 1; i >= chompStart; --i) {
        if (lines[i][0].length > trimIndent)
            chompStart = i + 1;
    }
    let value = '';
    let sep = '';
    let prevMoreIndented = false;
    // leading whitespace is kept intact
    for (let i = 0; i < contentStart; ++i)
        value += lines[i][0].slice(trimIndent) + '\n';
    for (let i = contentStart; i < chompStart; ++i) {
        let [indent, content] = lines[i];
        offset += indent.length + content.length + 1;
        const crlf = content[content.length - 1] === '\r';
        if (crlf)
            content = content.slice(0, -1);
        /* istanbul ignore if already caught in lexer */
        if (content && indent.length < trimIndent) {
            const src = header.indent
                ? 'explicit indentation indicator'
                : 'first line';
            const message = `Block scalar lines must not be less indented than their ${src}`;
            onError(offset - content.length - (crlf ? 2 : 1), 'BAD_INDENT', message);
            indent = '';
        }
        if (type === Scalar.Scalar.BLOCK_LITERAL) {
            value += sep + indent.slice(trimIndent) + content;
            sep = '\n';
        }
        else if (indent.length > trimIndent || content[0] === '\t') {
            // more-indented content within a folded block
            if (sep === ' ')
                sep = '\n';
            else if (!prevMoreIndented && sep === '\n')
                sep = '\n\n';
            value += sep + indent.slice(trimIndent) + content;
            sep = '\n';
            prevMoreIndented = true;
        }
        else if (content === '') {
            // empty line
            if (sep === '\n')
                value += '\n';
            else
                sep = '\n';
        }
        else {
            value += sep + content;
            sep = ' ';
            prevMoreIndented = false;
        }
    }
    switch (header.chomp) {
        case '-':
            break;
        case '+':
            for (let i = chompStart; i < lines.length; ++i)
                value += '\n' + lines[i][0].slice(trimIndent);
            if (value[value.length - 1] !== '\n')
                value += '\n';
            break;
        default:
            value += '\n';
    }
    const end = start + header.length + scalar.source.length;
    return { value, type, comment: header.comment, range: [start, end, end] };
}
function parseBlockScalarHeader({ offset, props }, strict, onError) {
    /* istanbul ignore if should not happen */
    if (props[0].type !== 'block-scalar-header') {
        onError(props[0], 'IMPOSSIBLE', 'Block scalar header not found');
        return null;
    }
    const { source } = props[0];
    const mode = source[0];
    let indent = 0;
    let chomp = '';
    let error = -1;
    for (let i = 1; i < source.length; ++i) {
        const ch = source[i];
        if (!chomp && (ch === '-' || ch === '+'))
            chomp = ch;
        else {
            const n = Number(ch);
            if (!indent && n)
                indent = n;
            else if (error === -1)
                error = offset + i;
        }
    }
    if (error !== -1)
        onError(error, 'UNEXPECTED_TOKEN', `Block scalar header includes extra characters: ${source}`);
    let hasSpace = false;
    let comment = '';
    let length = source.length;
    for (let i = 1; i < props.length; ++i) {
        const token = props[i];
        switch (token.type) {
            case 'space':
                hasSpace = true;
            // fallthrough
            case 'newline':
                length += token.source.length;
                break;
            case 'comment':
                if (strict && !hasSpace) {
                    const message = 'Comments must be separated from other tokens by white space characters';
                    onError(token, 'MISSING_CHAR', message);
                }
                length += token.source.length;
                comment = token.source.substring(1);
                break;
            case 'error':
                onError(token, 'UNEXPECTED_TOKEN', token.message);
                length += token.source.length;
                break;
            /* istanbul ignore next should not happen */
            default: {
                const message = `Unexpected token in block scalar header: ${token.type}`;
                onError(token, 'UNEXPECTED_TOKEN', message);
                const ts = token.source;
                if (ts && typeof ts === 'string')
                    length += ts.length;
            }
        }
    }
    return { mode, indent, chomp, comment, length };
}
/** @returns Array of lines split up as `[indent, content]` */
function splitLines(source) {
    const split = source.split(/\n( *)/);
    const first = split[0];
    const m = first.match(/^( *)/);
    const line0 = m?.[1]
        ? [m[1], first.slice(m[1].length)]
        : ['', first];
    const lines = [line0];
    for (let i = 1; i < split.length; i += 2)
        lines.push([split[i], split[i + 1]]);
    return lines;
}

exports.resolveBlockScalar = resolveBlockScalar;


/***/ }),

/***/ 334:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var YAMLSeq = __nccwpck_require__(2223);
var resolveProps = __nccwpck_require__(4631);
var utilFlowIndentCheck = __nccwpck_require__(4051);

function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
    const NodeClass = tag?.nodeClass ?? YAMLSeq.YAMLSeq;
    const seq = new NodeClass(ctx.schema);
    if (ctx.atRoot)
        ctx.atRoot = false;
    if (ctx.atKey)
        ctx.atKey = false;
    let offset = bs.offset;
    let commentEnd = null;
    for (const { start, value } of bs.items) {
        const props = resolveProps.resolveProps(start, {
            indicator: 'seq-item-ind',
            next: value,
            offset,
            onError,
            parentIndent: bs.indent,
            startOnNewline: true
        });
        if (!props.found) {
            if (props.anchor || props.tag || value) {
                if (value?.type === 'block-seq')
                    onError(props.end, 'BAD_INDENT', 'All sequence items must start at the same column');
                else
                    onError(offset, 'MISSING_CHAR', 'Sequence item without - indicator');
            }
            else {
                commentEnd = props.end;
                if (props.comment)
                    seq.comment = props.comment;
                continue;
            }
        }
        const node = value
            ? composeNode(ctx, value, props, onError)
            : composeEmptyNode(ctx, props.end, start, null, props, onError);
        if (ctx.schema.compat)
            utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError);
        offset = node.range[2];
        seq.items.push(node);
    }
    seq.range = [bs.offset, offset, commentEnd ?? offset];
    return seq;
}

exports.resolveBlockSeq = resolveBlockSeq;


/***/ }),

/***/ 7788:
/***/ ((__unused_webpack_module, exports) => {



function resolveEnd(end, offset, reqSpace, onError) {
    let comment = '';
    if (end) {
        let hasSpace = false;
        let sep = '';
        for (const token of end) {
            const { source, type } = token;
            switch (type) {
                case 'space':
                    hasSpace = true;
                    break;
                case 'comment': {
                    if (reqSpace && !hasSpace)
                        onError(token, 'MISSING_CHAR', 'Comments must be separated from other tokens by white space characters');
                    const cb = source.substring(1) || ' ';
                    if (!comment)
                        comment = cb;
                    else
                        comment += sep + cb;
                    sep = '';
                    break;
                }
                case 'newline':
                    if (comment)
                        sep += source;
                    hasSpace = true;
                    break;
                default:
                    onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${type} at node end`);
            }
            offset += source.length;
        }
    }
    return { comment, offset };
}

exports.resolveEnd = resolveEnd;


/***/ }),

/***/ 3142:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var resolveEnd = __nccwpck_require__(7788);
var resolveProps = __nccwpck_require__(4631);
var utilContainsNewline = __nccwpck_require__(9499);
var utilMapIncludes = __nccwpck_require__(1187);

const blockMsg = 'Block collections are not allowed within flow collections';
const isBlock = (token) => token && (token.type === 'block-map' || token.type === 'block-seq');
function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
    const isMap = fc.start.source === '{';
    const fcName = isMap ? 'flow map' : 'flow sequence';
    const NodeClass = (tag?.nodeClass ?? (isMap ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq));
    const coll = new NodeClass(ctx.schema);
    coll.flow = true;
    const atRoot = ctx.atRoot;
    if (atRoot)
        ctx.atRoot = false;
    if (ctx.atKey)
        ctx.atKey = false;
    let offset = fc.offset + fc.start.source.length;
    for (let i = 0; i < fc.items.length; ++i) {
        const collItem = fc.items[i];
        const { start, key, sep, value } = collItem;
        const props = resolveProps.resolveProps(start, {
            flow: fcName,
            indicator: 'explicit-key-ind',
            next: key ?? sep?.[0],
            offset,
            onError,
            parentIndent: fc.indent,
            startOnNewline: false
        });
        if (!props.found) {
            if (!props.anchor && !props.tag && !sep && !value) {
                if (i === 0 && props.comma)
                    onError(props.comma, 'UNEXPECTED_TOKEN', `Unexpected , in ${fcName}`);
                else if (i < fc.items.length - 1)
                    onError(props.start, 'UNEXPECTED_TOKEN', `Unexpected empty item in ${fcName}`);
                if (props.comment) {
                    if (coll.comment)
                        coll.comment += '\n' + props.comment;
                    else
                        coll.comment = props.comment;
                }
                offset = props.end;
                continue;
            }
            if (!isMap && ctx.options.strict && utilContainsNewline.containsNewline(key))
                onError(key, // checked by containsNewline()
                'MULTILINE_IMPLICIT_KEY', 'Implicit keys of flow sequence pairs need to be on a single line');
        }
        if (i === 0) {
            if (props.comma)
                onError(props.comma, 'UNEXPECTED_TOKEN', `Unexpected , in ${fcName}`);
        }
        else {
            if (!props.comma)
                onError(props.start, 'MISSING_CHAR', `Missing , between ${fcName} items`);
            if (props.comment) {
                let prevItemComment = '';
                loop: for (const st of start) {
                    switch (st.type) {
                        case 'comma':
                        case 'space':
                            break;
                        case 'comment':
                            prevItemComment = st.source.substring(1);
                            break loop;
                        default:
                            break loop;
                    }
                }
                if (prevItemComment) {
                    let prev = coll.items[coll.items.length - 1];
                    if (identity.isPair(prev))
                        prev = prev.value ?? prev.key;
                    if (prev.comment)
                        prev.comment += '\n' + prevItemComment;
                    else
                        prev.comment = prevItemComment;
                    props.comment = props.comment.substring(prevItemComment.length + 1);
                }
            }
        }
        if (!isMap && !sep && !props.found) {
            // item is a value in a seq
            // → key & sep are empty, start does not include ? or :
            const valueNode = value
                ? composeNode(ctx, value, props, onError)
                : composeEmptyNode(ctx, props.end, sep, null, props, onError);
            coll.items.push(valueNode);
            offset = valueNode.range[2];
            if (isBlock(value))
                onError(valueNode.range, 'BLOCK_IN_FLOW', blockMsg);
        }
        else {
            // item is a key+value pair
            // key value
            ctx.atKey = true;
            const keyStart = props.end;
            const keyNode = key
                ? composeNode(ctx, key, props, onError)
                : composeEmptyNode(ctx, keyStart, start, null, props, onError);
            if (isBlock(key))
                onError(keyNode.range, 'BLOCK_IN_FLOW', blockMsg);
            ctx.atKey = false;
            // value properties
            const valueProps = resolveProps.resolveProps(sep ?? [], {
                flow: fcName,
                indicator: 'map-value-ind',
                next: value,
                offset: keyNode.range[2],
                onError,
                parentIndent: fc.indent,
                startOnNewline: false
            });
            if (valueProps.found) {
                if (!isMap && !props.found && ctx.options.strict) {
                    if (sep)
                        for (const st of sep) {
                            if (st === valueProps.found)
                                break;
                            if (st.type === 'newline') {
                                onError(st, 'MULTILINE_IMPLICIT_KEY', 'Implicit keys of flow sequence pairs need to be on a single line');
                                break;
                            }
                        }
                    if (props.start < valueProps.found.offset - 1024)
                        onError(valueProps.found, 'KEY_OVER_1024_CHARS', 'The : indicator must be at most 1024 chars after the start of an implicit flow sequence key');
                }
            }
            else if (value) {
                if ('source' in value && value.source?.[0] === ':')
                    onError(value, 'MISSING_CHAR', `Missing space after : in ${fcName}`);
                else
                    onError(valueProps.start, 'MISSING_CHAR', `Missing , or : between ${fcName} items`);
            }
            // value value
            const valueNode = value
                ? composeNode(ctx, value, valueProps, onError)
                : valueProps.found
                    ? composeEmptyNode(ctx, valueProps.end, sep, null, valueProps, onError)
                    : null;
            if (valueNode) {
                if (isBlock(value))
                    onError(valueNode.range, 'BLOCK_IN_FLOW', blockMsg);
            }
            else if (valueProps.comment) {
                if (keyNode.comment)
                    keyNode.comment += '\n' + valueProps.comment;
                else
                    keyNode.comment = valueProps.comment;
            }
            const pair = new Pair.Pair(keyNode, valueNode);
            if (ctx.options.keepSourceTokens)
                pair.srcToken = collItem;
            if (isMap) {
                const map = coll;
                if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode))
                    onError(keyStart, 'DUPLICATE_KEY', 'Map keys must be unique');
                map.items.push(pair);
            }
            else {
                const map = new YAMLMap.YAMLMap(ctx.schema);
                map.flow = true;
                map.items.push(pair);
                const endRange = (valueNode ?? keyNode).range;
                map.range = [keyNode.range[0], endRange[1], endRange[2]];
                coll.items.push(map);
            }
            offset = valueNode ? valueNode.range[2] : valueProps.end;
        }
    }
    const expectedEnd = isMap ? '}' : ']';
    const [ce, ...ee] = fc.end;
    let cePos = offset;
    if (ce?.source === expectedEnd)
        cePos = ce.offset + ce.source.length;
    else {
        const name = fcName[0].toUpperCase() + fcName.substring(1);
        const msg = atRoot
            ? `${name} must end with a ${expectedEnd}`
            : `${name} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
        onError(offset, atRoot ? 'MISSING_CHAR' : 'BAD_INDENT', msg);
        if (ce && ce.source.length !== 1)
            ee.unshift(ce);
    }
    if (ee.length > 0) {
        const end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
        if (end.comment) {
            if (coll.comment)
                coll.comment += '\n' + end.comment;
            else
                coll.comment = end.comment;
        }
        coll.range = [fc.offset, cePos, end.offset];
    }
    else {
        coll.range = [fc.offset, cePos, cePos];
    }
    return coll;
}

exports.resolveFlowCollection = resolveFlowCollection;


/***/ }),

/***/ 6842:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var resolveEnd = __nccwpck_require__(7788);

function resolveFlowScalar(scalar, strict, onError) {
    const { offset, type, source, end } = scalar;
    let _type;
    let value;
    const _onError = (rel, code, msg) => onError(offset + rel, code, msg);
    switch (type) {
        case 'scalar':
            _type = Scalar.Scalar.PLAIN;
            value = plainValue(source, _onError);
            break;
        case 'single-quoted-scalar':
            _type = Scalar.Scalar.QUOTE_SINGLE;
            value = singleQuotedValue(source, _onError);
            break;
        case 'double-quoted-scalar':
            _type = Scalar.Scalar.QUOTE_DOUBLE;
            value = doubleQuotedValue(source, _onError);
            break;
        /* istanbul ignore next should not happen */
        default:
            onError(scalar, 'UNEXPECTED_TOKEN', `Expected a flow scalar value, but found: ${type}`);
            return {
                value: '',
                type: null,
                comment: '',
                range: [offset, offset + source.length, offset + source.length]
            };
    }
    const valueEnd = offset + source.length;
    const re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
    return {
        value,
        type: _type,
        comment: re.comment,
        range: [offset, valueEnd, re.offset]
    };
}
function plainValue(source, onError) {
    let badChar = '';
    switch (source[0]) {
        /* istanbul ignore next should not happen */
        case '\t':
            badChar = 'a tab character';
            break;
        case ',':
            badChar = 'flow indicator character ,';
            break;
        case '%':
            badChar = 'directive indicator character %';
            break;
        case '|':
        case '>': {
            badChar = `block scalar indicator ${source[0]}`;
            break;
        }
        case '@':
        case '`': {
            badChar = `reserved character ${source[0]}`;
            break;
        }
    }
    if (badChar)
        onError(0, 'BAD_SCALAR_START', `Plain value cannot start with ${badChar}`);
    return unfoldLines(source);
}
function singleQuotedValue(source, onError) {
    if (source[source.length - 1] !== "'" || source.length === 1)
        onError(source.length, 'MISSING_CHAR', "Missing closing 'quote");
    return unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
}
function unfoldLines(source) {
    const line = /(.*?)\r?\n/sy;
    let match = line.exec(source);
    if (!match)
        return source;
    /**
     * The negative lookbehinds in these RegExps are to
     * prevent causing a polynomial search time in certain cases.
     *
     * The try-catch is for Safari < 16.4 and other old browsers:
     * https://caniuse.com/js-regexp-lookbehind
     */
    let trimEnd, trimBoth;
    try {
        trimEnd = new RegExp('(?<![ \t])[ \t]+$');
        trimBoth = new RegExp('^[ \t]+|(?<![ \t])[ \t]+$', 'g');
    }
    catch {
        trimEnd = /[ \t]+$/;
        trimBoth = /^[ \t]+|[ \t]+$/g;
    }
    let res = match[1].replace(trimEnd, '');
    let sep = ' ';
    let pos = line.lastIndex;
    while ((match = line.exec(source))) {
        const lm = match[1].replace(trimBoth, '');
        if (lm === '') {
            if (sep === '\n')
                res += sep;
            else
                sep = '\n';
        }
        else {
            res += sep + lm;
            sep = ' ';
        }
        pos = line.lastIndex;
    }
    const last = /[ \t]*(.*)/sy;
    last.lastIndex = pos;
    match = last.exec(source);
    return res + sep + (match?.[1] ?? '');
}
function doubleQuotedValue(source, onError) {
    let res = '';
    for (let i = 1; i < source.length - 1; ++i) {
        const ch = source[i];
        if (ch === '\r' && source[i + 1] === '\n')
            continue;
        if (ch === '\n') {
            const { fold, offset } = foldNewline(source, i);
            res += fold;
            i = offset;
        }
        else if (ch === '\\') {
            let next = source[++i];
            const cc = escapeCodes[next];
            if (cc)
                res += cc;
            else if (next === '\n') {
                // skip escaped newlines, but still trim the following line
                next = source[i + 1];
                while (next === ' ' || next === '\t')
                    next = source[++i + 1];
            }
            else if (next === '\r' && source[i + 1] === '\n') {
                // skip escaped CRLF newlines, but still trim the following line
                next = source[++i + 1];
                while (next === ' ' || next === '\t')
                    next = source[++i + 1];
            }
            else if (next === 'x' || next === 'u' || next === 'U') {
                const length = next === 'x' ? 2 : next === 'u' ? 4 : 8;
                res += parseCharCode(source, i + 1, length, onError);
                i += length;
            }
            else {
                const raw = source.substr(i - 1, 2);
                onError(i - 1, 'BAD_DQ_ESCAPE', `Invalid escape sequence ${raw}`);
                res += raw;
            }
        }
        else if (ch === ' ' || ch === '\t') {
            // trim trailing whitespace
            const wsStart = i;
            let next = source[i + 1];
            while (next === ' ' || next === '\t')
                next = source[++i + 1];
            if (next !== '\n' && !(next === '\r' && source[i + 2] === '\n'))
                res += i > wsStart ? source.slice(wsStart, i + 1) : ch;
        }
        else {
            res += ch;
        }
    }
    if (source[source.length - 1] !== '"' || source.length === 1)
        onError(source.length, 'MISSING_CHAR', 'Missing closing "quote');
    return res;
}
/**
 * Fold a single newline into a space, multiple newlines to N - 1 newlines.
 * Presumes `source[offset] === '\n'`
 */
function foldNewline(source, offset) {
    let fold = '';
    let ch = source[offset + 1];
    while (ch === ' ' || ch === '\t' || ch === '\n' || ch === '\r') {
        if (ch === '\r' && source[offset + 2] !== '\n')
            break;
        if (ch === '\n')
            fold += '\n';
        offset += 1;
        ch = source[offset + 1];
    }
    if (!fold)
        fold = ' ';
    return { fold, offset };
}
const escapeCodes = {
    '0': '\0', // null character
    a: '\x07', // bell character
    b: '\b', // backspace
    e: '\x1b', // escape character
    f: '\f', // form feed
    n: '\n', // line feed
    r: '\r', // carriage return
    t: '\t', // horizontal tab
    v: '\v', // vertical tab
    N: '\u0085', // Unicode next line
    _: '\u00a0', // Unicode non-breaking space
    L: '\u2028', // Unicode line separator
    P: '\u2029', // Unicode paragraph separator
    ' ': ' ',
    '"': '"',
    '/': '/',
    '\\': '\\',
    '\t': '\t'
};
function parseCharCode(source, offset, length, onError) {
    const cc = source.substr(offset, length);
    const ok = cc.length === length && /^[0-9a-fA-F]+$/.test(cc);
    const code = ok ? parseInt(cc, 16) : NaN;
    try {
        return String.fromCodePoint(code);
    }
    catch {
        const raw = source.substr(offset - 2, length + 2);
        onError(offset - 2, 'BAD_DQ_ESCAPE', `Invalid escape sequence ${raw}`);
        return raw;
    }
}

exports.resolveFlowScalar = resolveFlowScalar;


/***/ }),

/***/ 4631:
/***/ ((__unused_webpack_module, exports) => {



function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
    let spaceBefore = false;
    let atNewline = startOnNewline;
    let hasSpace = startOnNewline;
    let comment = '';
    let commentSep = '';
    let hasNewline = false;
    let reqSpace = false;
    let tab = null;
    let anchor = null;
    let tag = null;
    let newlineAfterProp = null;
    let comma = null;
    let found = null;
    let start = null;
    for (const token of tokens) {
        if (reqSpace) {
            if (token.type !== 'space' &&
                token.type !== 'newline' &&
                token.type !== 'comma')
                onError(token.offset, 'MISSING_CHAR', 'Tags and anchors must be separated from the next token by white space');
            reqSpace = false;
        }
        if (tab) {
            if (atNewline && token.type !== 'comment' && token.type !== 'newline') {
                onError(tab, 'TAB_AS_INDENT', 'Tabs are not allowed as indentation');
            }
            tab = null;
        }
        switch (token.type) {
            case 'space':
                // At the doc level, tabs at line start may be parsed
                // as leading white space rather than indentation.
                // In a flow collection, only the parser handles indent.
                if (!flow &&
                    (indicator !== 'doc-start' || next?.type !== 'flow-collection') &&
                    token.source.includes('\t')) {
                    tab = token;
                }
                hasSpace = true;
                break;
            case 'comment': {
                if (!hasSpace)
                    onError(token, 'MISSING_CHAR', 'Comments must be separated from other tokens by white space characters');
                const cb = token.source.substring(1) || ' ';
                if (!comment)
                    comment = cb;
                else
                    comment += commentSep + cb;
                commentSep = '';
                atNewline = false;
                break;
            }
            case 'newline':
                if (atNewline) {
                    if (comment)
                        comment += token.source;
                    else if (!found || indicator !== 'seq-item-ind')
                        spaceBefore = true;
                }
                else
                    commentSep += token.source;
                atNewline = true;
                hasNewline = true;
                if (anchor || tag)
                    newlineAfterProp = token;
                hasSpace = true;
                break;
            case 'anchor':
                if (anchor)
                    onError(token, 'MULTIPLE_ANCHORS', 'A node can have at most one anchor');
                if (token.source.endsWith(':'))
                    onError(token.offset + token.source.length - 1, 'BAD_ALIAS', 'Anchor ending in : is ambiguous', true);
                anchor = token;
                start ?? (start = token.offset);
                atNewline = false;
                hasSpace = false;
                reqSpace = true;
                break;
            case 'tag': {
                if (tag)
                    onError(token, 'MULTIPLE_TAGS', 'A node can have at most one tag');
                tag = token;
                start ?? (start = token.offset);
                atNewline = false;
                hasSpace = false;
                reqSpace = true;
                break;
            }
            case indicator:
                // Could here handle preceding comments differently
                if (anchor || tag)
                    onError(token, 'BAD_PROP_ORDER', `Anchors and tags must be after the ${token.source} indicator`);
                if (found)
                    onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${token.source} in ${flow ?? 'collection'}`);
                found = token;
                atNewline =
                    indicator === 'seq-item-ind' || indicator === 'explicit-key-ind';
                hasSpace = false;
                break;
            case 'comma':
                if (flow) {
                    if (comma)
                        onError(token, 'UNEXPECTED_TOKEN', `Unexpected , in ${flow}`);
                    comma = token;
                    atNewline = false;
                    hasSpace = false;
                    break;
                }
            // else fallthrough
            default:
                onError(token, 'UNEXPECTED_TOKEN', `Unexpected ${token.type} token`);
                atNewline = false;
                hasSpace = false;
        }
    }
    const last = tokens[tokens.length - 1];
    const end = last ? last.offset + last.source.length : offset;
    if (reqSpace &&
        next &&
        next.type !== 'space' &&
        next.type !== 'newline' &&
        next.type !== 'comma' &&
        (next.type !== 'scalar' || next.source !== '')) {
        onError(next.offset, 'MISSING_CHAR', 'Tags and anchors must be separated from the next token by white space');
    }
    if (tab &&
        ((atNewline && tab.indent <= parentIndent) ||
            next?.type === 'block-map' ||
            next?.type === 'block-seq'))
        onError(tab, 'TAB_AS_INDENT', 'Tabs are not allowed as indentation');
    return {
        comma,
        found,
        spaceBefore,
        comment,
        hasNewline,
        anchor,
        tag,
        newlineAfterProp,
        end,
        start: start ?? end
    };
}

exports.resolveProps = resolveProps;


/***/ }),

/***/ 9499:
/***/ ((__unused_webpack_module, exports) => {



function containsNewline(key) {
    if (!key)
        return null;
    switch (key.type) {
        case 'alias':
        case 'scalar':
        case 'double-quoted-scalar':
        case 'single-quoted-scalar':
            if (key.source.includes('\n'))
                return true;
            if (key.end)
                for (const st of key.end)
                    if (st.type === 'newline')
                        return true;
            return false;
        case 'flow-collection':
            for (const it of key.items) {
                for (const st of it.start)
                    if (st.type === 'newline')
                        return true;
                if (it.sep)
                    for (const st of it.sep)
                        if (st.type === 'newline')
                            return true;
                if (containsNewline(it.key) || containsNewline(it.value))
                    return true;
            }
            return false;
        default:
            return true;
    }
}

exports.containsNewline = containsNewline;


/***/ }),

/***/ 2599:
/***/ ((__unused_webpack_module, exports) => {



function emptyScalarPosition(offset, before, pos) {
    if (before) {
        pos ?? (pos = before.length);
        for (let i = pos - 1; i >= 0; --i) {
            let st = before[i];
            switch (st.type) {
                case 'space':
                case 'comment':
                case 'newline':
                    offset -= st.source.length;
                    continue;
            }
            // Technically, an empty scalar is immediately after the last non-empty
            // node, but it's more useful to place it after any whitespace.
            st = before[++i];
            while (st?.type === 'space') {
                offset += st.source.length;
                st = before[++i];
            }
            break;
        }
    }
    return offset;
}

exports.emptyScalarPosition = emptyScalarPosition;


/***/ }),

/***/ 4051:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var utilContainsNewline = __nccwpck_require__(9499);

function flowIndentCheck(indent, fc, onError) {
    if (fc?.type === 'flow-collection') {
        const end = fc.end[0];
        if (end.indent === indent &&
            (end.source === ']' || end.source === '}') &&
            utilContainsNewline.containsNewline(fc)) {
            const msg = 'Flow end indicator should be more indented than parent';
            onError(end, 'BAD_INDENT', msg, true);
        }
    }
}

exports.flowIndentCheck = flowIndentCheck;


/***/ }),

/***/ 1187:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);

function mapIncludes(ctx, items, search) {
    const { uniqueKeys } = ctx.options;
    if (uniqueKeys === false)
        return false;
    const isEqual = typeof uniqueKeys === 'function'
        ? uniqueKeys
        : (a, b) => a === b || (identity.isScalar(a) && identity.isScalar(b) && a.value === b.value);
    return items.some(pair => isEqual(pair.key, search));
}

exports.mapIncludes = mapIncludes;


/***/ }),

/***/ 3021:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Alias = __nccwpck_require__(4065);
var Collection = __nccwpck_require__(101);
var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var toJS = __nccwpck_require__(4043);
var Schema = __nccwpck_require__(5840);
var stringifyDocument = __nccwpck_require__(6829);
var anchors = __nccwpck_require__(1596);
var applyReviver = __nccwpck_require__(3661);
var createNode = __nccwpck_require__(2404);
var directives = __nccwpck_require__(1342);

class Document {
    constructor(value, replacer, options) {
        /** A comment before this Document */
        this.commentBefore = null;
        /** A comment immediately after this Document */
        this.comment = null;
        /** Errors encountered during parsing. */
        this.errors = [];
        /** Warnings encountered during parsing. */
        this.warnings = [];
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
        let _replacer = null;
        if (typeof replacer === 'function' || Array.isArray(replacer)) {
            _replacer = replacer;
        }
        else if (options === undefined && replacer) {
            options = replacer;
            replacer = undefined;
        }
        const opt = Object.assign({
            intAsBigInt: false,
            keepSourceTokens: false,
            logLevel: 'warn',
            prettyErrors: true,
            strict: true,
            stringKeys: false,
            uniqueKeys: true,
            version: '1.2'
        }, options);
        this.options = opt;
        let { version } = opt;
        if (options?._directives) {
            this.directives = options._directives.atDocument();
            if (this.directives.yaml.explicit)
                version = this.directives.yaml.version;
        }
        else
            this.directives = new directives.Directives({ version });
        this.setSchema(version, options);
        // @ts-expect-error We can't really know that this matches Contents.
        this.contents =
            value === undefined ? null : this.createNode(value, _replacer, options);
    }
    /**
     * Create a deep copy of this Document and its contents.
     *
     * Custom Node values that inherit from `Object` still refer to their original instances.
     */
    clone() {
        const copy = Object.create(Document.prototype, {
            [identity.NODE_TYPE]: { value: identity.DOC }
        });
        copy.commentBefore = this.commentBefore;
        copy.comment = this.comment;
        copy.errors = this.errors.slice();
        copy.warnings = this.warnings.slice();
        copy.options = Object.assign({}, this.options);
        if (this.directives)
            copy.directives = this.directives.clone();
        copy.schema = this.schema.clone();
        // @ts-expect-error We can't really know that this matches Contents.
        copy.contents = identity.isNode(this.contents)
            ? this.contents.clone(copy.schema)
            : this.contents;
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    /** Adds a value to the document. */
    add(value) {
        if (assertCollection(this.contents))
            this.contents.add(value);
    }
    /** Adds a value to the document. */
    addIn(path, value) {
        if (assertCollection(this.contents))
            this.contents.addIn(path, value);
    }
    /**
     * Create a new `Alias` node, ensuring that the target `node` has the required anchor.
     *
     * If `node` already has an anchor, `name` is ignored.
     * Otherwise, the `node.anchor` value will be set to `name`,
     * or if an anchor with that name is already present in the document,
     * `name` will be used as a prefix for a new unique anchor.
     * If `name` is undefined, the generated anchor will use 'a' as a prefix.
     */
    createAlias(node, name) {
        if (!node.anchor) {
            const prev = anchors.anchorNames(this);
            node.anchor =
                // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
                !name || prev.has(name) ? anchors.findNewAnchor(name || 'a', prev) : name;
        }
        return new Alias.Alias(node.anchor);
    }
    createNode(value, replacer, options) {
        let _replacer = undefined;
        if (typeof replacer === 'function') {
            value = replacer.call({ '': value }, '', value);
            _replacer = replacer;
        }
        else if (Array.isArray(replacer)) {
            const keyToStr = (v) => typeof v === 'number' || v instanceof String || v instanceof Number;
            const asStr = replacer.filter(keyToStr).map(String);
            if (asStr.length > 0)
                replacer = replacer.concat(asStr);
            _replacer = replacer;
        }
        else if (options === undefined && replacer) {
            options = replacer;
            replacer = undefined;
        }
        const { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {};
        const { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(this, 
        // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
        anchorPrefix || 'a');
        const ctx = {
            aliasDuplicateObjects: aliasDuplicateObjects ?? true,
            keepUndefined: keepUndefined ?? false,
            onAnchor,
            onTagObj,
            replacer: _replacer,
            schema: this.schema,
            sourceObjects
        };
        const node = createNode.createNode(value, tag, ctx);
        if (flow && identity.isCollection(node))
            node.flow = true;
        setAnchors();
        return node;
    }
    /**
     * Convert a key and a value into a `Pair` using the current schema,
     * recursively wrapping all values as `Scalar` or `Collection` nodes.
     */
    createPair(key, value, options = {}) {
        const k = this.createNode(key, null, options);
        const v = this.createNode(value, null, options);
        return new Pair.Pair(k, v);
    }
    /**
     * Removes a value from the document.
     * @returns `true` if the item was found and removed.
     */
    delete(key) {
        return assertCollection(this.contents) ? this.contents.delete(key) : false;
    }
    /**
     * Removes a value from the document.
     * @returns `true` if the item was found and removed.
     */
    deleteIn(path) {
        if (Collection.isEmptyPath(path)) {
            if (this.contents == null)
                return false;
            // @ts-expect-error Presumed impossible if Strict extends false
            this.contents = null;
            return true;
        }
        return assertCollection(this.contents)
            ? this.contents.deleteIn(path)
            : false;
    }
    /**
     * Returns item at `key`, or `undefined` if not found. By default unwraps
     * scalar values from their surrounding node; to disable set `keepScalar` to
     * `true` (collections are always returned intact).
     */
    get(key, keepScalar) {
        return identity.isCollection(this.contents)
            ? this.contents.get(key, keepScalar)
            : undefined;
    }
    /**
     * Returns item at `path`, or `undefined` if not found. By default unwraps
     * scalar values from their surrounding node; to disable set `keepScalar` to
     * `true` (collections are always returned intact).
     */
    getIn(path, keepScalar) {
        if (Collection.isEmptyPath(path))
            return !keepScalar && identity.isScalar(this.contents)
                ? this.contents.value
                : this.contents;
        return identity.isCollection(this.contents)
            ? this.contents.getIn(path, keepScalar)
            : undefined;
    }
    /**
     * Checks if the document includes a value with the key `key`.
     */
    has(key) {
        return identity.isCollection(this.contents) ? this.contents.has(key) : false;
    }
    /**
     * Checks if the document includes a value at `path`.
     */
    hasIn(path) {
        if (Collection.isEmptyPath(path))
            return this.contents !== undefined;
        return identity.isCollection(this.contents) ? this.contents.hasIn(path) : false;
    }
    /**
     * Sets a value in this document. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     */
    set(key, value) {
        if (this.contents == null) {
            // @ts-expect-error We can't really know that this matches Contents.
            this.contents = Collection.collectionFromPath(this.schema, [key], value);
        }
        else if (assertCollection(this.contents)) {
            this.contents.set(key, value);
        }
    }
    /**
     * Sets a value in this document. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     */
    setIn(path, value) {
        if (Collection.isEmptyPath(path)) {
            // @ts-expect-error We can't really know that this matches Contents.
            this.contents = value;
        }
        else if (this.contents == null) {
            // @ts-expect-error We can't really know that this matches Contents.
            this.contents = Collection.collectionFromPath(this.schema, Array.from(path), value);
        }
        else if (assertCollection(this.contents)) {
            this.contents.setIn(path, value);
        }
    }
    /**
     * Change the YAML version and schema used by the document.
     * A `null` version disables support for directives, explicit tags, anchors, and aliases.
     * It also requires the `schema` option to be given as a `Schema` instance value.
     *
     * Overrides all previously set schema options.
     */
    setSchema(version, options = {}) {
        if (typeof version === 'number')
            version = String(version);
        let opt;
        switch (version) {
            case '1.1':
                if (this.directives)
                    this.directives.yaml.version = '1.1';
                else
                    this.directives = new directives.Directives({ version: '1.1' });
                opt = { resolveKnownTags: false, schema: 'yaml-1.1' };
                break;
            case '1.2':
            case 'next':
                if (this.directives)
                    this.directives.yaml.version = version;
                else
                    this.directives = new directives.Directives({ version });
                opt = { resolveKnownTags: true, schema: 'core' };
                break;
            case null:
                if (this.directives)
                    delete this.directives;
                opt = null;
                break;
            default: {
                const sv = JSON.stringify(version);
                throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
            }
        }
        // Not using `instanceof Schema` to allow for duck typing
        if (options.schema instanceof Object)
            this.schema = options.schema;
        else if (opt)
            this.schema = new Schema.Schema(Object.assign(opt, options));
        else
            throw new Error(`With a null YAML version, the { schema: Schema } option is required`);
    }
    // json & jsonArg are only used from toJSON()
    toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        const ctx = {
            anchors: new Map(),
            doc: this,
            keep: !json,
            mapAsMap: mapAsMap === true,
            mapKeyWarned: false,
            maxAliasCount: typeof maxAliasCount === 'number' ? maxAliasCount : 100
        };
        const res = toJS.toJS(this.contents, jsonArg ?? '', ctx);
        if (typeof onAnchor === 'function')
            for (const { count, res } of ctx.anchors.values())
                onAnchor(res, count);
        return typeof reviver === 'function'
            ? applyReviver.applyReviver(reviver, { '': res }, '', res)
            : res;
    }
    /**
     * A JSON representation of the document `contents`.
     *
     * @param jsonArg Used by `JSON.stringify` to indicate the array index or
     *   property name.
     */
    toJSON(jsonArg, onAnchor) {
        return this.toJS({ json: true, jsonArg, mapAsMap: false, onAnchor });
    }
    /** A YAML representation of the document. */
    toString(options = {}) {
        if (this.errors.length > 0)
            throw new Error('Document with errors cannot be stringified');
        if ('indent' in options &&
            (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
            const s = JSON.stringify(options.indent);
            throw new Error(`"indent" option must be a positive integer, not ${s}`);
        }
        return stringifyDocument.stringifyDocument(this, options);
    }
}
function assertCollection(contents) {
    if (identity.isCollection(contents))
        return true;
    throw new Error('Expected a YAML collection as document contents');
}

exports.Document = Document;


/***/ }),

/***/ 1596:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var visit = __nccwpck_require__(204);

/**
 * Verify that the input string is a valid anchor.
 *
 * Will throw on errors.
 */
function anchorIsValid(anchor) {
    if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
        const sa = JSON.stringify(anchor);
        const msg = `Anchor must not contain whitespace or control characters: ${sa}`;
        throw new Error(msg);
    }
    return true;
}
function anchorNames(root) {
    const anchors = new Set();
    visit.visit(root, {
        Value(_key, node) {
            if (node.anchor)
                anchors.add(node.anchor);
        }
    });
    return anchors;
}
/** Find a new anchor name with the given `prefix` and a one-indexed suffix. */
function findNewAnchor(prefix, exclude) {
    for (let i = 1; true; ++i) {
        const name = `${prefix}${i}`;
        if (!exclude.has(name))
            return name;
    }
}
function createNodeAnchors(doc, prefix) {
    const aliasObjects = [];
    const sourceObjects = new Map();
    let prevAnchors = null;
    return {
        onAnchor: (source) => {
            aliasObjects.push(source);
            prevAnchors ?? (prevAnchors = anchorNames(doc));
            const anchor = findNewAnchor(prefix, prevAnchors);
            prevAnchors.add(anchor);
            return anchor;
        },
        /**
         * With circular references, the source node is only resolved after all
         * of its child nodes are. This is why anchors are set only after all of
         * the nodes have been created.
         */
        setAnchors: () => {
            for (const source of aliasObjects) {
                const ref = sourceObjects.get(source);
                if (typeof ref === 'object' &&
                    ref.anchor &&
                    (identity.isScalar(ref.node) || identity.isCollection(ref.node))) {
                    ref.node.anchor = ref.anchor;
                }
                else {
                    const error = new Error('Failed to resolve repeated object (this should not happen)');
                    error.source = source;
                    throw error;
                }
            }
        },
        sourceObjects
    };
}

exports.anchorIsValid = anchorIsValid;
exports.anchorNames = anchorNames;
exports.createNodeAnchors = createNodeAnchors;
exports.findNewAnchor = findNewAnchor;


/***/ }),

/***/ 3661:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Applies the JSON.parse reviver algorithm as defined in the ECMA-262 spec,
 * in section 24.5.1.1 "Runtime Semantics: InternalizeJSONProperty" of the
 * 2021 edition: https://tc39.es/ecma262/#sec-json.parse
 *
 * Includes extensions for handling Map and Set objects.
 */
function applyReviver(reviver, obj, key, val) {
    if (val && typeof val === 'object') {
        if (Array.isArray(val)) {
            for (let i = 0, len = val.length; i < len; ++i) {
                const v0 = val[i];
                const v1 = applyReviver(reviver, val, String(i), v0);
                // eslint-disable-next-line @typescript-eslint/no-array-delete
                if (v1 === undefined)
                    delete val[i];
                else if (v1 !== v0)
                    val[i] = v1;
            }
        }
        else if (val instanceof Map) {
            for (const k of Array.from(val.keys())) {
                const v0 = val.get(k);
                const v1 = applyReviver(reviver, val, k, v0);
                if (v1 === undefined)
                    val.delete(k);
                else if (v1 !== v0)
                    val.set(k, v1);
            }
        }
        else if (val instanceof Set) {
            for (const v0 of Array.from(val)) {
                const v1 = applyReviver(reviver, val, v0, v0);
                if (v1 === undefined)
                    val.delete(v0);
                else if (v1 !== v0) {
                    val.delete(v0);
                    val.add(v1);
                }
            }
        }
        else {
            for (const [k, v0] of Object.entries(val)) {
                const v1 = applyReviver(reviver, val, k, v0);
                if (v1 === undefined)
                    delete val[k];
                else if (v1 !== v0)
                    val[k] = v1;
            }
        }
    }
    return reviver.call(obj, key, val);
}

exports.applyReviver = applyReviver;


/***/ }),

/***/ 2404:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Alias = __nccwpck_require__(4065);
var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);

const defaultTagPrefix = 'tag:yaml.org,2002:';
function findTagObject(value, tagName, tags) {
    if (tagName) {
        const match = tags.filter(t => t.tag === tagName);
        const tagObj = match.find(t => !t.format) ?? match[0];
        if (!tagObj)
            throw new Error(`Tag ${tagName} not found`);
        return tagObj;
    }
    return tags.find(t => t.identify?.(value) && !t.format);
}
function createNode(value, tagName, ctx) {
    if (identity.isDocument(value))
        value = value.contents;
    if (identity.isNode(value))
        return value;
    if (identity.isPair(value)) {
        const map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
        map.items.push(value);
        return map;
    }
    if (value instanceof String ||
        value instanceof Number ||
        value instanceof Boolean ||
        (typeof BigInt !== 'undefined' && value instanceof BigInt) // not supported everywhere
    ) {
        // https://tc39.es/ecma262/#sec-serializejsonproperty
        value = value.valueOf();
    }
    const { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx;
    // Detect duplicate references to the same object & use Alias nodes for all
    // after first. The `ref` wrapper allows for circular references to resolve.
    let ref = undefined;
    if (aliasDuplicateObjects && value && typeof value === 'object') {
        ref = sourceObjects.get(value);
        if (ref) {
            ref.anchor ?? (ref.anchor = onAnchor(value));
            return new Alias.Alias(ref.anchor);
        }
        else {
            ref = { anchor: null, node: null };
            sourceObjects.set(value, ref);
        }
    }
    if (tagName?.startsWith('!!'))
        tagName = defaultTagPrefix + tagName.slice(2);
    let tagObj = findTagObject(value, tagName, schema.tags);
    if (!tagObj) {
        if (value && typeof value.toJSON === 'function') {
            // eslint-disable-next-line @typescript-eslint/no-unsafe-call
            value = value.toJSON();
        }
        if (!value || typeof value !== 'object') {
            const node = new Scalar.Scalar(value);
            if (ref)
                ref.node = node;
            return node;
        }
        tagObj =
            value instanceof Map
                ? schema[identity.MAP]
                : Symbol.iterator in Object(value)
                    ? schema[identity.SEQ]
                    : schema[identity.MAP];
    }
    if (onTagObj) {
        onTagObj(tagObj);
        delete ctx.onTagObj;
    }
    const node = tagObj?.createNode
        ? tagObj.createNode(ctx.schema, value, ctx)
        : typeof tagObj?.nodeClass?.from === 'function'
            ? tagObj.nodeClass.from(ctx.schema, value, ctx)
            : new Scalar.Scalar(value);
    if (tagName)
        node.tag = tagName;
    else if (!tagObj.default)
        node.tag = tagObj.tag;
    if (ref)
        ref.node = node;
    return node;
}

exports.createNode = createNode;


/***/ }),

/***/ 1342:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var visit = __nccwpck_require__(204);

const escapeChars = {
    '!': '%21',
    ',': '%2C',
    '[': '%5B',
    ']': '%5D',
    '{': '%7B',
    '}': '%7D'
};
const escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, ch => escapeChars[ch]);
class Directives {
    constructor(yaml, tags) {
        /**
         * The directives-end/doc-start marker `---`. If `null`, a marker may still be
         * included in the document's stringified representation.
         */
        this.docStart = null;
        /** The doc-end marker `...`.  */
        this.docEnd = false;
        this.yaml = Object.assign({}, Directives.defaultYaml, yaml);
        this.tags = Object.assign({}, Directives.defaultTags, tags);
    }
    clone() {
        const copy = new Directives(this.yaml, this.tags);
        copy.docStart = this.docStart;
        return copy;
    }
    /**
     * During parsing, get a Directives instance for the current document and
     * update the stream state according to the current version's spec.
     */
    atDocument() {
        const res = new Directives(this.yaml, this.tags);
        switch (this.yaml.version) {
            case '1.1':
                this.atNextDocument = true;
                break;
            case '1.2':
                this.atNextDocument = false;
                this.yaml = {
                    explicit: Directives.defaultYaml.explicit,
                    version: '1.2'
                };
                this.tags = Object.assign({}, Directives.defaultTags);
                break;
        }
        return res;
    }
    /**
     * @param onError - May be called even if the action was successful
     * @returns `true` on success
     */
    add(line, onError) {
        if (this.atNextDocument) {
            this.yaml = { explicit: Directives.defaultYaml.explicit, version: '1.1' };
            this.tags = Object.assign({}, Directives.defaultTags);
            this.atNextDocument = false;
        }
        const parts = line.trim().split(/[ \t]+/);
        const name = parts.shift();
        switch (name) {
            case '%TAG': {
                if (parts.length !== 2) {
                    onError(0, '%TAG directive should contain exactly two parts');
                    if (parts.length < 2)
                        return false;
                }
                const [handle, prefix] = parts;
                this.tags[handle] = prefix;
                return true;
            }
            case '%YAML': {
                this.yaml.explicit = true;
                if (parts.length !== 1) {
                    onError(0, '%YAML directive should contain exactly one part');
                    return false;
                }
                const [version] = parts;
                if (version === '1.1' || version === '1.2') {
                    this.yaml.version = version;
                    return true;
                }
                else {
                    const isValid = /^\d+\.\d+$/.test(version);
                    onError(6, `Unsupported YAML version ${version}`, isValid);
                    return false;
                }
            }
            default:
                onError(0, `Unknown directive ${name}`, true);
                return false;
        }
    }
    /**
     * Resolves a tag, matching handles to those defined in %TAG directives.
     *
     * @returns Resolved tag, which may also be the non-specific tag `'!'` or a
     *   `'!local'` tag, or `null` if unresolvable.
     */
    tagName(source, onError) {
        if (source === '!')
            return '!'; // non-specific tag
        if (source[0] !== '!') {
            onError(`Not a valid tag: ${source}`);
            return null;
        }
        if (source[1] === '<') {
            const verbatim = source.slice(2, -1);
            if (verbatim === '!' || verbatim === '!!') {
                onError(`Verbatim tags aren't resolved, so ${source} is invalid.`);
                return null;
            }
            if (source[source.length - 1] !== '>')
                onError('Verbatim tags must end with a >');
            return verbatim;
        }
        const [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
        if (!suffix)
            onError(`The ${source} tag has no suffix`);
        const prefix = this.tags[handle];
        if (prefix) {
            try {
                return prefix + decodeURIComponent(suffix);
            }
            catch (error) {
                onError(String(error));
                return null;
            }
        }
        if (handle === '!')
            return source; // local tag
        onError(`Could not resolve tag: ${source}`);
        return null;
    }
    /**
     * Given a fully resolved tag, returns its printable string form,
     * taking into account current tag prefixes and defaults.
     */
    tagString(tag) {
        for (const [handle, prefix] of Object.entries(this.tags)) {
            if (tag.startsWith(prefix))
                return handle + escapeTagName(tag.substring(prefix.length));
        }
        return tag[0] === '!' ? tag : `!<${tag}>`;
    }
    toString(doc) {
        const lines = this.yaml.explicit
            ? [`%YAML ${this.yaml.version || '1.2'}`]
            : [];
        const tagEntries = Object.entries(this.tags);
        let tagNames;
        if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
            const tags = {};
            visit.visit(doc.contents, (_key, node) => {
                if (identity.isNode(node) && node.tag)
                    tags[node.tag] = true;
            });
            tagNames = Object.keys(tags);
        }
        else
            tagNames = [];
        for (const [handle, prefix] of tagEntries) {
            if (handle === '!!' && prefix === 'tag:yaml.org,2002:')
                continue;
            if (!doc || tagNames.some(tn => tn.startsWith(prefix)))
                lines.push(`%TAG ${handle} ${prefix}`);
        }
        return lines.join('\n');
    }
}
Directives.defaultYaml = { explicit: false, version: '1.2' };
Directives.defaultTags = { '!!': 'tag:yaml.org,2002:' };

exports.Directives = Directives;


/***/ }),

/***/ 1464:
/***/ ((__unused_webpack_module, exports) => {



class YAMLError extends Error {
    constructor(name, pos, code, message) {
        super();
        this.name = name;
        this.code = code;
        this.message = message;
        this.pos = pos;
    }
}
class YAMLParseError extends YAMLError {
    constructor(pos, code, message) {
        super('YAMLParseError', pos, code, message);
    }
}
class YAMLWarning extends YAMLError {
    constructor(pos, code, message) {
        super('YAMLWarning', pos, code, message);
    }
}
const prettifyError = (src, lc) => (error) => {
    if (error.pos[0] === -1)
        return;
    error.linePos = error.pos.map(pos => lc.linePos(pos));
    const { line, col } = error.linePos[0];
    error.message += ` at line ${line}, column ${col}`;
    let ci = col - 1;
    let lineStr = src
        .substring(lc.lineStarts[line - 1], lc.lineStarts[line])
        .replace(/[\n\r]+$/, '');
    // Trim to max 80 chars, keeping col position near the middle
    if (ci >= 60 && lineStr.length > 80) {
        const trimStart = Math.min(ci - 39, lineStr.length - 79);
        lineStr = '…' + lineStr.substring(trimStart);
        ci -= trimStart - 1;
    }
    if (lineStr.length > 80)
        lineStr = lineStr.substring(0, 79) + '…';
    // Include previous line in context if pointing at line start
    if (line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
        // Regexp won't match if start is trimmed
        let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
        if (prev.length > 80)
            prev = prev.substring(0, 79) + '…\n';
        lineStr = prev + lineStr;
    }
    if (/[^ ]/.test(lineStr)) {
        let count = 1;
        const end = error.linePos[1];
        if (end?.line === line && end.col > col) {
            count = Math.max(1, Math.min(end.col - col, 80 - ci));
        }
        const pointer = ' '.repeat(ci) + '^'.repeat(count);
        error.message += `:\n\n${lineStr}\n${pointer}\n`;
    }
};

exports.YAMLError = YAMLError;
exports.YAMLParseError = YAMLParseError;
exports.YAMLWarning = YAMLWarning;
exports.prettifyError = prettifyError;


/***/ }),

/***/ 8815:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;


var composer = __nccwpck_require__(9984);
var Document = __nccwpck_require__(3021);
var Schema = __nccwpck_require__(5840);
var errors = __nccwpck_require__(1464);
var Alias = __nccwpck_require__(4065);
var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var Scalar = __nccwpck_require__(3301);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var cst = __nccwpck_require__(3461);
var lexer = __nccwpck_require__(361);
var lineCounter = __nccwpck_require__(6628);
var parser = __nccwpck_require__(3456);
var publicApi = __nccwpck_require__(4047);
var visit = __nccwpck_require__(204);



__webpack_unused_export__ = composer.Composer;
__webpack_unused_export__ = Document.Document;
__webpack_unused_export__ = Schema.Schema;
__webpack_unused_export__ = errors.YAMLError;
__webpack_unused_export__ = errors.YAMLParseError;
__webpack_unused_export__ = errors.YAMLWarning;
__webpack_unused_export__ = Alias.Alias;
__webpack_unused_export__ = identity.isAlias;
__webpack_unused_export__ = identity.isCollection;
__webpack_unused_export__ = identity.isDocument;
__webpack_unused_export__ = identity.isMap;
__webpack_unused_export__ = identity.isNode;
__webpack_unused_export__ = identity.isPair;
__webpack_unused_export__ = identity.isScalar;
__webpack_unused_export__ = identity.isSeq;
__webpack_unused_export__ = Pair.Pair;
__webpack_unused_export__ = Scalar.Scalar;
__webpack_unused_export__ = YAMLMap.YAMLMap;
__webpack_unused_export__ = YAMLSeq.YAMLSeq;
__webpack_unused_export__ = cst;
__webpack_unused_export__ = lexer.Lexer;
exports.HN = lineCounter.LineCounter;
__webpack_unused_export__ = parser.Parser;
__webpack_unused_export__ = publicApi.parse;
__webpack_unused_export__ = publicApi.parseAllDocuments;
exports.Tp = publicApi.parseDocument;
__webpack_unused_export__ = publicApi.stringify;
exports.YR = visit.visit;
__webpack_unused_export__ = visit.visitAsync;


/***/ }),

/***/ 7249:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_process = __nccwpck_require__(932);

function debug(logLevel, ...messages) {
    if (logLevel === 'debug')
        console.log(...messages);
}
function warn(logLevel, warning) {
    if (logLevel === 'debug' || logLevel === 'warn') {
        if (typeof node_process.emitWarning === 'function')
            node_process.emitWarning(warning);
        else
            console.warn(warning);
    }
}

exports.debug = debug;
exports.warn = warn;


/***/ }),

/***/ 4065:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var anchors = __nccwpck_require__(1596);
var visit = __nccwpck_require__(204);
var identity = __nccwpck_require__(1127);
var Node = __nccwpck_require__(6673);
var toJS = __nccwpck_require__(4043);

class Alias extends Node.NodeBase {
    constructor(source) {
        super(identity.ALIAS);
        this.source = source;
        Object.defineProperty(this, 'tag', {
            set() {
                throw new Error('Alias nodes cannot have tags');
            }
        });
    }
    /**
     * Resolve the value of this alias within `doc`, finding the last
     * instance of the `source` anchor before this node.
     */
    resolve(doc, ctx) {
        if (ctx?.maxAliasCount === 0)
            throw new ReferenceError('Alias resolution is disabled');
        let nodes;
        if (ctx?.aliasResolveCache) {
            nodes = ctx.aliasResolveCache;
        }
        else {
            nodes = [];
            visit.visit(doc, {
                Node: (_key, node) => {
                    if (identity.isAlias(node) || identity.hasAnchor(node))
                        nodes.push(node);
                }
            });
            if (ctx)
                ctx.aliasResolveCache = nodes;
        }
        let found = undefined;
        for (const node of nodes) {
            if (node === this)
                break;
            if (node.anchor === this.source)
                found = node;
        }
        if (found && ctx) {
            const { anchors, doc, maxAliasCount } = ctx;
            let data = anchors.get(found);
            if (!data) {
                // Resolve anchors for Node.prototype.toJS()
                toJS.toJS(found, null, ctx);
                data = anchors.get(found);
            }
            /* istanbul ignore if */
            if (data?.res === undefined) {
                const msg = 'This should not happen: Alias anchor was not resolved?';
                throw new ReferenceError(msg);
            }
            if (maxAliasCount >= 0) {
                data.count += 1;
                if (data.aliasCount === 0)
                    data.aliasCount = getAliasCount(doc, found, anchors);
                if (data.count * data.aliasCount > maxAliasCount) {
                    const msg = 'Excessive alias count indicates a resource exhaustion attack';
                    throw new ReferenceError(msg);
                }
            }
        }
        return found;
    }
    toJSON(_arg, ctx) {
        if (!ctx)
            return { source: this.source };
        const source = this.resolve(ctx.doc, ctx);
        if (!source) {
            const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
            throw new ReferenceError(msg);
        }
        return ctx.anchors.get(source).res;
    }
    toString(ctx, _onComment, _onChompKeep) {
        const src = `*${this.source}`;
        if (ctx) {
            anchors.anchorIsValid(this.source);
            if (ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
                const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
                throw new Error(msg);
            }
            if (ctx.implicitKey)
                return `${src} `;
        }
        return src;
    }
}
function getAliasCount(doc, node, anchors) {
    if (identity.isAlias(node)) {
        const source = node.resolve(doc);
        const anchor = anchors && source && anchors.get(source);
        return anchor ? anchor.count * anchor.aliasCount : 0;
    }
    else if (identity.isCollection(node)) {
        let count = 0;
        for (const item of node.items) {
            const c = getAliasCount(doc, item, anchors);
            if (c > count)
                count = c;
        }
        return count;
    }
    else if (identity.isPair(node)) {
        const kc = getAliasCount(doc, node.key, anchors);
        const vc = getAliasCount(doc, node.value, anchors);
        return Math.max(kc, vc);
    }
    return 1;
}

exports.Alias = Alias;


/***/ }),

/***/ 101:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var createNode = __nccwpck_require__(2404);
var identity = __nccwpck_require__(1127);
var Node = __nccwpck_require__(6673);

function collectionFromPath(schema, path, value) {
    let v = value;
    for (let i = path.length - 1; i >= 0; --i) {
        const k = path[i];
        if (typeof k === 'number' && Number.isInteger(k) && k >= 0) {
            const a = [];
            a[k] = v;
            v = a;
        }
        else {
            v = new Map([[k, v]]);
        }
    }
    return createNode.createNode(v, undefined, {
        aliasDuplicateObjects: false,
        keepUndefined: false,
        onAnchor: () => {
            throw new Error('This should not happen, please report a bug.');
        },
        schema,
        sourceObjects: new Map()
    });
}
// Type guard is intentionally a little wrong so as to be more useful,
// as it does not cover untypable empty non-string iterables (e.g. []).
const isEmptyPath = (path) => path == null ||
    (typeof path === 'object' && !!path[Symbol.iterator]().next().done);
class Collection extends Node.NodeBase {
    constructor(type, schema) {
        super(type);
        Object.defineProperty(this, 'schema', {
            value: schema,
            configurable: true,
            enumerable: false,
            writable: true
        });
    }
    /**
     * Create a copy of this collection.
     *
     * @param schema - If defined, overwrites the original's schema
     */
    clone(schema) {
        const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (schema)
            copy.schema = schema;
        copy.items = copy.items.map(it => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it);
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    /**
     * Adds a value to the collection. For `!!map` and `!!omap` the value must
     * be a Pair instance or a `{ key, value }` object, which may not have a key
     * that already exists in the map.
     */
    addIn(path, value) {
        if (isEmptyPath(path))
            this.add(value);
        else {
            const [key, ...rest] = path;
            const node = this.get(key, true);
            if (identity.isCollection(node))
                node.addIn(rest, value);
            else if (node === undefined && this.schema)
                this.set(key, collectionFromPath(this.schema, rest, value));
            else
                throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
    }
    /**
     * Removes a value from the collection.
     * @returns `true` if the item was found and removed.
     */
    deleteIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
            return this.delete(key);
        const node = this.get(key, true);
        if (identity.isCollection(node))
            return node.deleteIn(rest);
        else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
    }
    /**
     * Returns item at `key`, or `undefined` if not found. By default unwraps
     * scalar values from their surrounding node; to disable set `keepScalar` to
     * `true` (collections are always returned intact).
     */
    getIn(path, keepScalar) {
        const [key, ...rest] = path;
        const node = this.get(key, true);
        if (rest.length === 0)
            return !keepScalar && identity.isScalar(node) ? node.value : node;
        else
            return identity.isCollection(node) ? node.getIn(rest, keepScalar) : undefined;
    }
    hasAllNullValues(allowScalar) {
        return this.items.every(node => {
            if (!identity.isPair(node))
                return false;
            const n = node.value;
            return (n == null ||
                (allowScalar &&
                    identity.isScalar(n) &&
                    n.value == null &&
                    !n.commentBefore &&
                    !n.comment &&
                    !n.tag));
        });
    }
    /**
     * Checks if the collection includes a value with the key `key`.
     */
    hasIn(path) {
        const [key, ...rest] = path;
        if (rest.length === 0)
            return this.has(key);
        const node = this.get(key, true);
        return identity.isCollection(node) ? node.hasIn(rest) : false;
    }
    /**
     * Sets a value in this collection. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     */
    setIn(path, value) {
        const [key, ...rest] = path;
        if (rest.length === 0) {
            this.set(key, value);
        }
        else {
            const node = this.get(key, true);
            if (identity.isCollection(node))
                node.setIn(rest, value);
            else if (node === undefined && this.schema)
                this.set(key, collectionFromPath(this.schema, rest, value));
            else
                throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
    }
}

exports.Collection = Collection;
exports.collectionFromPath = collectionFromPath;
exports.isEmptyPath = isEmptyPath;


/***/ }),

/***/ 6673:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var applyReviver = __nccwpck_require__(3661);
var identity = __nccwpck_require__(1127);
var toJS = __nccwpck_require__(4043);

class NodeBase {
    constructor(type) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: type });
    }
    /** Create a copy of this node.  */
    clone() {
        const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        if (this.range)
            copy.range = this.range.slice();
        return copy;
    }
    /** A plain JavaScript representation of this node. */
    toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        if (!identity.isDocument(doc))
            throw new TypeError('A document argument is required');
        const ctx = {
            anchors: new Map(),
            doc,
            keep: true,
            mapAsMap: mapAsMap === true,
            mapKeyWarned: false,
            maxAliasCount: typeof maxAliasCount === 'number' ? maxAliasCount : 100
        };
        const res = toJS.toJS(this, '', ctx);
        if (typeof onAnchor === 'function')
            for (const { count, res } of ctx.anchors.values())
                onAnchor(res, count);
        return typeof reviver === 'function'
            ? applyReviver.applyReviver(reviver, { '': res }, '', res)
            : res;
    }
}

exports.NodeBase = NodeBase;


/***/ }),

/***/ 7165:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var createNode = __nccwpck_require__(2404);
var stringifyPair = __nccwpck_require__(9748);
var addPairToJSMap = __nccwpck_require__(7104);
var identity = __nccwpck_require__(1127);

function createPair(key, value, ctx) {
    const k = createNode.createNode(key, undefined, ctx);
    const v = createNode.createNode(value, undefined, ctx);
    return new Pair(k, v);
}
class Pair {
    constructor(key, value = null) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR });
        this.key = key;
        this.value = value;
    }
    clone(schema) {
        let { key, value } = this;
        if (identity.isNode(key))
            key = key.clone(schema);
        if (identity.isNode(value))
            value = value.clone(schema);
        return new Pair(key, value);
    }
    toJSON(_, ctx) {
        const pair = ctx?.mapAsMap ? new Map() : {};
        return addPairToJSMap.addPairToJSMap(ctx, pair, this);
    }
    toString(ctx, onComment, onChompKeep) {
        return ctx?.doc
            ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep)
            : JSON.stringify(this);
    }
}

exports.Pair = Pair;
exports.createPair = createPair;


/***/ }),

/***/ 3301:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Node = __nccwpck_require__(6673);
var toJS = __nccwpck_require__(4043);

const isScalarValue = (value) => !value || (typeof value !== 'function' && typeof value !== 'object');
class Scalar extends Node.NodeBase {
    constructor(value) {
        super(identity.SCALAR);
        this.value = value;
    }
    toJSON(arg, ctx) {
        return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
    }
    toString() {
        return String(this.value);
    }
}
Scalar.BLOCK_FOLDED = 'BLOCK_FOLDED';
Scalar.BLOCK_LITERAL = 'BLOCK_LITERAL';
Scalar.PLAIN = 'PLAIN';
Scalar.QUOTE_DOUBLE = 'QUOTE_DOUBLE';
Scalar.QUOTE_SINGLE = 'QUOTE_SINGLE';

exports.Scalar = Scalar;
exports.isScalarValue = isScalarValue;


/***/ }),

/***/ 4454:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyCollection = __nccwpck_require__(1212);
var addPairToJSMap = __nccwpck_require__(7104);
var Collection = __nccwpck_require__(101);
var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var Scalar = __nccwpck_require__(3301);

function findPair(items, key) {
    const k = identity.isScalar(key) ? key.value : key;
    for (const it of items) {
        if (identity.isPair(it)) {
            if (it.key === key || it.key === k)
                return it;
            if (identity.isScalar(it.key) && it.key.value === k)
                return it;
        }
    }
    return undefined;
}
class YAMLMap extends Collection.Collection {
    static get tagName() {
        return 'tag:yaml.org,2002:map';
    }
    constructor(schema) {
        super(identity.MAP, schema);
        this.items = [];
    }
    /**
     * A generic collection parsing method that can be extended
     * to other node classes that inherit from YAMLMap
     */
    static from(schema, obj, ctx) {
        const { keepUndefined, replacer } = ctx;
        const map = new this(schema);
        const add = (key, value) => {
            if (typeof replacer === 'function')
                value = replacer.call(obj, key, value);
            else if (Array.isArray(replacer) && !replacer.includes(key))
                return;
            if (value !== undefined || keepUndefined)
                map.items.push(Pair.createPair(key, value, ctx));
        };
        if (obj instanceof Map) {
            for (const [key, value] of obj)
                add(key, value);
        }
        else if (obj && typeof obj === 'object') {
            for (const key of Object.keys(obj))
                add(key, obj[key]);
        }
        if (typeof schema.sortMapEntries === 'function') {
            map.items.sort(schema.sortMapEntries);
        }
        return map;
    }
    /**
     * Adds a value to the collection.
     *
     * @param overwrite - If not set `true`, using a key that is already in the
     *   collection will throw. Otherwise, overwrites the previous value.
     */
    add(pair, overwrite) {
        let _pair;
        if (identity.isPair(pair))
            _pair = pair;
        else if (!pair || typeof pair !== 'object' || !('key' in pair)) {
            // In TypeScript, this never happens.
            _pair = new Pair.Pair(pair, pair?.value);
        }
        else
            _pair = new Pair.Pair(pair.key, pair.value);
        const prev = findPair(this.items, _pair.key);
        const sortEntries = this.schema?.sortMapEntries;
        if (prev) {
            if (!overwrite)
                throw new Error(`Key ${_pair.key} already set`);
            // For scalars, keep the old node & its comments and anchors
            if (identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value))
                prev.value.value = _pair.value;
            else
                prev.value = _pair.value;
        }
        else if (sortEntries) {
            const i = this.items.findIndex(item => sortEntries(_pair, item) < 0);
            if (i === -1)
                this.items.push(_pair);
            else
                this.items.splice(i, 0, _pair);
        }
        else {
            this.items.push(_pair);
        }
    }
    delete(key) {
        const it = findPair(this.items, key);
        if (!it)
            return false;
        const del = this.items.splice(this.items.indexOf(it), 1);
        return del.length > 0;
    }
    get(key, keepScalar) {
        const it = findPair(this.items, key);
        const node = it?.value;
        return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? undefined;
    }
    has(key) {
        return !!findPair(this.items, key);
    }
    set(key, value) {
        this.add(new Pair.Pair(key, value), true);
    }
    /**
     * @param ctx - Conversion context, originally set in Document#toJS()
     * @param {Class} Type - If set, forces the returned collection type
     * @returns Instance of Type, Map, or Object
     */
    toJSON(_, ctx, Type) {
        const map = Type ? new Type() : ctx?.mapAsMap ? new Map() : {};
        if (ctx?.onCreate)
            ctx.onCreate(map);
        for (const item of this.items)
            addPairToJSMap.addPairToJSMap(ctx, map, item);
        return map;
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        for (const item of this.items) {
            if (!identity.isPair(item))
                throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
        }
        if (!ctx.allNullValues && this.hasAllNullValues(false))
            ctx = Object.assign({}, ctx, { allNullValues: true });
        return stringifyCollection.stringifyCollection(this, ctx, {
            blockItemPrefix: '',
            flowChars: { start: '{', end: '}' },
            itemIndent: ctx.indent || '',
            onChompKeep,
            onComment
        });
    }
}

exports.YAMLMap = YAMLMap;
exports.findPair = findPair;


/***/ }),

/***/ 2223:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var createNode = __nccwpck_require__(2404);
var stringifyCollection = __nccwpck_require__(1212);
var Collection = __nccwpck_require__(101);
var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var toJS = __nccwpck_require__(4043);

class YAMLSeq extends Collection.Collection {
    static get tagName() {
        return 'tag:yaml.org,2002:seq';
    }
    constructor(schema) {
        super(identity.SEQ, schema);
        this.items = [];
    }
    add(value) {
        this.items.push(value);
    }
    /**
     * Removes a value from the collection.
     *
     * `key` must contain a representation of an integer for this to succeed.
     * It may be wrapped in a `Scalar`.
     *
     * @returns `true` if the item was found and removed.
     */
    delete(key) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            return false;
        const del = this.items.splice(idx, 1);
        return del.length > 0;
    }
    get(key, keepScalar) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            return undefined;
        const it = this.items[idx];
        return !keepScalar && identity.isScalar(it) ? it.value : it;
    }
    /**
     * Checks if the collection includes a value with the key `key`.
     *
     * `key` must contain a representation of an integer for this to succeed.
     * It may be wrapped in a `Scalar`.
     */
    has(key) {
        const idx = asItemIndex(key);
        return typeof idx === 'number' && idx < this.items.length;
    }
    /**
     * Sets a value in this collection. For `!!set`, `value` needs to be a
     * boolean to add/remove the item from the set.
     *
     * If `key` does not contain a representation of an integer, this will throw.
     * It may be wrapped in a `Scalar`.
     */
    set(key, value) {
        const idx = asItemIndex(key);
        if (typeof idx !== 'number')
            throw new Error(`Expected a valid index, not ${key}.`);
        const prev = this.items[idx];
        if (identity.isScalar(prev) && Scalar.isScalarValue(value))
            prev.value = value;
        else
            this.items[idx] = value;
    }
    toJSON(_, ctx) {
        const seq = [];
        if (ctx?.onCreate)
            ctx.onCreate(seq);
        let i = 0;
        for (const item of this.items)
            seq.push(toJS.toJS(item, String(i++), ctx));
        return seq;
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        return stringifyCollection.stringifyCollection(this, ctx, {
            blockItemPrefix: '- ',
            flowChars: { start: '[', end: ']' },
            itemIndent: (ctx.indent || '') + '  ',
            onChompKeep,
            onComment
        });
    }
    static from(schema, obj, ctx) {
        const { replacer } = ctx;
        const seq = new this(schema);
        if (obj && Symbol.iterator in Object(obj)) {
            let i = 0;
            for (let it of obj) {
                if (typeof replacer === 'function') {
                    const key = obj instanceof Set ? it : String(i++);
                    it = replacer.call(obj, key, it);
                }
                seq.items.push(createNode.createNode(it, undefined, ctx));
            }
        }
        return seq;
    }
}
function asItemIndex(key) {
    let idx = identity.isScalar(key) ? key.value : key;
    if (idx && typeof idx === 'string')
        idx = Number(idx);
    return typeof idx === 'number' && Number.isInteger(idx) && idx >= 0
        ? idx
        : null;
}

exports.YAMLSeq = YAMLSeq;


/***/ }),

/***/ 7104:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var log = __nccwpck_require__(7249);
var merge = __nccwpck_require__(452);
var stringify = __nccwpck_require__(2148);
var identity = __nccwpck_require__(1127);
var toJS = __nccwpck_require__(4043);

function addPairToJSMap(ctx, map, { key, value }) {
    if (identity.isNode(key) && key.addToJSMap)
        key.addToJSMap(ctx, map, value);
    // TODO: Should drop this special case for bare << handling
    else if (merge.isMergeKey(ctx, key))
        merge.addMergeToJSMap(ctx, map, value);
    else {
        const jsKey = toJS.toJS(key, '', ctx);
        if (map instanceof Map) {
            map.set(jsKey, toJS.toJS(value, jsKey, ctx));
        }
        else if (map instanceof Set) {
            map.add(jsKey);
        }
        else {
            const stringKey = stringifyKey(key, jsKey, ctx);
            const jsValue = toJS.toJS(value, stringKey, ctx);
            if (stringKey in map)
                Object.defineProperty(map, stringKey, {
                    value: jsValue,
                    writable: true,
                    enumerable: true,
                    configurable: true
                });
            else
                map[stringKey] = jsValue;
        }
    }
    return map;
}
function stringifyKey(key, jsKey, ctx) {
    if (jsKey === null)
        return '';
    // eslint-disable-next-line @typescript-eslint/no-base-to-string
    if (typeof jsKey !== 'object')
        return String(jsKey);
    if (identity.isNode(key) && ctx?.doc) {
        const strCtx = stringify.createStringifyContext(ctx.doc, {});
        strCtx.anchors = new Set();
        for (const node of ctx.anchors.keys())
            strCtx.anchors.add(node.anchor);
        strCtx.inFlow = true;
        strCtx.inStringifyKey = true;
        const strKey = key.toString(strCtx);
        if (!ctx.mapKeyWarned) {
            let jsonStr = JSON.stringify(strKey);
            if (jsonStr.length > 40)
                jsonStr = jsonStr.substring(0, 36) + '..."';
            log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`);
            ctx.mapKeyWarned = true;
        }
        return strKey;
    }
    return JSON.stringify(jsKey);
}

exports.addPairToJSMap = addPairToJSMap;


/***/ }),

/***/ 1127:
/***/ ((__unused_webpack_module, exports) => {



const ALIAS = Symbol.for('yaml.alias');
const DOC = Symbol.for('yaml.document');
const MAP = Symbol.for('yaml.map');
const PAIR = Symbol.for('yaml.pair');
const SCALAR = Symbol.for('yaml.scalar');
const SEQ = Symbol.for('yaml.seq');
const NODE_TYPE = Symbol.for('yaml.node.type');
const isAlias = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === ALIAS;
const isDocument = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === DOC;
const isMap = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === MAP;
const isPair = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === PAIR;
const isScalar = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === SCALAR;
const isSeq = (node) => !!node && typeof node === 'object' && node[NODE_TYPE] === SEQ;
function isCollection(node) {
    if (node && typeof node === 'object')
        switch (node[NODE_TYPE]) {
            case MAP:
            case SEQ:
                return true;
        }
    return false;
}
function isNode(node) {
    if (node && typeof node === 'object')
        switch (node[NODE_TYPE]) {
            case ALIAS:
            case MAP:
            case SCALAR:
            case SEQ:
                return true;
        }
    return false;
}
const hasAnchor = (node) => (isScalar(node) || isCollection(node)) && !!node.anchor;

exports.ALIAS = ALIAS;
exports.DOC = DOC;
exports.MAP = MAP;
exports.NODE_TYPE = NODE_TYPE;
exports.PAIR = PAIR;
exports.SCALAR = SCALAR;
exports.SEQ = SEQ;
exports.hasAnchor = hasAnchor;
exports.isAlias = isAlias;
exports.isCollection = isCollection;
exports.isDocument = isDocument;
exports.isMap = isMap;
exports.isNode = isNode;
exports.isPair = isPair;
exports.isScalar = isScalar;
exports.isSeq = isSeq;


/***/ }),

/***/ 4043:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);

/**
 * Recursively convert any node or its contents to native JavaScript
 *
 * @param value - The input value
 * @param arg - If `value` defines a `toJSON()` method, use this
 *   as its first argument
 * @param ctx - Conversion context, originally set in Document#toJS(). If
 *   `{ keep: true }` is not set, output should be suitable for JSON
 *   stringification.
 */
function toJS(value, arg, ctx) {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-return
    if (Array.isArray(value))
        return value.map((v, i) => toJS(v, String(i), ctx));
    if (value && typeof value.toJSON === 'function') {
        // eslint-disable-next-line @typescript-eslint/no-unsafe-call
        if (!ctx || !identity.hasAnchor(value))
            return value.toJSON(arg, ctx);
        const data = { aliasCount: 0, count: 1, res: undefined };
        ctx.anchors.set(value, data);
        ctx.onCreate = res => {
            data.res = res;
            delete ctx.onCreate;
        };
        const res = value.toJSON(arg, ctx);
        if (ctx.onCreate)
            ctx.onCreate(res);
        return res;
    }
    if (typeof value === 'bigint' && !ctx?.keep)
        return Number(value);
    return value;
}

exports.toJS = toJS;


/***/ }),

/***/ 110:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var resolveBlockScalar = __nccwpck_require__(8913);
var resolveFlowScalar = __nccwpck_require__(6842);
var errors = __nccwpck_require__(1464);
var stringifyString = __nccwpck_require__(3069);

function resolveAsScalar(token, strict = true, onError) {
    if (token) {
        const _onError = (pos, code, message) => {
            const offset = typeof pos === 'number' ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
            if (onError)
                onError(offset, code, message);
            else
                throw new errors.YAMLParseError([offset, offset + 1], code, message);
        };
        switch (token.type) {
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
            case 'block-scalar':
                return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
        }
    }
    return null;
}
/**
 * Create a new scalar token with `value`
 *
 * Values that represent an actual string but may be parsed as a different type should use a `type` other than `'PLAIN'`,
 * as this function does not support any schema operations and won't check for such conflicts.
 *
 * @param value The string representation of the value, which will have its content properly indented.
 * @param context.end Comments and whitespace after the end of the value, or after the block scalar header. If undefined, a newline will be added.
 * @param context.implicitKey Being within an implicit key may affect the resolved type of the token's value.
 * @param context.indent The indent level of the token.
 * @param context.inFlow Is this scalar within a flow collection? This may affect the resolved type of the token's value.
 * @param context.offset The offset position of the token.
 * @param context.type The preferred type of the scalar token. If undefined, the previous type of the `token` will be used, defaulting to `'PLAIN'`.
 */
function createScalarToken(value, context) {
    const { implicitKey = false, indent, inFlow = false, offset = -1, type = 'PLAIN' } = context;
    const source = stringifyString.stringifyString({ type, value }, {
        implicitKey,
        indent: indent > 0 ? ' '.repeat(indent) : '',
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
    });
    const end = context.end ?? [
        { type: 'newline', offset: -1, indent, source: '\n' }
    ];
    switch (source[0]) {
        case '|':
        case '>': {
            const he = source.indexOf('\n');
            const head = source.substring(0, he);
            const body = source.substring(he + 1) + '\n';
            const props = [
                { type: 'block-scalar-header', offset, indent, source: head }
            ];
            if (!addEndtoBlockProps(props, end))
                props.push({ type: 'newline', offset: -1, indent, source: '\n' });
            return { type: 'block-scalar', offset, indent, props, source: body };
        }
        case '"':
            return { type: 'double-quoted-scalar', offset, indent, source, end };
        case "'":
            return { type: 'single-quoted-scalar', offset, indent, source, end };
        default:
            return { type: 'scalar', offset, indent, source, end };
    }
}
/**
 * Set the value of `token` to the given string `value`, overwriting any previous contents and type that it may have.
 *
 * Best efforts are made to retain any comments previously associated with the `token`,
 * though all contents within a collection's `items` will be overwritten.
 *
 * Values that represent an actual string but may be parsed as a different type should use a `type` other than `'PLAIN'`,
 * as this function does not support any schema operations and won't check for such conflicts.
 *
 * @param token Any token. If it does not include an `indent` value, the value will be stringified as if it were an implicit key.
 * @param value The string representation of the value, which will have its content properly indented.
 * @param context.afterKey In most cases, values after a key should have an additional level of indentation.
 * @param context.implicitKey Being within an implicit key may affect the resolved type of the token's value.
 * @param context.inFlow Being within a flow collection may affect the resolved type of the token's value.
 * @param context.type The preferred type of the scalar token. If undefined, the previous type of the `token` will be used, defaulting to `'PLAIN'`.
 */
function setScalarValue(token, value, context = {}) {
    let { afterKey = false, implicitKey = false, inFlow = false, type } = context;
    let indent = 'indent' in token ? token.indent : null;
    if (afterKey && typeof indent === 'number')
        indent += 2;
    if (!type)
        switch (token.type) {
            case 'single-quoted-scalar':
                type = 'QUOTE_SINGLE';
                break;
            case 'double-quoted-scalar':
                type = 'QUOTE_DOUBLE';
                break;
            case 'block-scalar': {
                const header = token.props[0];
                if (header.type !== 'block-scalar-header')
                    throw new Error('Invalid block scalar header');
                type = header.source[0] === '>' ? 'BLOCK_FOLDED' : 'BLOCK_LITERAL';
                break;
            }
            default:
                type = 'PLAIN';
        }
    const source = stringifyString.stringifyString({ type, value }, {
        implicitKey: implicitKey || indent === null,
        indent: indent !== null && indent > 0 ? ' '.repeat(indent) : '',
        inFlow,
        options: { blockQuote: true, lineWidth: -1 }
    });
    switch (source[0]) {
        case '|':
        case '>':
            setBlockScalarValue(token, source);
            break;
        case '"':
            setFlowScalarValue(token, source, 'double-quoted-scalar');
            break;
        case "'":
            setFlowScalarValue(token, source, 'single-quoted-scalar');
            break;
        default:
            setFlowScalarValue(token, source, 'scalar');
    }
}
function setBlockScalarValue(token, source) {
    const he = source.indexOf('\n');
    const head = source.substring(0, he);
    const body = source.substring(he + 1) + '\n';
    if (token.type === 'block-scalar') {
        const header = token.props[0];
        if (header.type !== 'block-scalar-header')
            throw new Error('Invalid block scalar header');
        header.source = head;
        token.source = body;
    }
    else {
        const { offset } = token;
        const indent = 'indent' in token ? token.indent : -1;
        const props = [
            { type: 'block-scalar-header', offset, indent, source: head }
        ];
        if (!addEndtoBlockProps(props, 'end' in token ? token.end : undefined))
            props.push({ type: 'newline', offset: -1, indent, source: '\n' });
        for (const key of Object.keys(token))
            if (key !== 'type' && key !== 'offset')
                delete token[key];
        Object.assign(token, { type: 'block-scalar', indent, props, source: body });
    }
}
/** @returns `true` if last token is a newline */
function addEndtoBlockProps(props, end) {
    if (end)
        for (const st of end)
            switch (st.type) {
                case 'space':
                case 'comment':
                    props.push(st);
                    break;
                case 'newline':
                    props.push(st);
                    return true;
            }
    return false;
}
function setFlowScalarValue(token, source, type) {
    switch (token.type) {
        case 'scalar':
        case 'double-quoted-scalar':
        case 'single-quoted-scalar':
            token.type = type;
            token.source = source;
            break;
        case 'block-scalar': {
            const end = token.props.slice(1);
            let oa = source.length;
            if (token.props[0].type === 'block-scalar-header')
                oa -= token.props[0].source.length;
            for (const tok of end)
                tok.offset += oa;
            delete token.props;
            Object.assign(token, { type, source, end });
            break;
        }
        case 'block-map':
        case 'block-seq': {
            const offset = token.offset + source.length;
            const nl = { type: 'newline', offset, indent: token.indent, source: '\n' };
            delete token.items;
            Object.assign(token, { type, source, end: [nl] });
            break;
        }
        default: {
            const indent = 'indent' in token ? token.indent : -1;
            const end = 'end' in token && Array.isArray(token.end)
                ? token.end.filter(st => st.type === 'space' ||
                    st.type === 'comment' ||
                    st.type === 'newline')
                : [];
            for (const key of Object.keys(token))
                if (key !== 'type' && key !== 'offset')
                    delete token[key];
            Object.assign(token, { type, indent, source, end });
        }
    }
}

exports.createScalarToken = createScalarToken;
exports.resolveAsScalar = resolveAsScalar;
exports.setScalarValue = setScalarValue;


/***/ }),

/***/ 1733:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Stringify a CST document, token, or collection item
 *
 * Fair warning: This applies no validation whatsoever, and
 * simply concatenates the sources in their logical order.
 */
const stringify = (cst) => 'type' in cst ? stringifyToken(cst) : stringifyItem(cst);
function stringifyToken(token) {
    switch (token.type) {
        case 'block-scalar': {
            let res = '';
            for (const tok of token.props)
                res += stringifyToken(tok);
            return res + token.source;
        }
        case 'block-map':
        case 'block-seq': {
            let res = '';
            for (const item of token.items)
                res += stringifyItem(item);
            return res;
        }
        case 'flow-collection': {
            let res = token.start.source;
            for (const item of token.items)
                res += stringifyItem(item);
            for (const st of token.end)
                res += st.source;
            return res;
        }
        case 'document': {
            let res = stringifyItem(token);
            if (token.end)
                for (const st of token.end)
                    res += st.source;
            return res;
        }
        default: {
            let res = token.source;
            if ('end' in token && token.end)
                for (const st of token.end)
                    res += st.source;
            return res;
        }
    }
}
function stringifyItem({ start, key, sep, value }) {
    let res = '';
    for (const st of start)
        res += st.source;
    if (key)
        res += stringifyToken(key);
    if (sep)
        for (const st of sep)
            res += st.source;
    if (value)
        res += stringifyToken(value);
    return res;
}

exports.stringify = stringify;


/***/ }),

/***/ 7715:
/***/ ((__unused_webpack_module, exports) => {



const BREAK = Symbol('break visit');
const SKIP = Symbol('skip children');
const REMOVE = Symbol('remove item');
/**
 * Apply a visitor to a CST document or item.
 *
 * Walks through the tree (depth-first) starting from the root, calling a
 * `visitor` function with two arguments when entering each item:
 *   - `item`: The current item, which included the following members:
 *     - `start: SourceToken[]` – Source tokens before the key or value,
 *       possibly including its anchor or tag.
 *     - `key?: Token | null` – Set for pair values. May then be `null`, if
 *       the key before the `:` separator is empty.
 *     - `sep?: SourceToken[]` – Source tokens between the key and the value,
 *       which should include the `:` map value indicator if `value` is set.
 *     - `value?: Token` – The value of a sequence item, or of a map pair.
 *   - `path`: The steps from the root to the current node, as an array of
 *     `['key' | 'value', number]` tuples.
 *
 * The return value of the visitor may be used to control the traversal:
 *   - `undefined` (default): Do nothing and continue
 *   - `visit.SKIP`: Do not visit the children of this token, continue with
 *      next sibling
 *   - `visit.BREAK`: Terminate traversal completely
 *   - `visit.REMOVE`: Remove the current item, then continue with the next one
 *   - `number`: Set the index of the next step. This is useful especially if
 *     the index of the current token has changed.
 *   - `function`: Define the next visitor for this item. After the original
 *     visitor is called on item entry, next visitors are called after handling
 *     a non-empty `key` and when exiting the item.
 */
function visit(cst, visitor) {
    if ('type' in cst && cst.type === 'document')
        cst = { start: cst.start, value: cst.value };
    _visit(Object.freeze([]), cst, visitor);
}
// Without the `as symbol` casts, TS declares these in the `visit`
// namespace using `var`, but then complains about that because
// `unique symbol` must be `const`.
/** Terminate visit traversal completely */
visit.BREAK = BREAK;
/** Do not visit the children of the current item */
visit.SKIP = SKIP;
/** Remove the current item */
visit.REMOVE = REMOVE;
/** Find the item at `path` from `cst` as the root */
visit.itemAtPath = (cst, path) => {
    let item = cst;
    for (const [field, index] of path) {
        const tok = item?.[field];
        if (tok && 'items' in tok) {
            item = tok.items[index];
        }
        else
            return undefined;
    }
    return item;
};
/**
 * Get the immediate parent collection of the item at `path` from `cst` as the root.
 *
 * Throws an error if the collection is not found, which should never happen if the item itself exists.
 */
visit.parentCollection = (cst, path) => {
    const parent = visit.itemAtPath(cst, path.slice(0, -1));
    const field = path[path.length - 1][0];
    const coll = parent?.[field];
    if (coll && 'items' in coll)
        return coll;
    throw new Error('Parent collection not found');
};
function _visit(path, item, visitor) {
    let ctrl = visitor(item, path);
    if (typeof ctrl === 'symbol')
        return ctrl;
    for (const field of ['key', 'value']) {
        const token = item[field];
        if (token && 'items' in token) {
            for (let i = 0; i < token.items.length; ++i) {
                const ci = _visit(Object.freeze(path.concat([[field, i]])), token.items[i], visitor);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    token.items.splice(i, 1);
                    i -= 1;
                }
            }
            if (typeof ctrl === 'function' && field === 'key')
                ctrl = ctrl(item, path);
        }
    }
    return typeof ctrl === 'function' ? ctrl(item, path) : ctrl;
}

exports.visit = visit;


/***/ }),

/***/ 3461:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var cstScalar = __nccwpck_require__(110);
var cstStringify = __nccwpck_require__(1733);
var cstVisit = __nccwpck_require__(7715);

/** The byte order mark */
const BOM = '\u{FEFF}';
/** Start of doc-mode */
const DOCUMENT = '\x02'; // C0: Start of Text
/** Unexpected end of flow-mode */
const FLOW_END = '\x18'; // C0: Cancel
/** Next token is a scalar value */
const SCALAR = '\x1f'; // C0: Unit Separator
/** @returns `true` if `token` is a flow or block collection */
const isCollection = (token) => !!token && 'items' in token;
/** @returns `true` if `token` is a flow or block scalar; not an alias */
const isScalar = (token) => !!token &&
    (token.type === 'scalar' ||
        token.type === 'single-quoted-scalar' ||
        token.type === 'double-quoted-scalar' ||
        token.type === 'block-scalar');
/* istanbul ignore next */
/** Get a printable representation of a lexer token */
function prettyToken(token) {
    switch (token) {
        case BOM:
            return '<BOM>';
        case DOCUMENT:
            return '<DOC>';
        case FLOW_END:
            return '<FLOW_END>';
        case SCALAR:
            return '<SCALAR>';
        default:
            return JSON.stringify(token);
    }
}
/** Identify the type of a lexer token. May return `null` for unknown tokens. */
function tokenType(source) {
    switch (source) {
        case BOM:
            return 'byte-order-mark';
        case DOCUMENT:
            return 'doc-mode';
        case FLOW_END:
            return 'flow-error-end';
        case SCALAR:
            return 'scalar';
        case '---':
            return 'doc-start';
        case '...':
            return 'doc-end';
        case '':
        case '\n':
        case '\r\n':
            return 'newline';
        case '-':
            return 'seq-item-ind';
        case '?':
            return 'explicit-key-ind';
        case ':':
            return 'map-value-ind';
        case '{':
            return 'flow-map-start';
        case '}':
            return 'flow-map-end';
        case '[':
            return 'flow-seq-start';
        case ']':
            return 'flow-seq-end';
        case ',':
            return 'comma';
    }
    switch (source[0]) {
        case ' ':
        case '\t':
            return 'space';
        case '#':
            return 'comment';
        case '%':
            return 'directive-line';
        case '*':
            return 'alias';
        case '&':
            return 'anchor';
        case '!':
            return 'tag';
        case "'":
            return 'single-quoted-scalar';
        case '"':
            return 'double-quoted-scalar';
        case '|':
        case '>':
            return 'block-scalar-header';
    }
    return null;
}

exports.createScalarToken = cstScalar.createScalarToken;
exports.resolveAsScalar = cstScalar.resolveAsScalar;
exports.setScalarValue = cstScalar.setScalarValue;
exports.stringify = cstStringify.stringify;
exports.visit = cstVisit.visit;
exports.BOM = BOM;
exports.DOCUMENT = DOCUMENT;
exports.FLOW_END = FLOW_END;
exports.SCALAR = SCALAR;
exports.isCollection = isCollection;
exports.isScalar = isScalar;
exports.prettyToken = prettyToken;
exports.tokenType = tokenType;


/***/ }),

/***/ 361:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var cst = __nccwpck_require__(3461);

/*
START -> stream

stream
  directive -> line-end -> stream
  indent + line-end -> stream
  [else] -> line-start

line-end
  comment -> line-end
  newline -> .
  input-end -> END

line-start
  doc-start -> doc
  doc-end -> stream
  [else] -> indent -> block-start

block-start
  seq-item-start -> block-start
  explicit-key-start -> block-start
  map-value-start -> block-start
  [else] -> doc

doc
  line-end -> line-start
  spaces -> doc
  anchor -> doc
  tag -> doc
  flow-start -> flow -> doc
  flow-end -> error -> doc
  seq-item-start -> error -> doc
  explicit-key-start -> error -> doc
  map-value-start -> doc
  alias -> doc
  quote-start -> quoted-scalar -> doc
  block-scalar-header -> line-end -> block-scalar(min) -> line-start
  [else] -> plain-scalar(false, min) -> doc

flow
  line-end -> flow
  spaces -> flow
  anchor -> flow
  tag -> flow
  flow-start -> flow -> flow
  flow-end -> .
  seq-item-start -> error -> flow
  explicit-key-start -> flow
  map-value-start -> flow
  alias -> flow
  quote-start -> quoted-scalar -> flow
  comma -> flow
  [else] -> plain-scalar(true, 0) -> flow

quoted-scalar
  quote-end -> .
  [else] -> quoted-scalar

block-scalar(min)
  newline + peek(indent < min) -> .
  [else] -> block-scalar(min)

plain-scalar(is-flow, min)
  scalar-end(is-flow) -> .
  peek(newline + (indent < min)) -> .
  [else] -> plain-scalar(min)
*/
function isEmpty(ch) {
    switch (ch) {
        case undefined:
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            return true;
        default:
            return false;
    }
}
const hexDigits = new Set('0123456789ABCDEFabcdef');
const tagChars = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");
const flowIndicatorChars = new Set(',[]{}');
const invalidAnchorChars = new Set(' ,[]{}\n\r\t');
const isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch);
/**
 * Splits an input string into lexical tokens, i.e. smaller strings that are
 * easily identifiable by `tokens.tokenType()`.
 *
 * Lexing starts always in a "stream" context. Incomplete input may be buffered
 * until a complete token can be emitted.
 *
 * In addition to slices of the original input, the following control characters
 * may also be emitted:
 *
 * - `\x02` (Start of Text): A document starts with the next token
 * - `\x18` (Cancel): Unexpected end of flow-mode (indicates an error)
 * - `\x1f` (Unit Separator): Next token is a scalar value
 * - `\u{FEFF}` (Byte order mark): Emitted separately outside documents
 */
class Lexer {
    constructor() {
        /**
         * Flag indicating whether the end of the current buffer marks the end of
         * all input
         */
        this.atEnd = false;
        /**
         * Explicit indent set in block scalar header, as an offset from the current
         * minimum indent, so e.g. set to 1 from a header `|2+`. Set to -1 if not
         * explicitly set.
         */
        this.blockScalarIndent = -1;
        /**
         * Block scalars that include a + (keep) chomping indicator in their header
         * include trailing empty lines, which are otherwise excluded from the
         * scalar's contents.
         */
        this.blockScalarKeep = false;
        /** Current input */
        this.buffer = '';
        /**
         * Flag noting whether the map value indicator : can immediately follow this
         * node within a flow context.
         */
        this.flowKey = false;
        /** Count of surrounding flow collection levels. */
        this.flowLevel = 0;
        /**
         * Minimum level of indentation required for next lines to be parsed as a
         * part of the current scalar value.
         */
        this.indentNext = 0;
        /** Indentation level of the current line. */
        this.indentValue = 0;
        /** Position of the next \n character. */
        this.lineEndPos = null;
        /** Stores the state of the lexer if reaching the end of incpomplete input */
        this.next = null;
        /** A pointer to `buffer`; the current position of the lexer. */
        this.pos = 0;
    }
    /**
     * Generate YAML tokens from the `source` string. If `incomplete`,
     * a part of the last line may be left as a buffer for the next call.
     *
     * @returns A generator of lexical tokens
     */
    *lex(source, incomplete = false) {
        if (source) {
            if (typeof source !== 'string')
                throw TypeError('source is not a string');
            this.buffer = this.buffer ? this.buffer + source : source;
            this.lineEndPos = null;
        }
        this.atEnd = !incomplete;
        let next = this.next ?? 'stream';
        while (next && (incomplete || this.hasChars(1)))
            next = yield* this.parseNext(next);
    }
    atLineEnd() {
        let i = this.pos;
        let ch = this.buffer[i];
        while (ch === ' ' || ch === '\t')
            ch = this.buffer[++i];
        if (!ch || ch === '#' || ch === '\n')
            return true;
        if (ch === '\r')
            return this.buffer[i + 1] === '\n';
        return false;
    }
    charAt(n) {
        return this.buffer[this.pos + n];
    }
    continueScalar(offset) {
        let ch = this.buffer[offset];
        if (this.indentNext > 0) {
            let indent = 0;
            while (ch === ' ')
                ch = this.buffer[++indent + offset];
            if (ch === '\r') {
                const next = this.buffer[indent + offset + 1];
                if (next === '\n' || (!next && !this.atEnd))
                    return offset + indent + 1;
            }
            return ch === '\n' || indent >= this.indentNext || (!ch && !this.atEnd)
                ? offset + indent
                : -1;
        }
        if (ch === '-' || ch === '.') {
            const dt = this.buffer.substr(offset, 3);
            if ((dt === '---' || dt === '...') && isEmpty(this.buffer[offset + 3]))
                return -1;
        }
        return offset;
    }
    getLine() {
        let end = this.lineEndPos;
        if (typeof end !== 'number' || (end !== -1 && end < this.pos)) {
            end = this.buffer.indexOf('\n', this.pos);
            this.lineEndPos = end;
        }
        if (end === -1)
            return this.atEnd ? this.buffer.substring(this.pos) : null;
        if (this.buffer[end - 1] === '\r')
            end -= 1;
        return this.buffer.substring(this.pos, end);
    }
    hasChars(n) {
        return this.pos + n <= this.buffer.length;
    }
    setNext(state) {
        this.buffer = this.buffer.substring(this.pos);
        this.pos = 0;
        this.lineEndPos = null;
        this.next = state;
        return null;
    }
    peek(n) {
        return this.buffer.substr(this.pos, n);
    }
    *parseNext(next) {
        switch (next) {
            case 'stream':
                return yield* this.parseStream();
            case 'line-start':
                return yield* this.parseLineStart();
            case 'block-start':
                return yield* this.parseBlockStart();
            case 'doc':
                return yield* this.parseDocument();
            case 'flow':
                return yield* this.parseFlowCollection();
            case 'quoted-scalar':
                return yield* this.parseQuotedScalar();
            case 'block-scalar':
                return yield* this.parseBlockScalar();
            case 'plain-scalar':
                return yield* this.parsePlainScalar();
        }
    }
    *parseStream() {
        let line = this.getLine();
        if (line === null)
            return this.setNext('stream');
        if (line[0] === cst.BOM) {
            yield* this.pushCount(1);
            line = line.substring(1);
        }
        if (line[0] === '%') {
            let dirEnd = line.length;
            let cs = line.indexOf('#');
            while (cs !== -1) {
                const ch = line[cs - 1];
                if (ch === ' ' || ch === '\t') {
                    dirEnd = cs - 1;
                    break;
                }
                else {
                    cs = line.indexOf('#', cs + 1);
                }
            }
            while (true) {
                const ch = line[dirEnd - 1];
                if (ch === ' ' || ch === '\t')
                    dirEnd -= 1;
                else
                    break;
            }
            const n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(true));
            yield* this.pushCount(line.length - n); // possible comment
            this.pushNewline();
            return 'stream';
        }
        if (this.atLineEnd()) {
            const sp = yield* this.pushSpaces(true);
            yield* this.pushCount(line.length - sp);
            yield* this.pushNewline();
            return 'stream';
        }
        yield cst.DOCUMENT;
        return yield* this.parseLineStart();
    }
    *parseLineStart() {
        const ch = this.charAt(0);
        if (!ch && !this.atEnd)
            return this.setNext('line-start');
        if (ch === '-' || ch === '.') {
            if (!this.atEnd && !this.hasChars(4))
                return this.setNext('line-start');
            const s = this.peek(3);
            if ((s === '---' || s === '...') && isEmpty(this.charAt(3))) {
                yield* this.pushCount(3);
                this.indentValue = 0;
                this.indentNext = 0;
                return s === '---' ? 'doc' : 'stream';
            }
        }
        this.indentValue = yield* this.pushSpaces(false);
        if (this.indentNext > this.indentValue && !isEmpty(this.charAt(1)))
            this.indentNext = this.indentValue;
        return yield* this.parseBlockStart();
    }
    *parseBlockStart() {
        const [ch0, ch1] = this.peek(2);
        if (!ch1 && !this.atEnd)
            return this.setNext('block-start');
        if ((ch0 === '-' || ch0 === '?' || ch0 === ':') && isEmpty(ch1)) {
            const n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(true));
            this.indentNext = this.indentValue + 1;
            this.indentValue += n;
            return 'block-start';
        }
        return 'doc';
    }
    *parseDocument() {
        yield* this.pushSpaces(true);
        const line = this.getLine();
        if (line === null)
            return this.setNext('doc');
        let n = yield* this.pushIndicators();
        switch (line[n]) {
            case '#':
                yield* this.pushCount(line.length - n);
            // fallthrough
            case undefined:
                yield* this.pushNewline();
                return yield* this.parseLineStart();
            case '{':
            case '[':
                yield* this.pushCount(1);
                this.flowKey = false;
                this.flowLevel = 1;
                return 'flow';
            case '}':
            case ']':
                // this is an error
                yield* this.pushCount(1);
                return 'doc';
            case '*':
                yield* this.pushUntil(isNotAnchorChar);
                return 'doc';
            case '"':
            case "'":
                return yield* this.parseQuotedScalar();
            case '|':
            case '>':
                n += yield* this.parseBlockScalarHeader();
                n += yield* this.pushSpaces(true);
                yield* this.pushCount(line.length - n);
                yield* this.pushNewline();
                return yield* this.parseBlockScalar();
            default:
                return yield* this.parsePlainScalar();
        }
    }
    *parseFlowCollection() {
        let nl, sp;
        let indent = -1;
        do {
            nl = yield* this.pushNewline();
            if (nl > 0) {
                sp = yield* this.pushSpaces(false);
                this.indentValue = indent = sp;
            }
            else {
                sp = 0;
            }
            sp += yield* this.pushSpaces(true);
        } while (nl + sp > 0);
        const line = this.getLine();
        if (line === null)
            return this.setNext('flow');
        if ((indent !== -1 && indent < this.indentNext && line[0] !== '#') ||
            (indent === 0 &&
                (line.startsWith('---') || line.startsWith('...')) &&
                isEmpty(line[3]))) {
            // Allowing for the terminal ] or } at the same (rather than greater)
            // indent level as the initial [ or { is technically invalid, but
            // failing here would be surprising to users.
            const atFlowEndMarker = indent === this.indentNext - 1 &&
                this.flowLevel === 1 &&
                (line[0] === ']' || line[0] === '}');
            if (!atFlowEndMarker) {
                // this is an error
                this.flowLevel = 0;
                yield cst.FLOW_END;
                return yield* this.parseLineStart();
            }
        }
        let n = 0;
        while (line[n] === ',') {
            n += yield* this.pushCount(1);
            n += yield* this.pushSpaces(true);
            this.flowKey = false;
        }
        n += yield* this.pushIndicators();
        switch (line[n]) {
            case undefined:
                return 'flow';
            case '#':
                yield* this.pushCount(line.length - n);
                return 'flow';
            case '{':
            case '[':
                yield* this.pushCount(1);
                this.flowKey = false;
                this.flowLevel += 1;
                return 'flow';
            case '}':
            case ']':
                yield* this.pushCount(1);
                this.flowKey = true;
                this.flowLevel -= 1;
                return this.flowLevel ? 'flow' : 'doc';
            case '*':
                yield* this.pushUntil(isNotAnchorChar);
                return 'flow';
            case '"':
            case "'":
                this.flowKey = true;
                return yield* this.parseQuotedScalar();
            case ':': {
                const next = this.charAt(1);
                if (this.flowKey || isEmpty(next) || next === ',') {
                    this.flowKey = false;
                    yield* this.pushCount(1);
                    yield* this.pushSpaces(true);
                    return 'flow';
                }
            }
            // fallthrough
            default:
                this.flowKey = false;
                return yield* this.parsePlainScalar();
        }
    }
    *parseQuotedScalar() {
        const quote = this.charAt(0);
        let end = this.buffer.indexOf(quote, this.pos + 1);
        if (quote === "'") {
            while (end !== -1 && this.buffer[end + 1] === "'")
                end = this.buffer.indexOf("'", end + 2);
        }
        else {
            // double-quote
            while (end !== -1) {
                let n = 0;
                while (this.buffer[end - 1 - n] === '\\')
                    n += 1;
                if (n % 2 === 0)
                    break;
                end = this.buffer.indexOf('"', end + 1);
            }
        }
        // Only looking for newlines within the quotes
        const qb = this.buffer.substring(0, end);
        let nl = qb.indexOf('\n', this.pos);
        if (nl !== -1) {
            while (nl !== -1) {
                const cs = this.continueScalar(nl + 1);
                if (cs === -1)
                    break;
                nl = qb.indexOf('\n', cs);
            }
            if (nl !== -1) {
                // this is an error caused by an unexpected unindent
                end = nl - (qb[nl - 1] === '\r' ? 2 : 1);
            }
        }
        if (end === -1) {
            if (!this.atEnd)
                return this.setNext('quoted-scalar');
            end = this.buffer.length;
        }
        yield* this.pushToIndex(end + 1, false);
        return this.flowLevel ? 'flow' : 'doc';
    }
    *parseBlockScalarHeader() {
        this.blockScalarIndent = -1;
        this.blockScalarKeep = false;
        let i = this.pos;
        while (true) {
            const ch = this.buffer[++i];
            if (ch === '+')
                this.blockScalarKeep = true;
            else if (ch > '0' && ch <= '9')
                this.blockScalarIndent = Number(ch) - 1;
            else if (ch !== '-')
                break;
        }
        return yield* this.pushUntil(ch => isEmpty(ch) || ch === '#');
    }
    *parseBlockScalar() {
        let nl = this.pos - 1; // may be -1 if this.pos === 0
        let indent = 0;
        let ch;
        loop: for (let i = this.pos; (ch = this.buffer[i]); ++i) {
            switch (ch) {
                case ' ':
                    indent += 1;
                    break;
                case '\n':
                    nl = i;
                    indent = 0;
                    break;
                case '\r': {
                    const next = this.buffer[i + 1];
                    if (!next && !this.atEnd)
                        return this.setNext('block-scalar');
                    if (next === '\n')
                        break;
                } // fallthrough
                default:
                    break loop;
            }
        }
        if (!ch && !this.atEnd)
            return this.setNext('block-scalar');
        if (indent >= this.indentNext) {
            if (this.blockScalarIndent === -1)
                this.indentNext = indent;
            else {
                this.indentNext =
                    this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
            }
            do {
                const cs = this.continueScalar(nl + 1);
                if (cs === -1)
                    break;
                nl = this.buffer.indexOf('\n', cs);
            } while (nl !== -1);
            if (nl === -1) {
                if (!this.atEnd)
                    return this.setNext('block-scalar');
                nl = this.buffer.length;
            }
        }
        // Trailing insufficiently indented tabs are invalid.
        // To catch that during parsing, we include them in the block scalar value.
        let i = nl + 1;
        ch = this.buffer[i];
        while (ch === ' ')
            ch = this.buffer[++i];
        if (ch === '\t') {
            while (ch === '\t' || ch === ' ' || ch === '\r' || ch === '\n')
                ch = this.buffer[++i];
            nl = i - 1;
        }
        else if (!this.blockScalarKeep) {
            do {
                let i = nl - 1;
                let ch = this.buffer[i];
                if (ch === '\r')
                    ch = this.buffer[--i];
                const lastChar = i; // Drop the line if last char not more indented
                while (ch === ' ')
                    ch = this.buffer[--i];
                if (ch === '\n' && i >= this.pos && i + 1 + indent > lastChar)
                    nl = i;
                else
                    break;
            } while (true);
        }
        yield cst.SCALAR;
        yield* this.pushToIndex(nl + 1, true);
        return yield* this.parseLineStart();
    }
    *parsePlainScalar() {
        const inFlow = this.flowLevel > 0;
        let end = this.pos - 1;
        let i = this.pos - 1;
        let ch;
        while ((ch = this.buffer[++i])) {
            if (ch === ':') {
                const next = this.buffer[i + 1];
                if (isEmpty(next) || (inFlow && flowIndicatorChars.has(next)))
                    break;
                end = i;
            }
            else if (isEmpty(ch)) {
                let next = this.buffer[i + 1];
                if (ch === '\r') {
                    if (next === '\n') {
                        i += 1;
                        ch = '\n';
                        next = this.buffer[i + 1];
                    }
                    else
                        end = i;
                }
                if (next === '#' || (inFlow && flowIndicatorChars.has(next)))
                    break;
                if (ch === '\n') {
                    const cs = this.continueScalar(i + 1);
                    if (cs === -1)
                        break;
                    i = Math.max(i, cs - 2); // to advance, but still account for ' #'
                }
            }
            else {
                if (inFlow && flowIndicatorChars.has(ch))
                    break;
                end = i;
            }
        }
        if (!ch && !this.atEnd)
            return this.setNext('plain-scalar');
        yield cst.SCALAR;
        yield* this.pushToIndex(end + 1, true);
        return inFlow ? 'flow' : 'doc';
    }
    *pushCount(n) {
        if (n > 0) {
            yield this.buffer.substr(this.pos, n);
            this.pos += n;
            return n;
        }
        return 0;
    }
    *pushToIndex(i, allowEmpty) {
        const s = this.buffer.slice(this.pos, i);
        if (s) {
            yield s;
            this.pos += s.length;
            return s.length;
        }
        else if (allowEmpty)
            yield '';
        return 0;
    }
    *pushIndicators() {
        let n = 0;
        loop: while (true) {
            switch (this.charAt(0)) {
                case '!':
                    n += yield* this.pushTag();
                    n += yield* this.pushSpaces(true);
                    continue loop;
                case '&':
                    n += yield* this.pushUntil(isNotAnchorChar);
                    n += yield* this.pushSpaces(true);
                    continue loop;
                case '-': // this is an error
                case '?': // this is an error outside flow collections
                case ':': {
                    const inFlow = this.flowLevel > 0;
                    const ch1 = this.charAt(1);
                    if (isEmpty(ch1) || (inFlow && flowIndicatorChars.has(ch1))) {
                        if (!inFlow)
                            this.indentNext = this.indentValue + 1;
                        else if (this.flowKey)
                            this.flowKey = false;
                        n += yield* this.pushCount(1);
                        n += yield* this.pushSpaces(true);
                        continue loop;
                    }
                }
            }
            break loop;
        }
        return n;
    }
    *pushTag() {
        if (this.charAt(1) === '<') {
            let i = this.pos + 2;
            let ch = this.buffer[i];
            while (!isEmpty(ch) && ch !== '>')
                ch = this.buffer[++i];
            return yield* this.pushToIndex(ch === '>' ? i + 1 : i, false);
        }
        else {
            let i = this.pos + 1;
            let ch = this.buffer[i];
            while (ch) {
                if (tagChars.has(ch))
                    ch = this.buffer[++i];
                else if (ch === '%' &&
                    hexDigits.has(this.buffer[i + 1]) &&
                    hexDigits.has(this.buffer[i + 2])) {
                    ch = this.buffer[(i += 3)];
                }
                else
                    break;
            }
            return yield* this.pushToIndex(i, false);
        }
    }
    *pushNewline() {
        const ch = this.buffer[this.pos];
        if (ch === '\n')
            return yield* this.pushCount(1);
        else if (ch === '\r' && this.charAt(1) === '\n')
            return yield* this.pushCount(2);
        else
            return 0;
    }
    *pushSpaces(allowTabs) {
        let i = this.pos - 1;
        let ch;
        do {
            ch = this.buffer[++i];
        } while (ch === ' ' || (allowTabs && ch === '\t'));
        const n = i - this.pos;
        if (n > 0) {
            yield this.buffer.substr(this.pos, n);
            this.pos = i;
        }
        return n;
    }
    *pushUntil(test) {
        let i = this.pos;
        let ch = this.buffer[i];
        while (!test(ch))
            ch = this.buffer[++i];
        return yield* this.pushToIndex(i, false);
    }
}

exports.Lexer = Lexer;


/***/ }),

/***/ 6628:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Tracks newlines during parsing in order to provide an efficient API for
 * determining the one-indexed `{ line, col }` position for any offset
 * within the input.
 */
class LineCounter {
    constructor() {
        this.lineStarts = [];
        /**
         * Should be called in ascending order. Otherwise, call
         * `lineCounter.lineStarts.sort()` before calling `linePos()`.
         */
        this.addNewLine = (offset) => this.lineStarts.push(offset);
        /**
         * Performs a binary search and returns the 1-indexed { line, col }
         * position of `offset`. If `line === 0`, `addNewLine` has never been
         * called or `offset` is before the first known newline.
         */
        this.linePos = (offset) => {
            let low = 0;
            let high = this.lineStarts.length;
            while (low < high) {
                const mid = (low + high) >> 1; // Math.floor((low + high) / 2)
                if (this.lineStarts[mid] < offset)
                    low = mid + 1;
                else
                    high = mid;
            }
            if (this.lineStarts[low] === offset)
                return { line: low + 1, col: 1 };
            if (low === 0)
                return { line: 0, col: offset };
            const start = this.lineStarts[low - 1];
            return { line: low, col: offset - start + 1 };
        };
    }
}

exports.LineCounter = LineCounter;


/***/ }),

/***/ 3456:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_process = __nccwpck_require__(932);
var cst = __nccwpck_require__(3461);
var lexer = __nccwpck_require__(361);

function includesToken(list, type) {
    for (let i = 0; i < list.length; ++i)
        if (list[i].type === type)
            return true;
    return false;
}
function findNonEmptyIndex(list) {
    for (let i = 0; i < list.length; ++i) {
        switch (list[i].type) {
            case 'space':
            case 'comment':
            case 'newline':
                break;
            default:
                return i;
        }
    }
    return -1;
}
function isFlowToken(token) {
    switch (token?.type) {
        case 'alias':
        case 'scalar':
        case 'single-quoted-scalar':
        case 'double-quoted-scalar':
        case 'flow-collection':
            return true;
        default:
            return false;
    }
}
function getPrevProps(parent) {
    switch (parent.type) {
        case 'document':
            return parent.start;
        case 'block-map': {
            const it = parent.items[parent.items.length - 1];
            return it.sep ?? it.start;
        }
        case 'block-seq':
            return parent.items[parent.items.length - 1].start;
        /* istanbul ignore next should not happen */
        default:
            return [];
    }
}
/** Note: May modify input array */
function getFirstKeyStartProps(prev) {
    if (prev.length === 0)
        return [];
    let i = prev.length;
    loop: while (--i >= 0) {
        switch (prev[i].type) {
            case 'doc-start':
            case 'explicit-key-ind':
            case 'map-value-ind':
            case 'seq-item-ind':
            case 'newline':
                break loop;
        }
    }
    while (prev[++i]?.type === 'space') {
        /* loop */
    }
    return prev.splice(i, prev.length);
}
function arrayPushArray(target, source) {
    // May exhaust call stack with large `source` array
    if (source.length < 1e5)
        Array.prototype.push.apply(target, source);
    else
        for (let i = 0; i < source.length; ++i)
            target.push(source[i]);
}
function fixFlowSeqItems(fc) {
    if (fc.start.type === 'flow-seq-start') {
        for (const it of fc.items) {
            if (it.sep &&
                !it.value &&
                !includesToken(it.start, 'explicit-key-ind') &&
                !includesToken(it.sep, 'map-value-ind')) {
                if (it.key)
                    it.value = it.key;
                delete it.key;
                if (isFlowToken(it.value)) {
                    if (it.value.end)
                        arrayPushArray(it.value.end, it.sep);
                    else
                        it.value.end = it.sep;
                }
                else
                    arrayPushArray(it.start, it.sep);
                delete it.sep;
            }
        }
    }
}
/**
 * A YAML concrete syntax tree (CST) parser
 *
 * ```ts
 * const src: string = ...
 * for (const token of new Parser().parse(src)) {
 *   // token: Token
 * }
 * ```
 *
 * To use the parser with a user-provided lexer:
 *
 * ```ts
 * function* parse(source: string, lexer: Lexer) {
 *   const parser = new Parser()
 *   for (const lexeme of lexer.lex(source))
 *     yield* parser.next(lexeme)
 *   yield* parser.end()
 * }
 *
 * const src: string = ...
 * const lexer = new Lexer()
 * for (const token of parse(src, lexer)) {
 *   // token: Token
 * }
 * ```
 */
class Parser {
    /**
     * @param onNewLine - If defined, called separately with the start position of
     *   each new line (in `parse()`, including the start of input).
     */
    constructor(onNewLine) {
        /** If true, space and sequence indicators count as indentation */
        this.atNewLine = true;
        /** If true, next token is a scalar value */
        this.atScalar = false;
        /** Current indentation level */
        this.indent = 0;
        /** Current offset since the start of parsing */
        this.offset = 0;
        /** On the same line with a block map key */
        this.onKeyLine = false;
        /** Top indicates the node that's currently being built */
        this.stack = [];
        /** The source of the current token, set in parse() */
        this.source = '';
        /** The type of the current token, set in parse() */
        this.type = '';
        // Must be defined after `next()`
        this.lexer = new lexer.Lexer();
        this.onNewLine = onNewLine;
    }
    /**
     * Parse `source` as a YAML stream.
     * If `incomplete`, a part of the last line may be left as a buffer for the next call.
     *
     * Errors are not thrown, but yielded as `{ type: 'error', message }` tokens.
     *
     * @returns A generator of tokens representing each directive, document, and other structure.
     */
    *parse(source, incomplete = false) {
        if (this.onNewLine && this.offset === 0)
            this.onNewLine(0);
        for (const lexeme of this.lexer.lex(source, incomplete))
            yield* this.next(lexeme);
        if (!incomplete)
            yield* this.end();
    }
    /**
     * Advance the parser by the `source` of one lexical token.
     */
    *next(source) {
        this.source = source;
        if (node_process.env.LOG_TOKENS)
            console.log('|', cst.prettyToken(source));
        if (this.atScalar) {
            this.atScalar = false;
            yield* this.step();
            this.offset += source.length;
            return;
        }
        const type = cst.tokenType(source);
        if (!type) {
            const message = `Not a YAML token: ${source}`;
            yield* this.pop({ type: 'error', offset: this.offset, message, source });
            this.offset += source.length;
        }
        else if (type === 'scalar') {
            this.atNewLine = false;
            this.atScalar = true;
            this.type = 'scalar';
        }
        else {
            this.type = type;
            yield* this.step();
            switch (type) {
                case 'newline':
                    this.atNewLine = true;
                    this.indent = 0;
                    if (this.onNewLine)
                        this.onNewLine(this.offset + source.length);
                    break;
                case 'space':
                    if (this.atNewLine && source[0] === ' ')
                        this.indent += source.length;
                    break;
                case 'explicit-key-ind':
                case 'map-value-ind':
                case 'seq-item-ind':
                    if (this.atNewLine)
                        this.indent += source.length;
                    break;
                case 'doc-mode':
                case 'flow-error-end':
                    return;
                default:
                    this.atNewLine = false;
            }
            this.offset += source.length;
        }
    }
    /** Call at end of input to push out any remaining constructions */
    *end() {
        while (this.stack.length > 0)
            yield* this.pop();
    }
    get sourceToken() {
        const st = {
            type: this.type,
            offset: this.offset,
            indent: this.indent,
            source: this.source
        };
        return st;
    }
    *step() {
        const top = this.peek(1);
        if (this.type === 'doc-end' && top?.type !== 'doc-end') {
            while (this.stack.length > 0)
                yield* this.pop();
            this.stack.push({
                type: 'doc-end',
                offset: this.offset,
                source: this.source
            });
            return;
        }
        if (!top)
            return yield* this.stream();
        switch (top.type) {
            case 'document':
                return yield* this.document(top);
            case 'alias':
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return yield* this.scalar(top);
            case 'block-scalar':
                return yield* this.blockScalar(top);
            case 'block-map':
                return yield* this.blockMap(top);
            case 'block-seq':
                return yield* this.blockSequence(top);
            case 'flow-collection':
                return yield* this.flowCollection(top);
            case 'doc-end':
                return yield* this.documentEnd(top);
        }
        /* istanbul ignore next should not happen */
        yield* this.pop();
    }
    peek(n) {
        return this.stack[this.stack.length - n];
    }
    *pop(error) {
        const token = error ?? this.stack.pop();
        /* istanbul ignore if should not happen */
        if (!token) {
            const message = 'Tried to pop an empty stack';
            yield { type: 'error', offset: this.offset, source: '', message };
        }
        else if (this.stack.length === 0) {
            yield token;
        }
        else {
            const top = this.peek(1);
            if (token.type === 'block-scalar') {
                // Block scalars use their parent rather than header indent
                token.indent = 'indent' in top ? top.indent : 0;
            }
            else if (token.type === 'flow-collection' && top.type === 'document') {
                // Ignore all indent for top-level flow collections
                token.indent = 0;
            }
            if (token.type === 'flow-collection')
                fixFlowSeqItems(token);
            switch (top.type) {
                case 'document':
                    top.value = token;
                    break;
                case 'block-scalar':
                    top.props.push(token); // error
                    break;
                case 'block-map': {
                    const it = top.items[top.items.length - 1];
                    if (it.value) {
                        top.items.push({ start: [], key: token, sep: [] });
                        this.onKeyLine = true;
                        return;
                    }
                    else if (it.sep) {
                        it.value = token;
                    }
                    else {
                        Object.assign(it, { key: token, sep: [] });
                        this.onKeyLine = !it.explicitKey;
                        return;
                    }
                    break;
                }
                case 'block-seq': {
                    const it = top.items[top.items.length - 1];
                    if (it.value)
                        top.items.push({ start: [], value: token });
                    else
                        it.value = token;
                    break;
                }
                case 'flow-collection': {
                    const it = top.items[top.items.length - 1];
                    if (!it || it.value)
                        top.items.push({ start: [], key: token, sep: [] });
                    else if (it.sep)
                        it.value = token;
                    else
                        Object.assign(it, { key: token, sep: [] });
                    return;
                }
                /* istanbul ignore next should not happen */
                default:
                    yield* this.pop();
                    yield* this.pop(token);
            }
            if ((top.type === 'document' ||
                top.type === 'block-map' ||
                top.type === 'block-seq') &&
                (token.type === 'block-map' || token.type === 'block-seq')) {
                const last = token.items[token.items.length - 1];
                if (last &&
                    !last.sep &&
                    !last.value &&
                    last.start.length > 0 &&
                    findNonEmptyIndex(last.start) === -1 &&
                    (token.indent === 0 ||
                        last.start.every(st => st.type !== 'comment' || st.indent < token.indent))) {
                    if (top.type === 'document')
                        top.end = last.start;
                    else
                        top.items.push({ start: last.start });
                    token.items.splice(-1, 1);
                }
            }
        }
    }
    *stream() {
        switch (this.type) {
            case 'directive-line':
                yield { type: 'directive', offset: this.offset, source: this.source };
                return;
            case 'byte-order-mark':
            case 'space':
            case 'comment':
            case 'newline':
                yield this.sourceToken;
                return;
            case 'doc-mode':
            case 'doc-start': {
                const doc = {
                    type: 'document',
                    offset: this.offset,
                    start: []
                };
                if (this.type === 'doc-start')
                    doc.start.push(this.sourceToken);
                this.stack.push(doc);
                return;
            }
        }
        yield {
            type: 'error',
            offset: this.offset,
            message: `Unexpected ${this.type} token in YAML stream`,
            source: this.source
        };
    }
    *document(doc) {
        if (doc.value)
            return yield* this.lineEnd(doc);
        switch (this.type) {
            case 'doc-start': {
                if (findNonEmptyIndex(doc.start) !== -1) {
                    yield* this.pop();
                    yield* this.step();
                }
                else
                    doc.start.push(this.sourceToken);
                return;
            }
            case 'anchor':
            case 'tag':
            case 'space':
            case 'comment':
            case 'newline':
                doc.start.push(this.sourceToken);
                return;
        }
        const bv = this.startBlockValue(doc);
        if (bv)
            this.stack.push(bv);
        else {
            yield {
                type: 'error',
                offset: this.offset,
                message: `Unexpected ${this.type} token in YAML document`,
                source: this.source
            };
        }
    }
    *scalar(scalar) {
        if (this.type === 'map-value-ind') {
            const prev = getPrevProps(this.peek(2));
            const start = getFirstKeyStartProps(prev);
            let sep;
            if (scalar.end) {
                sep = scalar.end;
                sep.push(this.sourceToken);
                delete scalar.end;
            }
            else
                sep = [this.sourceToken];
            const map = {
                type: 'block-map',
                offset: scalar.offset,
                indent: scalar.indent,
                items: [{ start, key: scalar, sep }]
            };
            this.onKeyLine = true;
            this.stack[this.stack.length - 1] = map;
        }
        else
            yield* this.lineEnd(scalar);
    }
    *blockScalar(scalar) {
        switch (this.type) {
            case 'space':
            case 'comment':
            case 'newline':
                scalar.props.push(this.sourceToken);
                return;
            case 'scalar':
                scalar.source = this.source;
                // block-scalar source includes trailing newline
                this.atNewLine = true;
                this.indent = 0;
                if (this.onNewLine) {
                    let nl = this.source.indexOf('\n') + 1;
                    while (nl !== 0) {
                        this.onNewLine(this.offset + nl);
                        nl = this.source.indexOf('\n', nl) + 1;
                    }
                }
                yield* this.pop();
                break;
            /* istanbul ignore next should not happen */
            default:
                yield* this.pop();
                yield* this.step();
        }
    }
    *blockMap(map) {
        const it = map.items[map.items.length - 1];
        // it.sep is true-ish if pair already has key or : separator
        switch (this.type) {
            case 'newline':
                this.onKeyLine = false;
                if (it.value) {
                    const end = 'end' in it.value ? it.value.end : undefined;
                    const last = Array.isArray(end) ? end[end.length - 1] : undefined;
                    if (last?.type === 'comment')
                        end?.push(this.sourceToken);
                    else
                        map.items.push({ start: [this.sourceToken] });
                }
                else if (it.sep) {
                    it.sep.push(this.sourceToken);
                }
                else {
                    it.start.push(this.sourceToken);
                }
                return;
            case 'space':
            case 'comment':
                if (it.value) {
                    map.items.push({ start: [this.sourceToken] });
                }
                else if (it.sep) {
                    it.sep.push(this.sourceToken);
                }
                else {
                    if (this.atIndentedComment(it.start, map.indent)) {
                        const prev = map.items[map.items.length - 2];
                        const end = prev?.value?.end;
                        if (Array.isArray(end)) {
                            arrayPushArray(end, it.start);
                            end.push(this.sourceToken);
                            map.items.pop();
                            return;
                        }
                    }
                    it.start.push(this.sourceToken);
                }
                return;
        }
        if (this.indent >= map.indent) {
            const atMapIndent = !this.onKeyLine && this.indent === map.indent;
            const atNextItem = atMapIndent &&
                (it.sep || it.explicitKey) &&
                this.type !== 'seq-item-ind';
            // For empty nodes, assign newline-separated not indented empty tokens to following node
            let start = [];
            if (atNextItem && it.sep && !it.value) {
                const nl = [];
                for (let i = 0; i < it.sep.length; ++i) {
                    const st = it.sep[i];
                    switch (st.type) {
                        case 'newline':
                            nl.push(i);
                            break;
                        case 'space':
                            break;
                        case 'comment':
                            if (st.indent > map.indent)
                                nl.length = 0;
                            break;
                        default:
                            nl.length = 0;
                    }
                }
                if (nl.length >= 2)
                    start = it.sep.splice(nl[1]);
            }
            switch (this.type) {
                case 'anchor':
                case 'tag':
                    if (atNextItem || it.value) {
                        start.push(this.sourceToken);
                        map.items.push({ start });
                        this.onKeyLine = true;
                    }
                    else if (it.sep) {
                        it.sep.push(this.sourceToken);
                    }
                    else {
                        it.start.push(this.sourceToken);
                    }
                    return;
                case 'explicit-key-ind':
                    if (!it.sep && !it.explicitKey) {
                        it.start.push(this.sourceToken);
                        it.explicitKey = true;
                    }
                    else if (atNextItem || it.value) {
                        start.push(this.sourceToken);
                        map.items.push({ start, explicitKey: true });
                    }
                    else {
                        this.stack.push({
                            type: 'block-map',
                            offset: this.offset,
                            indent: this.indent,
                            items: [{ start: [this.sourceToken], explicitKey: true }]
                        });
                    }
                    this.onKeyLine = true;
                    return;
                case 'map-value-ind':
                    if (it.explicitKey) {
                        if (!it.sep) {
                            if (includesToken(it.start, 'newline')) {
                                Object.assign(it, { key: null, sep: [this.sourceToken] });
                            }
                            else {
                                const start = getFirstKeyStartProps(it.start);
                                this.stack.push({
                                    type: 'block-map',
                                    offset: this.offset,
                                    indent: this.indent,
                                    items: [{ start, key: null, sep: [this.sourceToken] }]
                                });
                            }
                        }
                        else if (it.value) {
                            map.items.push({ start: [], key: null, sep: [this.sourceToken] });
                        }
                        else if (includesToken(it.sep, 'map-value-ind')) {
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start, key: null, sep: [this.sourceToken] }]
                            });
                        }
                        else if (isFlowToken(it.key) &&
                            !includesToken(it.sep, 'newline')) {
                            const start = getFirstKeyStartProps(it.start);
                            const key = it.key;
                            const sep = it.sep;
                            sep.push(this.sourceToken);
                            // @ts-expect-error type guard is wrong here
                            delete it.key;
                            // @ts-expect-error type guard is wrong here
                            delete it.sep;
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start, key, sep }]
                            });
                        }
                        else if (start.length > 0) {
                            // Not actually at next item
                            it.sep = it.sep.concat(start, this.sourceToken);
                        }
                        else {
                            it.sep.push(this.sourceToken);
                        }
                    }
                    else {
                        if (!it.sep) {
                            Object.assign(it, { key: null, sep: [this.sourceToken] });
                        }
                        else if (it.value || atNextItem) {
                            map.items.push({ start, key: null, sep: [this.sourceToken] });
                        }
                        else if (includesToken(it.sep, 'map-value-ind')) {
                            this.stack.push({
                                type: 'block-map',
                                offset: this.offset,
                                indent: this.indent,
                                items: [{ start: [], key: null, sep: [this.sourceToken] }]
                            });
                        }
                        else {
                            it.sep.push(this.sourceToken);
                        }
                    }
                    this.onKeyLine = true;
                    return;
                case 'alias':
                case 'scalar':
                case 'single-quoted-scalar':
                case 'double-quoted-scalar': {
                    const fs = this.flowScalar(this.type);
                    if (atNextItem || it.value) {
                        map.items.push({ start, key: fs, sep: [] });
                        this.onKeyLine = true;
                    }
                    else if (it.sep) {
                        this.stack.push(fs);
                    }
                    else {
                        Object.assign(it, { key: fs, sep: [] });
                        this.onKeyLine = true;
                    }
                    return;
                }
                default: {
                    const bv = this.startBlockValue(map);
                    if (bv) {
                        if (bv.type === 'block-seq') {
                            if (!it.explicitKey &&
                                it.sep &&
                                !includesToken(it.sep, 'newline')) {
                                yield* this.pop({
                                    type: 'error',
                                    offset: this.offset,
                                    message: 'Unexpected block-seq-ind on same line with key',
                                    source: this.source
                                });
                                return;
                            }
                        }
                        else if (atMapIndent) {
                            map.items.push({ start });
                        }
                        this.stack.push(bv);
                        return;
                    }
                }
            }
        }
        yield* this.pop();
        yield* this.step();
    }
    *blockSequence(seq) {
        const it = seq.items[seq.items.length - 1];
        switch (this.type) {
            case 'newline':
                if (it.value) {
                    const end = 'end' in it.value ? it.value.end : undefined;
                    const last = Array.isArray(end) ? end[end.length - 1] : undefined;
                    if (last?.type === 'comment')
                        end?.push(this.sourceToken);
                    else
                        seq.items.push({ start: [this.sourceToken] });
                }
                else
                    it.start.push(this.sourceToken);
                return;
            case 'space':
            case 'comment':
                if (it.value)
                    seq.items.push({ start: [this.sourceToken] });
                else {
                    if (this.atIndentedComment(it.start, seq.indent)) {
                        const prev = seq.items[seq.items.length - 2];
                        const end = prev?.value?.end;
                        if (Array.isArray(end)) {
                            arrayPushArray(end, it.start);
                            end.push(this.sourceToken);
                            seq.items.pop();
                            return;
                        }
                    }
                    it.start.push(this.sourceToken);
                }
                return;
            case 'anchor':
            case 'tag':
                if (it.value || this.indent <= seq.indent)
                    break;
                it.start.push(this.sourceToken);
                return;
            case 'seq-item-ind':
                if (this.indent !== seq.indent)
                    break;
                if (it.value || includesToken(it.start, 'seq-item-ind'))
                    seq.items.push({ start: [this.sourceToken] });
                else
                    it.start.push(this.sourceToken);
                return;
        }
        if (this.indent > seq.indent) {
            const bv = this.startBlockValue(seq);
            if (bv) {
                this.stack.push(bv);
                return;
            }
        }
        yield* this.pop();
        yield* this.step();
    }
    *flowCollection(fc) {
        const it = fc.items[fc.items.length - 1];
        if (this.type === 'flow-error-end') {
            let top;
            do {
                yield* this.pop();
                top = this.peek(1);
            } while (top?.type === 'flow-collection');
        }
        else if (fc.end.length === 0) {
            switch (this.type) {
                case 'comma':
                case 'explicit-key-ind':
                    if (!it || it.sep)
                        fc.items.push({ start: [this.sourceToken] });
                    else
                        it.start.push(this.sourceToken);
                    return;
                case 'map-value-ind':
                    if (!it || it.value)
                        fc.items.push({ start: [], key: null, sep: [this.sourceToken] });
                    else if (it.sep)
                        it.sep.push(this.sourceToken);
                    else
                        Object.assign(it, { key: null, sep: [this.sourceToken] });
                    return;
                case 'space':
                case 'comment':
                case 'newline':
                case 'anchor':
                case 'tag':
                    if (!it || it.value)
                        fc.items.push({ start: [this.sourceToken] });
                    else if (it.sep)
                        it.sep.push(this.sourceToken);
                    else
                        it.start.push(this.sourceToken);
                    return;
                case 'alias':
                case 'scalar':
                case 'single-quoted-scalar':
                case 'double-quoted-scalar': {
                    const fs = this.flowScalar(this.type);
                    if (!it || it.value)
                        fc.items.push({ start: [], key: fs, sep: [] });
                    else if (it.sep)
                        this.stack.push(fs);
                    else
                        Object.assign(it, { key: fs, sep: [] });
                    return;
                }
                case 'flow-map-end':
                case 'flow-seq-end':
                    fc.end.push(this.sourceToken);
                    return;
            }
            const bv = this.startBlockValue(fc);
            /* istanbul ignore else should not happen */
            if (bv)
                this.stack.push(bv);
            else {
                yield* this.pop();
                yield* this.step();
            }
        }
        else {
            const parent = this.peek(2);
            if (parent.type === 'block-map' &&
                ((this.type === 'map-value-ind' && parent.indent === fc.indent) ||
                    (this.type === 'newline' &&
                        !parent.items[parent.items.length - 1].sep))) {
                yield* this.pop();
                yield* this.step();
            }
            else if (this.type === 'map-value-ind' &&
                parent.type !== 'flow-collection') {
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                fixFlowSeqItems(fc);
                const sep = fc.end.splice(1, fc.end.length);
                sep.push(this.sourceToken);
                const map = {
                    type: 'block-map',
                    offset: fc.offset,
                    indent: fc.indent,
                    items: [{ start, key: fc, sep }]
                };
                this.onKeyLine = true;
                this.stack[this.stack.length - 1] = map;
            }
            else {
                yield* this.lineEnd(fc);
            }
        }
    }
    flowScalar(type) {
        if (this.onNewLine) {
            let nl = this.source.indexOf('\n') + 1;
            while (nl !== 0) {
                this.onNewLine(this.offset + nl);
                nl = this.source.indexOf('\n', nl) + 1;
            }
        }
        return {
            type,
            offset: this.offset,
            indent: this.indent,
            source: this.source
        };
    }
    startBlockValue(parent) {
        switch (this.type) {
            case 'alias':
            case 'scalar':
            case 'single-quoted-scalar':
            case 'double-quoted-scalar':
                return this.flowScalar(this.type);
            case 'block-scalar-header':
                return {
                    type: 'block-scalar',
                    offset: this.offset,
                    indent: this.indent,
                    props: [this.sourceToken],
                    source: ''
                };
            case 'flow-map-start':
            case 'flow-seq-start':
                return {
                    type: 'flow-collection',
                    offset: this.offset,
                    indent: this.indent,
                    start: this.sourceToken,
                    items: [],
                    end: []
                };
            case 'seq-item-ind':
                return {
                    type: 'block-seq',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: [this.sourceToken] }]
                };
            case 'explicit-key-ind': {
                this.onKeyLine = true;
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                start.push(this.sourceToken);
                return {
                    type: 'block-map',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, explicitKey: true }]
                };
            }
            case 'map-value-ind': {
                this.onKeyLine = true;
                const prev = getPrevProps(parent);
                const start = getFirstKeyStartProps(prev);
                return {
                    type: 'block-map',
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start, key: null, sep: [this.sourceToken] }]
                };
            }
        }
        return null;
    }
    atIndentedComment(start, indent) {
        if (this.type !== 'comment')
            return false;
        if (this.indent <= indent)
            return false;
        return start.every(st => st.type === 'newline' || st.type === 'space');
    }
    *documentEnd(docEnd) {
        if (this.type !== 'doc-mode') {
            if (docEnd.end)
                docEnd.end.push(this.sourceToken);
            else
                docEnd.end = [this.sourceToken];
            if (this.type === 'newline')
                yield* this.pop();
        }
    }
    *lineEnd(token) {
        switch (this.type) {
            case 'comma':
            case 'doc-start':
            case 'doc-end':
            case 'flow-seq-end':
            case 'flow-map-end':
            case 'map-value-ind':
                yield* this.pop();
                yield* this.step();
                break;
            case 'newline':
                this.onKeyLine = false;
            // fallthrough
            case 'space':
            case 'comment':
            default:
                // all other values are errors
                if (token.end)
                    token.end.push(this.sourceToken);
                else
                    token.end = [this.sourceToken];
                if (this.type === 'newline')
                    yield* this.pop();
        }
    }
}

exports.Parser = Parser;


/***/ }),

/***/ 4047:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var composer = __nccwpck_require__(9984);
var Document = __nccwpck_require__(3021);
var errors = __nccwpck_require__(1464);
var log = __nccwpck_require__(7249);
var identity = __nccwpck_require__(1127);
var lineCounter = __nccwpck_require__(6628);
var parser = __nccwpck_require__(3456);

function parseOptions(options) {
    const prettyErrors = options.prettyErrors !== false;
    const lineCounter$1 = options.lineCounter || (prettyErrors && new lineCounter.LineCounter()) || null;
    return { lineCounter: lineCounter$1, prettyErrors };
}
/**
 * Parse the input as a stream of YAML documents.
 *
 * Documents should be separated from each other by `...` or `---` marker lines.
 *
 * @returns If an empty `docs` array is returned, it will be of type
 *   EmptyStream and contain additional stream information. In
 *   TypeScript, you should use `'empty' in docs` as a type guard for it.
 */
function parseAllDocuments(source, options = {}) {
    const { lineCounter, prettyErrors } = parseOptions(options);
    const parser$1 = new parser.Parser(lineCounter?.addNewLine);
    const composer$1 = new composer.Composer(options);
    const docs = Array.from(composer$1.compose(parser$1.parse(source)));
    if (prettyErrors && lineCounter)
        for (const doc of docs) {
            doc.errors.forEach(errors.prettifyError(source, lineCounter));
            doc.warnings.forEach(errors.prettifyError(source, lineCounter));
        }
    if (docs.length > 0)
        return docs;
    return Object.assign([], { empty: true }, composer$1.streamInfo());
}
/** Parse an input string into a single YAML.Document */
function parseDocument(source, options = {}) {
    const { lineCounter, prettyErrors } = parseOptions(options);
    const parser$1 = new parser.Parser(lineCounter?.addNewLine);
    const composer$1 = new composer.Composer(options);
    // `doc` is always set by compose.end(true) at the very latest
    let doc = null;
    for (const _doc of composer$1.compose(parser$1.parse(source), true, source.length)) {
        if (!doc)
            doc = _doc;
        else if (doc.options.logLevel !== 'silent') {
            doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), 'MULTIPLE_DOCS', 'Source contains multiple documents; please use YAML.parseAllDocuments()'));
            break;
        }
    }
    if (prettyErrors && lineCounter) {
        doc.errors.forEach(errors.prettifyError(source, lineCounter));
        doc.warnings.forEach(errors.prettifyError(source, lineCounter));
    }
    return doc;
}
function parse(src, reviver, options) {
    let _reviver = undefined;
    if (typeof reviver === 'function') {
        _reviver = reviver;
    }
    else if (options === undefined && reviver && typeof reviver === 'object') {
        options = reviver;
    }
    const doc = parseDocument(src, options);
    if (!doc)
        return null;
    doc.warnings.forEach(warning => log.warn(doc.options.logLevel, warning));
    if (doc.errors.length > 0) {
        if (doc.options.logLevel !== 'silent')
            throw doc.errors[0];
        else
            doc.errors = [];
    }
    return doc.toJS(Object.assign({ reviver: _reviver }, options));
}
function stringify(value, replacer, options) {
    let _replacer = null;
    if (typeof replacer === 'function' || Array.isArray(replacer)) {
        _replacer = replacer;
    }
    else if (options === undefined && replacer) {
        options = replacer;
    }
    if (typeof options === 'string')
        options = options.length;
    if (typeof options === 'number') {
        const indent = Math.round(options);
        options = indent < 1 ? undefined : indent > 8 ? { indent: 8 } : { indent };
    }
    if (value === undefined) {
        const { keepUndefined } = options ?? replacer ?? {};
        if (!keepUndefined)
            return undefined;
    }
    if (identity.isDocument(value) && !_replacer)
        return value.toString(options);
    return new Document.Document(value, _replacer, options).toString(options);
}

exports.parse = parse;
exports.parseAllDocuments = parseAllDocuments;
exports.parseDocument = parseDocument;
exports.stringify = stringify;


/***/ }),

/***/ 5840:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var map = __nccwpck_require__(7451);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var tags = __nccwpck_require__(18);

const sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
class Schema {
    constructor({ compat, customTags, merge, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
        this.compat = Array.isArray(compat)
            ? tags.getTags(compat, 'compat')
            : compat
                ? tags.getTags(null, compat)
                : null;
        this.name = (typeof schema === 'string' && schema) || 'core';
        this.knownTags = resolveKnownTags ? tags.coreKnownTags : {};
        this.tags = tags.getTags(customTags, this.name, merge);
        this.toStringOptions = toStringDefaults ?? null;
        Object.defineProperty(this, identity.MAP, { value: map.map });
        Object.defineProperty(this, identity.SCALAR, { value: string.string });
        Object.defineProperty(this, identity.SEQ, { value: seq.seq });
        // Used by createMap()
        this.sortMapEntries =
            typeof sortMapEntries === 'function'
                ? sortMapEntries
                : sortMapEntries === true
                    ? sortMapEntriesByKey
                    : null;
    }
    clone() {
        const copy = Object.create(Schema.prototype, Object.getOwnPropertyDescriptors(this));
        copy.tags = this.tags.slice();
        return copy;
    }
}

exports.Schema = Schema;


/***/ }),

/***/ 7451:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var YAMLMap = __nccwpck_require__(4454);

const map = {
    collection: 'map',
    default: true,
    nodeClass: YAMLMap.YAMLMap,
    tag: 'tag:yaml.org,2002:map',
    resolve(map, onError) {
        if (!identity.isMap(map))
            onError('Expected a mapping for this tag');
        return map;
    },
    createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
};

exports.map = map;


/***/ }),

/***/ 3632:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

const nullTag = {
    identify: value => value == null,
    createNode: () => new Scalar.Scalar(null),
    default: true,
    tag: 'tag:yaml.org,2002:null',
    test: /^(?:~|[Nn]ull|NULL)?$/,
    resolve: () => new Scalar.Scalar(null),
    stringify: ({ source }, ctx) => typeof source === 'string' && nullTag.test.test(source)
        ? source
        : ctx.options.nullStr
};

exports.nullTag = nullTag;


/***/ }),

/***/ 1706:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var YAMLSeq = __nccwpck_require__(2223);

const seq = {
    collection: 'seq',
    default: true,
    nodeClass: YAMLSeq.YAMLSeq,
    tag: 'tag:yaml.org,2002:seq',
    resolve(seq, onError) {
        if (!identity.isSeq(seq))
            onError('Expected a sequence for this tag');
        return seq;
    },
    createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
};

exports.seq = seq;


/***/ }),

/***/ 6464:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyString = __nccwpck_require__(3069);

const string = {
    identify: value => typeof value === 'string',
    default: true,
    tag: 'tag:yaml.org,2002:str',
    resolve: str => str,
    stringify(item, ctx, onComment, onChompKeep) {
        ctx = Object.assign({ actualString: true }, ctx);
        return stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
    }
};

exports.string = string;


/***/ }),

/***/ 3959:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

const boolTag = {
    identify: value => typeof value === 'boolean',
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
    resolve: str => new Scalar.Scalar(str[0] === 't' || str[0] === 'T'),
    stringify({ source, value }, ctx) {
        if (source && boolTag.test.test(source)) {
            const sv = source[0] === 't' || source[0] === 'T';
            if (value === sv)
                return source;
        }
        return value ? ctx.options.trueStr : ctx.options.falseStr;
    }
};

exports.boolTag = boolTag;


/***/ }),

/***/ 8405:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var stringifyNumber = __nccwpck_require__(8689);

const floatNaN = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
    resolve: str => str.slice(-3).toLowerCase() === 'nan'
        ? NaN
        : str[0] === '-'
            ? Number.NEGATIVE_INFINITY
            : Number.POSITIVE_INFINITY,
    stringify: stringifyNumber.stringifyNumber
};
const floatExp = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'EXP',
    test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
    resolve: str => parseFloat(str),
    stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
    }
};
const float = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
    resolve(str) {
        const node = new Scalar.Scalar(parseFloat(str));
        const dot = str.indexOf('.');
        if (dot !== -1 && str[str.length - 1] === '0')
            node.minFractionDigits = str.length - dot - 1;
        return node;
    },
    stringify: stringifyNumber.stringifyNumber
};

exports.float = float;
exports.floatExp = floatExp;
exports.floatNaN = floatNaN;


/***/ }),

/***/ 9874:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyNumber = __nccwpck_require__(8689);

const intIdentify = (value) => typeof value === 'bigint' || Number.isInteger(value);
const intResolve = (str, offset, radix, { intAsBigInt }) => (intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix));
function intStringify(node, radix, prefix) {
    const { value } = node;
    if (intIdentify(value) && value >= 0)
        return prefix + value.toString(radix);
    return stringifyNumber.stringifyNumber(node);
}
const intOct = {
    identify: value => intIdentify(value) && value >= 0,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'OCT',
    test: /^0o[0-7]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
    stringify: node => intStringify(node, 8, '0o')
};
const int = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    test: /^[-+]?[0-9]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
    stringify: stringifyNumber.stringifyNumber
};
const intHex = {
    identify: value => intIdentify(value) && value >= 0,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'HEX',
    test: /^0x[0-9a-fA-F]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
    stringify: node => intStringify(node, 16, '0x')
};

exports.int = int;
exports.intHex = intHex;
exports.intOct = intOct;


/***/ }),

/***/ 896:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var map = __nccwpck_require__(7451);
var _null = __nccwpck_require__(3632);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var bool = __nccwpck_require__(3959);
var float = __nccwpck_require__(8405);
var int = __nccwpck_require__(9874);

const schema = [
    map.map,
    seq.seq,
    string.string,
    _null.nullTag,
    bool.boolTag,
    int.intOct,
    int.int,
    int.intHex,
    float.floatNaN,
    float.floatExp,
    float.float
];

exports.schema = schema;


/***/ }),

/***/ 3559:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var map = __nccwpck_require__(7451);
var seq = __nccwpck_require__(1706);

function intIdentify(value) {
    return typeof value === 'bigint' || Number.isInteger(value);
}
const stringifyJSON = ({ value }) => JSON.stringify(value);
const jsonScalars = [
    {
        identify: value => typeof value === 'string',
        default: true,
        tag: 'tag:yaml.org,2002:str',
        resolve: str => str,
        stringify: stringifyJSON
    },
    {
        identify: value => value == null,
        createNode: () => new Scalar.Scalar(null),
        default: true,
        tag: 'tag:yaml.org,2002:null',
        test: /^null$/,
        resolve: () => null,
        stringify: stringifyJSON
    },
    {
        identify: value => typeof value === 'boolean',
        default: true,
        tag: 'tag:yaml.org,2002:bool',
        test: /^true$|^false$/,
        resolve: str => str === 'true',
        stringify: stringifyJSON
    },
    {
        identify: intIdentify,
        default: true,
        tag: 'tag:yaml.org,2002:int',
        test: /^-?(?:0|[1-9][0-9]*)$/,
        resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
        stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
    },
    {
        identify: value => typeof value === 'number',
        default: true,
        tag: 'tag:yaml.org,2002:float',
        test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
        resolve: str => parseFloat(str),
        stringify: stringifyJSON
    }
];
const jsonError = {
    default: true,
    tag: '',
    test: /^/,
    resolve(str, onError) {
        onError(`Unresolved plain scalar ${JSON.stringify(str)}`);
        return str;
    }
};
const schema = [map.map, seq.seq].concat(jsonScalars, jsonError);

exports.schema = schema;


/***/ }),

/***/ 18:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var map = __nccwpck_require__(7451);
var _null = __nccwpck_require__(3632);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var bool = __nccwpck_require__(3959);
var float = __nccwpck_require__(8405);
var int = __nccwpck_require__(9874);
var schema = __nccwpck_require__(896);
var schema$1 = __nccwpck_require__(3559);
var binary = __nccwpck_require__(6083);
var merge = __nccwpck_require__(452);
var omap = __nccwpck_require__(303);
var pairs = __nccwpck_require__(8385);
var schema$2 = __nccwpck_require__(5913);
var set = __nccwpck_require__(1528);
var timestamp = __nccwpck_require__(6752);

const schemas = new Map([
    ['core', schema.schema],
    ['failsafe', [map.map, seq.seq, string.string]],
    ['json', schema$1.schema],
    ['yaml11', schema$2.schema],
    ['yaml-1.1', schema$2.schema]
]);
const tagsByName = {
    binary: binary.binary,
    bool: bool.boolTag,
    float: float.float,
    floatExp: float.floatExp,
    floatNaN: float.floatNaN,
    floatTime: timestamp.floatTime,
    int: int.int,
    intHex: int.intHex,
    intOct: int.intOct,
    intTime: timestamp.intTime,
    map: map.map,
    merge: merge.merge,
    null: _null.nullTag,
    omap: omap.omap,
    pairs: pairs.pairs,
    seq: seq.seq,
    set: set.set,
    timestamp: timestamp.timestamp
};
const coreKnownTags = {
    'tag:yaml.org,2002:binary': binary.binary,
    'tag:yaml.org,2002:merge': merge.merge,
    'tag:yaml.org,2002:omap': omap.omap,
    'tag:yaml.org,2002:pairs': pairs.pairs,
    'tag:yaml.org,2002:set': set.set,
    'tag:yaml.org,2002:timestamp': timestamp.timestamp
};
function getTags(customTags, schemaName, addMergeTag) {
    const schemaTags = schemas.get(schemaName);
    if (schemaTags && !customTags) {
        return addMergeTag && !schemaTags.includes(merge.merge)
            ? schemaTags.concat(merge.merge)
            : schemaTags.slice();
    }
    let tags = schemaTags;
    if (!tags) {
        if (Array.isArray(customTags))
            tags = [];
        else {
            const keys = Array.from(schemas.keys())
                .filter(key => key !== 'yaml11')
                .map(key => JSON.stringify(key))
                .join(', ');
            throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
        }
    }
    if (Array.isArray(customTags)) {
        for (const tag of customTags)
            tags = tags.concat(tag);
    }
    else if (typeof customTags === 'function') {
        tags = customTags(tags.slice());
    }
    if (addMergeTag)
        tags = tags.concat(merge.merge);
    return tags.reduce((tags, tag) => {
        const tagObj = typeof tag === 'string' ? tagsByName[tag] : tag;
        if (!tagObj) {
            const tagName = JSON.stringify(tag);
            const keys = Object.keys(tagsByName)
                .map(key => JSON.stringify(key))
                .join(', ');
            throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
        }
        if (!tags.includes(tagObj))
            tags.push(tagObj);
        return tags;
    }, []);
}

exports.coreKnownTags = coreKnownTags;
exports.getTags = getTags;


/***/ }),

/***/ 6083:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var node_buffer = __nccwpck_require__(181);
var Scalar = __nccwpck_require__(3301);
var stringifyString = __nccwpck_require__(3069);

const binary = {
    identify: value => value instanceof Uint8Array, // Buffer inherits from Uint8Array
    default: false,
    tag: 'tag:yaml.org,2002:binary',
    /**
     * Returns a Buffer in node and an Uint8Array in browsers
     *
     * To use the resulting buffer as an image, you'll want to do something like:
     *
     *   const blob = new Blob([buffer], { type: 'image/jpeg' })
     *   document.querySelector('#photo').src = URL.createObjectURL(blob)
     */
    resolve(src, onError) {
        if (typeof node_buffer.Buffer === 'function') {
            return node_buffer.Buffer.from(src, 'base64');
        }
        else if (typeof atob === 'function') {
            // On IE 11, atob() can't handle newlines
            const str = atob(src.replace(/[\n\r]/g, ''));
            const buffer = new Uint8Array(str.length);
            for (let i = 0; i < str.length; ++i)
                buffer[i] = str.charCodeAt(i);
            return buffer;
        }
        else {
            onError('This environment does not support reading binary tags; either Buffer or atob is required');
            return src;
        }
    },
    stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
        if (!value)
            return '';
        const buf = value; // checked earlier by binary.identify()
        let str;
        if (typeof node_buffer.Buffer === 'function') {
            str =
                buf instanceof node_buffer.Buffer
                    ? buf.toString('base64')
                    : node_buffer.Buffer.from(buf.buffer).toString('base64');
        }
        else if (typeof btoa === 'function') {
            let s = '';
            for (let i = 0; i < buf.length; ++i)
                s += String.fromCharCode(buf[i]);
            str = btoa(s);
        }
        else {
            throw new Error('This environment does not support writing binary tags; either Buffer or btoa is required');
        }
        type ?? (type = Scalar.Scalar.BLOCK_LITERAL);
        if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
            const lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth);
            const n = Math.ceil(str.length / lineWidth);
            const lines = new Array(n);
            for (let i = 0, o = 0; i < n; ++i, o += lineWidth) {
                lines[i] = str.substr(o, lineWidth);
            }
            str = lines.join(type === Scalar.Scalar.BLOCK_LITERAL ? '\n' : ' ');
        }
        return stringifyString.stringifyString({ comment, type, value: str }, ctx, onComment, onChompKeep);
    }
};

exports.binary = binary;


/***/ }),

/***/ 8398:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);

function boolStringify({ value, source }, ctx) {
    const boolObj = value ? trueTag : falseTag;
    if (source && boolObj.test.test(source))
        return source;
    return value ? ctx.options.trueStr : ctx.options.falseStr;
}
const trueTag = {
    identify: value => value === true,
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
    resolve: () => new Scalar.Scalar(true),
    stringify: boolStringify
};
const falseTag = {
    identify: value => value === false,
    default: true,
    tag: 'tag:yaml.org,2002:bool',
    test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
    resolve: () => new Scalar.Scalar(false),
    stringify: boolStringify
};

exports.falseTag = falseTag;
exports.trueTag = trueTag;


/***/ }),

/***/ 5782:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var stringifyNumber = __nccwpck_require__(8689);

const floatNaN = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
    resolve: (str) => str.slice(-3).toLowerCase() === 'nan'
        ? NaN
        : str[0] === '-'
            ? Number.NEGATIVE_INFINITY
            : Number.POSITIVE_INFINITY,
    stringify: stringifyNumber.stringifyNumber
};
const floatExp = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'EXP',
    test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
    resolve: (str) => parseFloat(str.replace(/_/g, '')),
    stringify(node) {
        const num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
    }
};
const float = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
    resolve(str) {
        const node = new Scalar.Scalar(parseFloat(str.replace(/_/g, '')));
        const dot = str.indexOf('.');
        if (dot !== -1) {
            const f = str.substring(dot + 1).replace(/_/g, '');
            if (f[f.length - 1] === '0')
                node.minFractionDigits = f.length;
        }
        return node;
    },
    stringify: stringifyNumber.stringifyNumber
};

exports.float = float;
exports.floatExp = floatExp;
exports.floatNaN = floatNaN;


/***/ }),

/***/ 873:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyNumber = __nccwpck_require__(8689);

const intIdentify = (value) => typeof value === 'bigint' || Number.isInteger(value);
function intResolve(str, offset, radix, { intAsBigInt }) {
    const sign = str[0];
    if (sign === '-' || sign === '+')
        offset += 1;
    str = str.substring(offset).replace(/_/g, '');
    if (intAsBigInt) {
        switch (radix) {
            case 2:
                str = `0b${str}`;
                break;
            case 8:
                str = `0o${str}`;
                break;
            case 16:
                str = `0x${str}`;
                break;
        }
        const n = BigInt(str);
        return sign === '-' ? BigInt(-1) * n : n;
    }
    const n = parseInt(str, radix);
    return sign === '-' ? -1 * n : n;
}
function intStringify(node, radix, prefix) {
    const { value } = node;
    if (intIdentify(value)) {
        const str = value.toString(radix);
        return value < 0 ? '-' + prefix + str.substr(1) : prefix + str;
    }
    return stringifyNumber.stringifyNumber(node);
}
const intBin = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'BIN',
    test: /^[-+]?0b[0-1_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
    stringify: node => intStringify(node, 2, '0b')
};
const intOct = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'OCT',
    test: /^[-+]?0[0-7_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
    stringify: node => intStringify(node, 8, '0')
};
const int = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    test: /^[-+]?[0-9][0-9_]*$/,
    resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
    stringify: stringifyNumber.stringifyNumber
};
const intHex = {
    identify: intIdentify,
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'HEX',
    test: /^[-+]?0x[0-9a-fA-F_]+$/,
    resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
    stringify: node => intStringify(node, 16, '0x')
};

exports.int = int;
exports.intBin = intBin;
exports.intHex = intHex;
exports.intOct = intOct;


/***/ }),

/***/ 452:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);

// If the value associated with a merge key is a single mapping node, each of
// its key/value pairs is inserted into the current mapping, unless the key
// already exists in it. If the value associated with the merge key is a
// sequence, then this sequence is expected to contain mapping nodes and each
// of these nodes is merged in turn according to its order in the sequence.
// Keys in mapping nodes earlier in the sequence override keys specified in
// later mapping nodes. -- http://yaml.org/type/merge.html
const MERGE_KEY = '<<';
const merge = {
    identify: value => value === MERGE_KEY ||
        (typeof value === 'symbol' && value.description === MERGE_KEY),
    default: 'key',
    tag: 'tag:yaml.org,2002:merge',
    test: /^<<$/,
    resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), {
        addToJSMap: addMergeToJSMap
    }),
    stringify: () => MERGE_KEY
};
const isMergeKey = (ctx, key) => (merge.identify(key) ||
    (identity.isScalar(key) &&
        (!key.type || key.type === Scalar.Scalar.PLAIN) &&
        merge.identify(key.value))) &&
    ctx?.doc.schema.tags.some(tag => tag.tag === merge.tag && tag.default);
function addMergeToJSMap(ctx, map, value) {
    const source = resolveAliasValue(ctx, value);
    if (identity.isSeq(source))
        for (const it of source.items)
            mergeValue(ctx, map, it);
    else if (Array.isArray(source))
        for (const it of source)
            mergeValue(ctx, map, it);
    else
        mergeValue(ctx, map, source);
}
function mergeValue(ctx, map, value) {
    const source = resolveAliasValue(ctx, value);
    if (!identity.isMap(source))
        throw new Error('Merge sources must be maps or map aliases');
    const srcMap = source.toJSON(null, ctx, Map);
    for (const [key, value] of srcMap) {
        if (map instanceof Map) {
            if (!map.has(key))
                map.set(key, value);
        }
        else if (map instanceof Set) {
            map.add(key);
        }
        else if (!Object.prototype.hasOwnProperty.call(map, key)) {
            Object.defineProperty(map, key, {
                value,
                writable: true,
                enumerable: true,
                configurable: true
            });
        }
    }
    return map;
}
function resolveAliasValue(ctx, value) {
    return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
}

exports.addMergeToJSMap = addMergeToJSMap;
exports.isMergeKey = isMergeKey;
exports.merge = merge;


/***/ }),

/***/ 303:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var toJS = __nccwpck_require__(4043);
var YAMLMap = __nccwpck_require__(4454);
var YAMLSeq = __nccwpck_require__(2223);
var pairs = __nccwpck_require__(8385);

class YAMLOMap extends YAMLSeq.YAMLSeq {
    constructor() {
        super();
        this.add = YAMLMap.YAMLMap.prototype.add.bind(this);
        this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this);
        this.get = YAMLMap.YAMLMap.prototype.get.bind(this);
        this.has = YAMLMap.YAMLMap.prototype.has.bind(this);
        this.set = YAMLMap.YAMLMap.prototype.set.bind(this);
        this.tag = YAMLOMap.tag;
    }
    /**
     * If `ctx` is given, the return type is actually `Map<unknown, unknown>`,
     * but TypeScript won't allow widening the signature of a child method.
     */
    toJSON(_, ctx) {
        if (!ctx)
            return super.toJSON(_);
        const map = new Map();
        if (ctx?.onCreate)
            ctx.onCreate(map);
        for (const pair of this.items) {
            let key, value;
            if (identity.isPair(pair)) {
                key = toJS.toJS(pair.key, '', ctx);
                value = toJS.toJS(pair.value, key, ctx);
            }
            else {
                key = toJS.toJS(pair, '', ctx);
            }
            if (map.has(key))
                throw new Error('Ordered maps must not include duplicate keys');
            map.set(key, value);
        }
        return map;
    }
    static from(schema, iterable, ctx) {
        const pairs$1 = pairs.createPairs(schema, iterable, ctx);
        const omap = new this();
        omap.items = pairs$1.items;
        return omap;
    }
}
YAMLOMap.tag = 'tag:yaml.org,2002:omap';
const omap = {
    collection: 'seq',
    identify: value => value instanceof Map,
    nodeClass: YAMLOMap,
    default: false,
    tag: 'tag:yaml.org,2002:omap',
    resolve(seq, onError) {
        const pairs$1 = pairs.resolvePairs(seq, onError);
        const seenKeys = [];
        for (const { key } of pairs$1.items) {
            if (identity.isScalar(key)) {
                if (seenKeys.includes(key.value)) {
                    onError(`Ordered maps must not include duplicate keys: ${key.value}`);
                }
                else {
                    seenKeys.push(key.value);
                }
            }
        }
        return Object.assign(new YAMLOMap(), pairs$1);
    },
    createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
};

exports.YAMLOMap = YAMLOMap;
exports.omap = omap;


/***/ }),

/***/ 8385:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var Scalar = __nccwpck_require__(3301);
var YAMLSeq = __nccwpck_require__(2223);

function resolvePairs(seq, onError) {
    if (identity.isSeq(seq)) {
        for (let i = 0; i < seq.items.length; ++i) {
            let item = seq.items[i];
            if (identity.isPair(item))
                continue;
            else if (identity.isMap(item)) {
                if (item.items.length > 1)
                    onError('Each pair must have its own sequence indicator');
                const pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
                if (item.commentBefore)
                    pair.key.commentBefore = pair.key.commentBefore
                        ? `${item.commentBefore}\n${pair.key.commentBefore}`
                        : item.commentBefore;
                if (item.comment) {
                    const cn = pair.value ?? pair.key;
                    cn.comment = cn.comment
                        ? `${item.comment}\n${cn.comment}`
                        : item.comment;
                }
                item = pair;
            }
            seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
        }
    }
    else
        onError('Expected a sequence for this tag');
    return seq;
}
function createPairs(schema, iterable, ctx) {
    const { replacer } = ctx;
    const pairs = new YAMLSeq.YAMLSeq(schema);
    pairs.tag = 'tag:yaml.org,2002:pairs';
    let i = 0;
    if (iterable && Symbol.iterator in Object(iterable))
        for (let it of iterable) {
            if (typeof replacer === 'function')
                it = replacer.call(iterable, String(i++), it);
            let key, value;
            if (Array.isArray(it)) {
                if (it.length === 2) {
                    key = it[0];
                    value = it[1];
                }
                else
                    throw new TypeError(`Expected [key, value] tuple: ${it}`);
            }
            else if (it && it instanceof Object) {
                const keys = Object.keys(it);
                if (keys.length === 1) {
                    key = keys[0];
                    value = it[key];
                }
                else {
                    throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
                }
            }
            else {
                key = it;
            }
            pairs.items.push(Pair.createPair(key, value, ctx));
        }
    return pairs;
}
const pairs = {
    collection: 'seq',
    default: false,
    tag: 'tag:yaml.org,2002:pairs',
    resolve: resolvePairs,
    createNode: createPairs
};

exports.createPairs = createPairs;
exports.pairs = pairs;
exports.resolvePairs = resolvePairs;


/***/ }),

/***/ 5913:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var map = __nccwpck_require__(7451);
var _null = __nccwpck_require__(3632);
var seq = __nccwpck_require__(1706);
var string = __nccwpck_require__(6464);
var binary = __nccwpck_require__(6083);
var bool = __nccwpck_require__(8398);
var float = __nccwpck_require__(5782);
var int = __nccwpck_require__(873);
var merge = __nccwpck_require__(452);
var omap = __nccwpck_require__(303);
var pairs = __nccwpck_require__(8385);
var set = __nccwpck_require__(1528);
var timestamp = __nccwpck_require__(6752);

const schema = [
    map.map,
    seq.seq,
    string.string,
    _null.nullTag,
    bool.trueTag,
    bool.falseTag,
    int.intBin,
    int.intOct,
    int.int,
    int.intHex,
    float.floatNaN,
    float.floatExp,
    float.float,
    binary.binary,
    merge.merge,
    omap.omap,
    pairs.pairs,
    set.set,
    timestamp.intTime,
    timestamp.floatTime,
    timestamp.timestamp
];

exports.schema = schema;


/***/ }),

/***/ 1528:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Pair = __nccwpck_require__(7165);
var YAMLMap = __nccwpck_require__(4454);

class YAMLSet extends YAMLMap.YAMLMap {
    constructor(schema) {
        super(schema);
        this.tag = YAMLSet.tag;
    }
    add(key) {
        let pair;
        if (identity.isPair(key))
            pair = key;
        else if (key &&
            typeof key === 'object' &&
            'key' in key &&
            'value' in key &&
            key.value === null)
            pair = new Pair.Pair(key.key, null);
        else
            pair = new Pair.Pair(key, null);
        const prev = YAMLMap.findPair(this.items, pair.key);
        if (!prev)
            this.items.push(pair);
    }
    /**
     * If `keepPair` is `true`, returns the Pair matching `key`.
     * Otherwise, returns the value of that Pair's key.
     */
    get(key, keepPair) {
        const pair = YAMLMap.findPair(this.items, key);
        return !keepPair && identity.isPair(pair)
            ? identity.isScalar(pair.key)
                ? pair.key.value
                : pair.key
            : pair;
    }
    set(key, value) {
        if (typeof value !== 'boolean')
            throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
        const prev = YAMLMap.findPair(this.items, key);
        if (prev && !value) {
            this.items.splice(this.items.indexOf(prev), 1);
        }
        else if (!prev && value) {
            this.items.push(new Pair.Pair(key));
        }
    }
    toJSON(_, ctx) {
        return super.toJSON(_, ctx, Set);
    }
    toString(ctx, onComment, onChompKeep) {
        if (!ctx)
            return JSON.stringify(this);
        if (this.hasAllNullValues(true))
            return super.toString(Object.assign({}, ctx, { allNullValues: true }), onComment, onChompKeep);
        else
            throw new Error('Set items must all have null values');
    }
    static from(schema, iterable, ctx) {
        const { replacer } = ctx;
        const set = new this(schema);
        if (iterable && Symbol.iterator in Object(iterable))
            for (let value of iterable) {
                if (typeof replacer === 'function')
                    value = replacer.call(iterable, value, value);
                set.items.push(Pair.createPair(value, null, ctx));
            }
        return set;
    }
}
YAMLSet.tag = 'tag:yaml.org,2002:set';
const set = {
    collection: 'map',
    identify: value => value instanceof Set,
    nodeClass: YAMLSet,
    default: false,
    tag: 'tag:yaml.org,2002:set',
    createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
    resolve(map, onError) {
        if (identity.isMap(map)) {
            if (map.hasAllNullValues(true))
                return Object.assign(new YAMLSet(), map);
            else
                onError('Set items must all have null values');
        }
        else
            onError('Expected a mapping for this tag');
        return map;
    }
};

exports.YAMLSet = YAMLSet;
exports.set = set;


/***/ }),

/***/ 6752:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var stringifyNumber = __nccwpck_require__(8689);

/** Internal types handle bigint as number, because TS can't figure it out. */
function parseSexagesimal(str, asBigInt) {
    const sign = str[0];
    const parts = sign === '-' || sign === '+' ? str.substring(1) : str;
    const num = (n) => asBigInt ? BigInt(n) : Number(n);
    const res = parts
        .replace(/_/g, '')
        .split(':')
        .reduce((res, p) => res * num(60) + num(p), num(0));
    return (sign === '-' ? num(-1) * res : res);
}
/**
 * hhhh:mm:ss.sss
 *
 * Internal types handle bigint as number, because TS can't figure it out.
 */
function stringifySexagesimal(node) {
    let { value } = node;
    let num = (n) => n;
    if (typeof value === 'bigint')
        num = n => BigInt(n);
    else if (isNaN(value) || !isFinite(value))
        return stringifyNumber.stringifyNumber(node);
    let sign = '';
    if (value < 0) {
        sign = '-';
        value *= num(-1);
    }
    const _60 = num(60);
    const parts = [value % _60]; // seconds, including ms
    if (value < 60) {
        parts.unshift(0); // at least one : is required
    }
    else {
        value = (value - parts[0]) / _60;
        parts.unshift(value % _60); // minutes
        if (value >= 60) {
            value = (value - parts[0]) / _60;
            parts.unshift(value); // hours
        }
    }
    return (sign +
        parts
            .map(n => String(n).padStart(2, '0'))
            .join(':')
            .replace(/000000\d*$/, '') // % 60 may introduce error
    );
}
const intTime = {
    identify: value => typeof value === 'bigint' || Number.isInteger(value),
    default: true,
    tag: 'tag:yaml.org,2002:int',
    format: 'TIME',
    test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
    resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
    stringify: stringifySexagesimal
};
const floatTime = {
    identify: value => typeof value === 'number',
    default: true,
    tag: 'tag:yaml.org,2002:float',
    format: 'TIME',
    test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
    resolve: str => parseSexagesimal(str, false),
    stringify: stringifySexagesimal
};
const timestamp = {
    identify: value => value instanceof Date,
    default: true,
    tag: 'tag:yaml.org,2002:timestamp',
    // If the time zone is omitted, the timestamp is assumed to be specified in UTC. The time part
    // may be omitted altogether, resulting in a date format. In such a case, the time part is
    // assumed to be 00:00:00Z (start of day, UTC).
    test: RegExp('^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})' + // YYYY-Mm-Dd
        '(?:' + // time is optional
        '(?:t|T|[ \\t]+)' + // t | T | whitespace
        '([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)' + // Hh:Mm:Ss(.ss)?
        '(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?' + // Z | +5 | -03:30
        ')?$'),
    resolve(str) {
        const match = str.match(timestamp.test);
        if (!match)
            throw new Error('!!timestamp expects a date, starting with yyyy-mm-dd');
        const [, year, month, day, hour, minute, second] = match.map(Number);
        const millisec = match[7] ? Number((match[7] + '00').substr(1, 3)) : 0;
        let date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec);
        const tz = match[8];
        if (tz && tz !== 'Z') {
            let d = parseSexagesimal(tz, false);
            if (Math.abs(d) < 30)
                d *= 60;
            date -= 60000 * d;
        }
        return new Date(date);
    },
    stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, '') ?? ''
};

exports.floatTime = floatTime;
exports.intTime = intTime;
exports.timestamp = timestamp;


/***/ }),

/***/ 4475:
/***/ ((__unused_webpack_module, exports) => {



const FOLD_FLOW = 'flow';
const FOLD_BLOCK = 'block';
const FOLD_QUOTED = 'quoted';
/**
 * Tries to keep input at up to `lineWidth` characters, splitting only on spaces
 * not followed by newlines or spaces unless `mode` is `'quoted'`. Lines are
 * terminated with `\n` and started with `indent`.
 */
function foldFlowLines(text, indent, mode = 'flow', { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
    if (!lineWidth || lineWidth < 0)
        return text;
    if (lineWidth < minContentWidth)
        minContentWidth = 0;
    const endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
    if (text.length <= endStep)
        return text;
    const folds = [];
    const escapedFolds = {};
    let end = lineWidth - indent.length;
    if (typeof indentAtStart === 'number') {
        if (indentAtStart > lineWidth - Math.max(2, minContentWidth))
            folds.push(0);
        else
            end = lineWidth - indentAtStart;
    }
    let split = undefined;
    let prev = undefined;
    let overflow = false;
    let i = -1;
    let escStart = -1;
    let escEnd = -1;
    if (mode === FOLD_BLOCK) {
        i = consumeMoreIndentedLines(text, i, indent.length);
        if (i !== -1)
            end = i + endStep;
    }
    for (let ch; (ch = text[(i += 1)]);) {
        if (mode === FOLD_QUOTED && ch === '\\') {
            escStart = i;
            switch (text[i + 1]) {
                case 'x':
                    i += 3;
                    break;
                case 'u':
                    i += 5;
                    break;
                case 'U':
                    i += 9;
                    break;
                default:
                    i += 1;
            }
            escEnd = i;
        }
        if (ch === '\n') {
            if (mode === FOLD_BLOCK)
                i = consumeMoreIndentedLines(text, i, indent.length);
            end = i + indent.length + endStep;
            split = undefined;
        }
        else {
            if (ch === ' ' &&
                prev &&
                prev !== ' ' &&
                prev !== '\n' &&
                prev !== '\t') {
                // space surrounded by non-space can be replaced with newline + indent
                const next = text[i + 1];
                if (next && next !== ' ' && next !== '\n' && next !== '\t')
                    split = i;
            }
            if (i >= end) {
                if (split) {
                    folds.push(split);
                    end = split + endStep;
                    split = undefined;
                }
                else if (mode === FOLD_QUOTED) {
                    // white-space collected at end may stretch past lineWidth
                    while (prev === ' ' || prev === '\t') {
                        prev = ch;
                        ch = text[(i += 1)];
                        overflow = true;
                    }
                    // Account for newline escape, but don't break preceding escape
                    const j = i > escEnd + 1 ? i - 2 : escStart - 1;
                    // Bail out if lineWidth & minContentWidth are shorter than an escape string
                    if (escapedFolds[j])
                        return text;
                    folds.push(j);
                    escapedFolds[j] = true;
                    end = j + endStep;
                    split = undefined;
                }
                else {
                    overflow = true;
                }
            }
        }
        prev = ch;
    }
    if (overflow && onOverflow)
        onOverflow();
    if (folds.length === 0)
        return text;
    if (onFold)
        onFold();
    let res = text.slice(0, folds[0]);
    for (let i = 0; i < folds.length; ++i) {
        const fold = folds[i];
        const end = folds[i + 1] || text.length;
        if (fold === 0)
            res = `\n${indent}${text.slice(0, end)}`;
        else {
            if (mode === FOLD_QUOTED && escapedFolds[fold])
                res += `${text[fold]}\\`;
            res += `\n${indent}${text.slice(fold + 1, end)}`;
        }
    }
    return res;
}
/**
 * Presumes `i + 1` is at the start of a line
 * @returns index of last newline in more-indented block
 */
function consumeMoreIndentedLines(text, i, indent) {
    let end = i;
    let start = i + 1;
    let ch = text[start];
    while (ch === ' ' || ch === '\t') {
        if (i < start + indent) {
            ch = text[++i];
        }
        else {
            do {
                ch = text[++i];
            } while (ch && ch !== '\n');
            end = i;
            start = i + 1;
            ch = text[start];
        }
    }
    return end;
}

exports.FOLD_BLOCK = FOLD_BLOCK;
exports.FOLD_FLOW = FOLD_FLOW;
exports.FOLD_QUOTED = FOLD_QUOTED;
exports.foldFlowLines = foldFlowLines;


/***/ }),

/***/ 2148:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var anchors = __nccwpck_require__(1596);
var identity = __nccwpck_require__(1127);
var stringifyComment = __nccwpck_require__(9799);
var stringifyString = __nccwpck_require__(3069);

function createStringifyContext(doc, options) {
    const opt = Object.assign({
        blockQuote: true,
        commentString: stringifyComment.stringifyComment,
        defaultKeyType: null,
        defaultStringType: 'PLAIN',
        directives: null,
        doubleQuotedAsJSON: false,
        doubleQuotedMinMultiLineLength: 40,
        falseStr: 'false',
        flowCollectionPadding: true,
        indentSeq: true,
        lineWidth: 80,
        minContentWidth: 20,
        nullStr: 'null',
        simpleKeys: false,
        singleQuote: null,
        trailingComma: false,
        trueStr: 'true',
        verifyAliasOrder: true
    }, doc.schema.toStringOptions, options);
    let inFlow;
    switch (opt.collectionStyle) {
        case 'block':
            inFlow = false;
            break;
        case 'flow':
            inFlow = true;
            break;
        default:
            inFlow = null;
    }
    return {
        anchors: new Set(),
        doc,
        flowCollectionPadding: opt.flowCollectionPadding ? ' ' : '',
        indent: '',
        indentStep: typeof opt.indent === 'number' ? ' '.repeat(opt.indent) : '  ',
        inFlow,
        options: opt
    };
}
function getTagObject(tags, item) {
    if (item.tag) {
        const match = tags.filter(t => t.tag === item.tag);
        if (match.length > 0)
            return match.find(t => t.format === item.format) ?? match[0];
    }
    let tagObj = undefined;
    let obj;
    if (identity.isScalar(item)) {
        obj = item.value;
        let match = tags.filter(t => t.identify?.(obj));
        if (match.length > 1) {
            const testMatch = match.filter(t => t.test);
            if (testMatch.length > 0)
                match = testMatch;
        }
        tagObj =
            match.find(t => t.format === item.format) ?? match.find(t => !t.format);
    }
    else {
        obj = item;
        tagObj = tags.find(t => t.nodeClass && obj instanceof t.nodeClass);
    }
    if (!tagObj) {
        const name = obj?.constructor?.name ?? (obj === null ? 'null' : typeof obj);
        throw new Error(`Tag not resolved for ${name} value`);
    }
    return tagObj;
}
// needs to be called before value stringifier to allow for circular anchor refs
function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
    if (!doc.directives)
        return '';
    const props = [];
    const anchor = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
    if (anchor && anchors.anchorIsValid(anchor)) {
        anchors$1.add(anchor);
        props.push(`&${anchor}`);
    }
    const tag = node.tag ?? (tagObj.default ? null : tagObj.tag);
    if (tag)
        props.push(doc.directives.tagString(tag));
    return props.join(' ');
}
function stringify(item, ctx, onComment, onChompKeep) {
    if (identity.isPair(item))
        return item.toString(ctx, onComment, onChompKeep);
    if (identity.isAlias(item)) {
        if (ctx.doc.directives)
            return item.toString(ctx);
        if (ctx.resolvedAliases?.has(item)) {
            throw new TypeError(`Cannot stringify circular structure without alias nodes`);
        }
        else {
            if (ctx.resolvedAliases)
                ctx.resolvedAliases.add(item);
            else
                ctx.resolvedAliases = new Set([item]);
            item = item.resolve(ctx.doc);
        }
    }
    let tagObj = undefined;
    const node = identity.isNode(item)
        ? item
        : ctx.doc.createNode(item, { onTagObj: o => (tagObj = o) });
    tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
    const props = stringifyProps(node, tagObj, ctx);
    if (props.length > 0)
        ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1;
    const str = typeof tagObj.stringify === 'function'
        ? tagObj.stringify(node, ctx, onComment, onChompKeep)
        : identity.isScalar(node)
            ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep)
            : node.toString(ctx, onComment, onChompKeep);
    if (!props)
        return str;
    return identity.isScalar(node) || str[0] === '{' || str[0] === '['
        ? `${props} ${str}`
        : `${props}\n${ctx.indent}${str}`;
}

exports.createStringifyContext = createStringifyContext;
exports.stringify = stringify;


/***/ }),

/***/ 1212:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var stringify = __nccwpck_require__(2148);
var stringifyComment = __nccwpck_require__(9799);

function stringifyCollection(collection, ctx, options) {
    const flow = ctx.inFlow ?? collection.flow;
    const stringify = flow ? stringifyFlowCollection : stringifyBlockCollection;
    return stringify(collection, ctx, options);
}
function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
    const { indent, options: { commentString } } = ctx;
    const itemCtx = Object.assign({}, ctx, { indent: itemIndent, type: null });
    let chompKeep = false; // flag for the preceding node's status
    const lines = [];
    for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
            if (!chompKeep && item.spaceBefore)
                lines.push('');
            addCommentBefore(ctx, lines, item.commentBefore, chompKeep);
            if (item.comment)
                comment = item.comment;
        }
        else if (identity.isPair(item)) {
            const ik = identity.isNode(item.key) ? item.key : null;
            if (ik) {
                if (!chompKeep && ik.spaceBefore)
                    lines.push('');
                addCommentBefore(ctx, lines, ik.commentBefore, chompKeep);
            }
        }
        chompKeep = false;
        let str = stringify.stringify(item, itemCtx, () => (comment = null), () => (chompKeep = true));
        if (comment)
            str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        if (chompKeep && comment)
            chompKeep = false;
        lines.push(blockItemPrefix + str);
    }
    let str;
    if (lines.length === 0) {
        str = flowChars.start + flowChars.end;
    }
    else {
        str = lines[0];
        for (let i = 1; i < lines.length; ++i) {
            const line = lines[i];
            str += line ? `\n${indent}${line}` : '\n';
        }
    }
    if (comment) {
        str += '\n' + stringifyComment.indentComment(commentString(comment), indent);
        if (onComment)
            onComment();
    }
    else if (chompKeep && onChompKeep)
        onChompKeep();
    return str;
}
function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
    const { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
    itemIndent += indentStep;
    const itemCtx = Object.assign({}, ctx, {
        indent: itemIndent,
        inFlow: true,
        type: null
    });
    let reqNewline = false;
    let linesAtValue = 0;
    const lines = [];
    for (let i = 0; i < items.length; ++i) {
        const item = items[i];
        let comment = null;
        if (identity.isNode(item)) {
            if (item.spaceBefore)
                lines.push('');
            addCommentBefore(ctx, lines, item.commentBefore, false);
            if (item.comment)
                comment = item.comment;
        }
        else if (identity.isPair(item)) {
            const ik = identity.isNode(item.key) ? item.key : null;
            if (ik) {
                if (ik.spaceBefore)
                    lines.push('');
                addCommentBefore(ctx, lines, ik.commentBefore, false);
                if (ik.comment)
                    reqNewline = true;
            }
            const iv = identity.isNode(item.value) ? item.value : null;
            if (iv) {
                if (iv.comment)
                    comment = iv.comment;
                if (iv.commentBefore)
                    reqNewline = true;
            }
            else if (item.value == null && ik?.comment) {
                comment = ik.comment;
            }
        }
        if (comment)
            reqNewline = true;
        let str = stringify.stringify(item, itemCtx, () => (comment = null));
        reqNewline || (reqNewline = lines.length > linesAtValue || str.includes('\n'));
        if (i < items.length - 1) {
            str += ',';
        }
        else if (ctx.options.trailingComma) {
            if (ctx.options.lineWidth > 0) {
                reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) +
                    (str.length + 2) >
                    ctx.options.lineWidth);
            }
            if (reqNewline) {
                str += ',';
            }
        }
        if (comment)
            str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
        lines.push(str);
        linesAtValue = lines.length;
    }
    const { start, end } = flowChars;
    if (lines.length === 0) {
        return start + end;
    }
    else {
        if (!reqNewline) {
            const len = lines.reduce((sum, line) => sum + line.length + 2, 2);
            reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
        }
        if (reqNewline) {
            let str = start;
            for (const line of lines)
                str += line ? `\n${indentStep}${indent}${line}` : '\n';
            return `${str}\n${indent}${end}`;
        }
        else {
            return `${start}${fcPadding}${lines.join(' ')}${fcPadding}${end}`;
        }
    }
}
function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
    if (comment && chompKeep)
        comment = comment.replace(/^\n+/, '');
    if (comment) {
        const ic = stringifyComment.indentComment(commentString(comment), indent);
        lines.push(ic.trimStart()); // Avoid double indent on first line
    }
}

exports.stringifyCollection = stringifyCollection;


/***/ }),

/***/ 9799:
/***/ ((__unused_webpack_module, exports) => {



/**
 * Stringifies a comment.
 *
 * Empty comment lines are left empty,
 * lines consisting of a single space are replaced by `#`,
 * and all other lines are prefixed with a `#`.
 */
const stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, '#');
function indentComment(comment, indent) {
    if (/^\n+$/.test(comment))
        return comment.substring(1);
    return indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
}
const lineComment = (str, indent, comment) => str.endsWith('\n')
    ? indentComment(comment, indent)
    : comment.includes('\n')
        ? '\n' + indentComment(comment, indent)
        : (str.endsWith(' ') ? '' : ' ') + comment;

exports.indentComment = indentComment;
exports.lineComment = lineComment;
exports.stringifyComment = stringifyComment;


/***/ }),

/***/ 6829:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var stringify = __nccwpck_require__(2148);
var stringifyComment = __nccwpck_require__(9799);

function stringifyDocument(doc, options) {
    const lines = [];
    let hasDirectives = options.directives === true;
    if (options.directives !== false && doc.directives) {
        const dir = doc.directives.toString(doc);
        if (dir) {
            lines.push(dir);
            hasDirectives = true;
        }
        else if (doc.directives.docStart)
            hasDirectives = true;
    }
    if (hasDirectives)
        lines.push('---');
    const ctx = stringify.createStringifyContext(doc, options);
    const { commentString } = ctx.options;
    if (doc.commentBefore) {
        if (lines.length !== 1)
            lines.unshift('');
        const cs = commentString(doc.commentBefore);
        lines.unshift(stringifyComment.indentComment(cs, ''));
    }
    let chompKeep = false;
    let contentComment = null;
    if (doc.contents) {
        if (identity.isNode(doc.contents)) {
            if (doc.contents.spaceBefore && hasDirectives)
                lines.push('');
            if (doc.contents.commentBefore) {
                const cs = commentString(doc.contents.commentBefore);
                lines.push(stringifyComment.indentComment(cs, ''));
            }
            // top-level block scalars need to be indented if followed by a comment
            ctx.forceBlockIndent = !!doc.comment;
            contentComment = doc.contents.comment;
        }
        const onChompKeep = contentComment ? undefined : () => (chompKeep = true);
        let body = stringify.stringify(doc.contents, ctx, () => (contentComment = null), onChompKeep);
        if (contentComment)
            body += stringifyComment.lineComment(body, '', commentString(contentComment));
        if ((body[0] === '|' || body[0] === '>') &&
            lines[lines.length - 1] === '---') {
            // Top-level block scalars with a preceding doc marker ought to use the
            // same line for their header.
            lines[lines.length - 1] = `--- ${body}`;
        }
        else
            lines.push(body);
    }
    else {
        lines.push(stringify.stringify(doc.contents, ctx));
    }
    if (doc.directives?.docEnd) {
        if (doc.comment) {
            const cs = commentString(doc.comment);
            if (cs.includes('\n')) {
                lines.push('...');
                lines.push(stringifyComment.indentComment(cs, ''));
            }
            else {
                lines.push(`... ${cs}`);
            }
        }
        else {
            lines.push('...');
        }
    }
    else {
        let dc = doc.comment;
        if (dc && chompKeep)
            dc = dc.replace(/^\n+/, '');
        if (dc) {
            if ((!chompKeep || contentComment) && lines[lines.length - 1] !== '')
                lines.push('');
            lines.push(stringifyComment.indentComment(commentString(dc), ''));
        }
    }
    return lines.join('\n') + '\n';
}

exports.stringifyDocument = stringifyDocument;


/***/ }),

/***/ 8689:
/***/ ((__unused_webpack_module, exports) => {



function stringifyNumber({ format, minFractionDigits, tag, value }) {
    if (typeof value === 'bigint')
        return String(value);
    const num = typeof value === 'number' ? value : Number(value);
    if (!isFinite(num))
        return isNaN(num) ? '.nan' : num < 0 ? '-.inf' : '.inf';
    let n = Object.is(value, -0) ? '-0' : JSON.stringify(value);
    if (!format &&
        minFractionDigits &&
        (!tag || tag === 'tag:yaml.org,2002:float') &&
        /^-?\d/.test(n) &&
        !n.includes('e')) {
        let i = n.indexOf('.');
        if (i < 0) {
            i = n.length;
            n += '.';
        }
        let d = minFractionDigits - (n.length - i - 1);
        while (d-- > 0)
            n += '0';
    }
    return n;
}

exports.stringifyNumber = stringifyNumber;


/***/ }),

/***/ 9748:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);
var Scalar = __nccwpck_require__(3301);
var stringify = __nccwpck_require__(2148);
var stringifyComment = __nccwpck_require__(9799);

function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
    const { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx;
    let keyComment = (identity.isNode(key) && key.comment) || null;
    if (simpleKeys) {
        if (keyComment) {
            throw new Error('With simple keys, key nodes cannot have comments');
        }
        if (identity.isCollection(key) || (!identity.isNode(key) && typeof key === 'object')) {
            const msg = 'With simple keys, collection cannot be used as a key value';
            throw new Error(msg);
        }
    }
    let explicitKey = !simpleKeys &&
        (!key ||
            (keyComment && value == null && !ctx.inFlow) ||
            identity.isCollection(key) ||
            (identity.isScalar(key)
                ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL
                : typeof key === 'object'));
    ctx = Object.assign({}, ctx, {
        allNullValues: false,
        implicitKey: !explicitKey && (simpleKeys || !allNullValues),
        indent: indent + indentStep
    });
    let keyCommentDone = false;
    let chompKeep = false;
    let str = stringify.stringify(key, ctx, () => (keyCommentDone = true), () => (chompKeep = true));
    if (!explicitKey && !ctx.inFlow && str.length > 1024) {
        if (simpleKeys)
            throw new Error('With simple keys, single line scalar must not span more than 1024 characters');
        explicitKey = true;
    }
    if (ctx.inFlow) {
        if (allNullValues || value == null) {
            if (keyCommentDone && onComment)
                onComment();
            return str === '' ? '?' : explicitKey ? `? ${str}` : str;
        }
    }
    else if ((allNullValues && !simpleKeys) || (value == null && explicitKey)) {
        str = `? ${str}`;
        if (keyComment && !keyCommentDone) {
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        }
        else if (chompKeep && onChompKeep)
            onChompKeep();
        return str;
    }
    if (keyCommentDone)
        keyComment = null;
    if (explicitKey) {
        if (keyComment)
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
        str = `? ${str}\n${indent}:`;
    }
    else {
        str = `${str}:`;
        if (keyComment)
            str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
    }
    let vsb, vcb, valueComment;
    if (identity.isNode(value)) {
        vsb = !!value.spaceBefore;
        vcb = value.commentBefore;
        valueComment = value.comment;
    }
    else {
        vsb = false;
        vcb = null;
        valueComment = null;
        if (value && typeof value === 'object')
            value = doc.createNode(value);
    }
    ctx.implicitKey = false;
    if (!explicitKey && !keyComment && identity.isScalar(value))
        ctx.indentAtStart = str.length + 1;
    chompKeep = false;
    if (!indentSeq &&
        indentStep.length >= 2 &&
        !ctx.inFlow &&
        !explicitKey &&
        identity.isSeq(value) &&
        !value.flow &&
        !value.tag &&
        !value.anchor) {
        // If indentSeq === false, consider '- ' as part of indentation where possible
        ctx.indent = ctx.indent.substring(2);
    }
    let valueCommentDone = false;
    const valueStr = stringify.stringify(value, ctx, () => (valueCommentDone = true), () => (chompKeep = true));
    let ws = ' ';
    if (keyComment || vsb || vcb) {
        ws = vsb ? '\n' : '';
        if (vcb) {
            const cs = commentString(vcb);
            ws += `\n${stringifyComment.indentComment(cs, ctx.indent)}`;
        }
        if (valueStr === '' && !ctx.inFlow) {
            if (ws === '\n' && valueComment)
                ws = '\n\n';
        }
        else {
            ws += `\n${ctx.indent}`;
        }
    }
    else if (!explicitKey && identity.isCollection(value)) {
        const vs0 = valueStr[0];
        const nl0 = valueStr.indexOf('\n');
        const hasNewline = nl0 !== -1;
        const flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
        if (hasNewline || !flow) {
            let hasPropsLine = false;
            if (hasNewline && (vs0 === '&' || vs0 === '!')) {
                let sp0 = valueStr.indexOf(' ');
                if (vs0 === '&' &&
                    sp0 !== -1 &&
                    sp0 < nl0 &&
                    valueStr[sp0 + 1] === '!') {
                    sp0 = valueStr.indexOf(' ', sp0 + 1);
                }
                if (sp0 === -1 || nl0 < sp0)
                    hasPropsLine = true;
            }
            if (!hasPropsLine)
                ws = `\n${ctx.indent}`;
        }
    }
    else if (valueStr === '' || valueStr[0] === '\n') {
        ws = '';
    }
    str += ws + valueStr;
    if (ctx.inFlow) {
        if (valueCommentDone && onComment)
            onComment();
    }
    else if (valueComment && !valueCommentDone) {
        str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment));
    }
    else if (chompKeep && onChompKeep) {
        onChompKeep();
    }
    return str;
}

exports.stringifyPair = stringifyPair;


/***/ }),

/***/ 3069:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var Scalar = __nccwpck_require__(3301);
var foldFlowLines = __nccwpck_require__(4475);

const getFoldOptions = (ctx, isBlock) => ({
    indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
    lineWidth: ctx.options.lineWidth,
    minContentWidth: ctx.options.minContentWidth
});
// Also checks for lines starting with %, as parsing the output as YAML 1.1 will
// presume that's starting a new document.
const containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
function lineLengthOverLimit(str, lineWidth, indentLength) {
    if (!lineWidth || lineWidth < 0)
        return false;
    const limit = lineWidth - indentLength;
    const strLen = str.length;
    if (strLen <= limit)
        return false;
    for (let i = 0, start = 0; i < strLen; ++i) {
        if (str[i] === '\n') {
            if (i - start > limit)
                return true;
            start = i + 1;
            if (strLen - start <= limit)
                return false;
        }
    }
    return true;
}
function doubleQuotedString(value, ctx) {
    const json = JSON.stringify(value);
    if (ctx.options.doubleQuotedAsJSON)
        return json;
    const { implicitKey } = ctx;
    const minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength;
    const indent = ctx.indent || (containsDocumentMarker(value) ? '  ' : '');
    let str = '';
    let start = 0;
    for (let i = 0, ch = json[i]; ch; ch = json[++i]) {
        if (ch === ' ' && json[i + 1] === '\\' && json[i + 2] === 'n') {
            // space before newline needs to be escaped to not be folded
            str += json.slice(start, i) + '\\ ';
            i += 1;
            start = i;
            ch = '\\';
        }
        if (ch === '\\')
            switch (json[i + 1]) {
                case 'u':
                    {
                        str += json.slice(start, i);
                        const code = json.substr(i + 2, 4);
                        switch (code) {
                            case '0000':
                                str += '\\0';
                                break;
                            case '0007':
                                str += '\\a';
                                break;
                            case '000b':
                                str += '\\v';
                                break;
                            case '001b':
                                str += '\\e';
                                break;
                            case '0085':
                                str += '\\N';
                                break;
                            case '00a0':
                                str += '\\_';
                                break;
                            case '2028':
                                str += '\\L';
                                break;
                            case '2029':
                                str += '\\P';
                                break;
                            default:
                                if (code.substr(0, 2) === '00')
                                    str += '\\x' + code.substr(2);
                                else
                                    str += json.substr(i, 6);
                        }
                        i += 5;
                        start = i + 1;
                    }
                    break;
                case 'n':
                    if (implicitKey ||
                        json[i + 2] === '"' ||
                        json.length < minMultiLineLength) {
                        i += 1;
                    }
                    else {
                        // folding will eat first newline
                        str += json.slice(start, i) + '\n\n';
                        while (json[i + 2] === '\\' &&
                            json[i + 3] === 'n' &&
                            json[i + 4] !== '"') {
                            str += '\n';
                            i += 2;
                        }
                        str += indent;
                        // space after newline needs to be escaped to not be folded
                        if (json[i + 2] === ' ')
                            str += '\\';
                        i += 1;
                        start = i + 1;
                    }
                    break;
                default:
                    i += 1;
            }
    }
    str = start ? str + json.slice(start) : json;
    return implicitKey
        ? str
        : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, false));
}
function singleQuotedString(value, ctx) {
    if (ctx.options.singleQuote === false ||
        (ctx.implicitKey && value.includes('\n')) ||
        /[ \t]\n|\n[ \t]/.test(value) // single quoted string can't have leading or trailing whitespace around newline
    )
        return doubleQuotedString(value, ctx);
    const indent = ctx.indent || (containsDocumentMarker(value) ? '  ' : '');
    const res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&\n${indent}`) + "'";
    return ctx.implicitKey
        ? res
        : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
}
function quotedString(value, ctx) {
    const { singleQuote } = ctx.options;
    let qs;
    if (singleQuote === false)
        qs = doubleQuotedString;
    else {
        const hasDouble = value.includes('"');
        const hasSingle = value.includes("'");
        if (hasDouble && !hasSingle)
            qs = singleQuotedString;
        else if (hasSingle && !hasDouble)
            qs = doubleQuotedString;
        else
            qs = singleQuote ? singleQuotedString : doubleQuotedString;
    }
    return qs(value, ctx);
}
// The negative lookbehind avoids a polynomial search,
// but isn't supported yet on Safari: https://caniuse.com/js-regexp-lookbehind
let blockEndNewlines;
try {
    blockEndNewlines = new RegExp('(^|(?<!\n))\n+(?!\n|$)', 'g');
}
catch {
    blockEndNewlines = /\n+(?!\n|$)/g;
}
function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
    const { blockQuote, commentString, lineWidth } = ctx.options;
    // 1. Block can't end in whitespace unless the last line is non-empty.
    // 2. Strings consisting of only whitespace are best rendered explicitly.
    if (!blockQuote || /\n[\t ]+$/.test(value)) {
        return quotedString(value, ctx);
    }
    const indent = ctx.indent ||
        (ctx.forceBlockIndent || containsDocumentMarker(value) ? '  ' : '');
    const literal = blockQuote === 'literal'
        ? true
        : blockQuote === 'folded' || type === Scalar.Scalar.BLOCK_FOLDED
            ? false
            : type === Scalar.Scalar.BLOCK_LITERAL
                ? true
                : !lineLengthOverLimit(value, lineWidth, indent.length);
    if (!value)
        return literal ? '|\n' : '>\n';
    // determine chomping from whitespace at value end
    let chomp;
    let endStart;
    for (endStart = value.length; endStart > 0; --endStart) {
        const ch = value[endStart - 1];
        if (ch !== '\n' && ch !== '\t' && ch !== ' ')
            break;
    }
    let end = value.substring(endStart);
    const endNlPos = end.indexOf('\n');
    if (endNlPos === -1) {
        chomp = '-'; // strip
    }
    else if (value === end || endNlPos !== end.length - 1) {
        chomp = '+'; // keep
        if (onChompKeep)
            onChompKeep();
    }
    else {
        chomp = ''; // clip
    }
    if (end) {
        value = value.slice(0, -end.length);
        if (end[end.length - 1] === '\n')
            end = end.slice(0, -1);
        end = end.replace(blockEndNewlines, `$&${indent}`);
    }
    // determine indent indicator from whitespace at value start
    let startWithSpace = false;
    let startEnd;
    let startNlPos = -1;
    for (startEnd = 0; startEnd < value.length; ++startEnd) {
        const ch = value[startEnd];
        if (ch === ' ')
            startWithSpace = true;
        else if (ch === '\n')
            startNlPos = startEnd;
        else
            break;
    }
    let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
    if (start) {
        value = value.substring(start.length);
        start = start.replace(/\n+/g, `$&${indent}`);
    }
    const indentSize = indent ? '2' : '1'; // root is at -1
    // Leading | or > is added later
    let header = (startWithSpace ? indentSize : '') + chomp;
    if (comment) {
        header += ' ' + commentString(comment.replace(/ ?[\r\n]+/g, ' '));
        if (onComment)
            onComment();
    }
    if (!literal) {
        const foldedValue = value
            .replace(/\n+/g, '\n$&')
            .replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, '$1$2') // more-indented lines aren't folded
            //                ^ more-ind. ^ empty     ^ capture next empty lines only at end of indent
            .replace(/\n+/g, `$&${indent}`);
        let literalFallback = false;
        const foldOptions = getFoldOptions(ctx, true);
        if (blockQuote !== 'folded' && type !== Scalar.Scalar.BLOCK_FOLDED) {
            foldOptions.onOverflow = () => {
                literalFallback = true;
            };
        }
        const body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
        if (!literalFallback)
            return `>${header}\n${indent}${body}`;
    }
    value = value.replace(/\n+/g, `$&${indent}`);
    return `|${header}\n${indent}${start}${value}${end}`;
}
function plainString(item, ctx, onComment, onChompKeep) {
    const { type, value } = item;
    const { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
    if ((implicitKey && value.includes('\n')) ||
        (inFlow && /[[\]{},]/.test(value))) {
        return quotedString(value, ctx);
    }
    if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value)) {
        // not allowed:
        // - '-' or '?'
        // - start with an indicator character (except [?:-]) or /[?-] /
        // - '\n ', ': ' or ' \n' anywhere
        // - '#' not preceded by a non-space char
        // - end with ' ' or ':'
        return implicitKey || inFlow || !value.includes('\n')
            ? quotedString(value, ctx)
            : blockString(item, ctx, onComment, onChompKeep);
    }
    if (!implicitKey &&
        !inFlow &&
        type !== Scalar.Scalar.PLAIN &&
        value.includes('\n')) {
        // Where allowed & type not set explicitly, prefer block style for multiline strings
        return blockString(item, ctx, onComment, onChompKeep);
    }
    if (containsDocumentMarker(value)) {
        if (indent === '') {
            ctx.forceBlockIndent = true;
            return blockString(item, ctx, onComment, onChompKeep);
        }
        else if (implicitKey && indent === indentStep) {
            return quotedString(value, ctx);
        }
    }
    const str = value.replace(/\n+/g, `$&\n${indent}`);
    // Verify that output will be parsed as a string, as e.g. plain numbers and
    // booleans get parsed with those types in v1.2 (e.g. '42', 'true' & '0.9e-3'),
    // and others in v1.1.
    if (actualString) {
        const test = (tag) => tag.default && tag.tag !== 'tag:yaml.org,2002:str' && tag.test?.test(str);
        const { compat, tags } = ctx.doc.schema;
        if (tags.some(test) || compat?.some(test))
            return quotedString(value, ctx);
    }
    return implicitKey
        ? str
        : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
}
function stringifyString(item, ctx, onComment, onChompKeep) {
    const { implicitKey, inFlow } = ctx;
    const ss = typeof item.value === 'string'
        ? item
        : Object.assign({}, item, { value: String(item.value) });
    let { type } = item;
    if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
        // force double quotes on control characters & unpaired surrogates
        if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value))
            type = Scalar.Scalar.QUOTE_DOUBLE;
    }
    const _stringify = (_type) => {
        switch (_type) {
            case Scalar.Scalar.BLOCK_FOLDED:
            case Scalar.Scalar.BLOCK_LITERAL:
                return implicitKey || inFlow
                    ? quotedString(ss.value, ctx) // blocks are not valid inside flow containers
                    : blockString(ss, ctx, onComment, onChompKeep);
            case Scalar.Scalar.QUOTE_DOUBLE:
                return doubleQuotedString(ss.value, ctx);
            case Scalar.Scalar.QUOTE_SINGLE:
                return singleQuotedString(ss.value, ctx);
            case Scalar.Scalar.PLAIN:
                return plainString(ss, ctx, onComment, onChompKeep);
            default:
                return null;
        }
    };
    let res = _stringify(type);
    if (res === null) {
        const { defaultKeyType, defaultStringType } = ctx.options;
        const t = (implicitKey && defaultKeyType) || defaultStringType;
        res = _stringify(t);
        if (res === null)
            throw new Error(`Unsupported default string type ${t}`);
    }
    return res;
}

exports.stringifyString = stringifyString;


/***/ }),

/***/ 204:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {



var identity = __nccwpck_require__(1127);

const BREAK = Symbol('break visit');
const SKIP = Symbol('skip children');
const REMOVE = Symbol('remove node');
/**
 * Apply a visitor to an AST node or document.
 *
 * Walks through the tree (depth-first) starting from `node`, calling a
 * `visitor` function with three arguments:
 *   - `key`: For sequence values and map `Pair`, the node's index in the
 *     collection. Within a `Pair`, `'key'` or `'value'`, correspondingly.
 *     `null` for the root node.
 *   - `node`: The current node.
 *   - `path`: The ancestry of the current node.
 *
 * The return value of the visitor may be used to control the traversal:
 *   - `undefined` (default): Do nothing and continue
 *   - `visit.SKIP`: Do not visit the children of this node, continue with next
 *     sibling
 *   - `visit.BREAK`: Terminate traversal completely
 *   - `visit.REMOVE`: Remove the current node, then continue with the next one
 *   - `Node`: Replace the current node, then continue by visiting it
 *   - `number`: While iterating the items of a sequence or map, set the index
 *     of the next step. This is useful especially if the index of the current
 *     node has changed.
 *
 * If `visitor` is a single function, it will be called with all values
 * encountered in the tree, including e.g. `null` values. Alternatively,
 * separate visitor functions may be defined for each `Map`, `Pair`, `Seq`,
 * `Alias` and `Scalar` node. To define the same visitor function for more than
 * one node type, use the `Collection` (map and seq), `Value` (map, seq & scalar)
 * and `Node` (alias, map, seq & scalar) targets. Of all these, only the most
 * specific defined one will be used for each node.
 */
function visit(node, visitor) {
    const visitor_ = initVisitor(visitor);
    if (identity.isDocument(node)) {
        const cd = visit_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
            node.contents = null;
    }
    else
        visit_(null, node, visitor_, Object.freeze([]));
}
// Without the `as symbol` casts, TS declares these in the `visit`
// namespace using `var`, but then complains about that because
// `unique symbol` must be `const`.
/** Terminate visit traversal completely */
visit.BREAK = BREAK;
/** Do not visit the children of the current node */
visit.SKIP = SKIP;
/** Remove the current node */
visit.REMOVE = REMOVE;
function visit_(key, node, visitor, path) {
    const ctrl = callVisitor(key, node, visitor, path);
    if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visit_(key, ctrl, visitor, path);
    }
    if (typeof ctrl !== 'symbol') {
        if (identity.isCollection(node)) {
            path = Object.freeze(path.concat(node));
            for (let i = 0; i < node.items.length; ++i) {
                const ci = visit_(i, node.items[i], visitor, path);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    node.items.splice(i, 1);
                    i -= 1;
                }
            }
        }
        else if (identity.isPair(node)) {
            path = Object.freeze(path.concat(node));
            const ck = visit_('key', node.key, visitor, path);
            if (ck === BREAK)
                return BREAK;
            else if (ck === REMOVE)
                node.key = null;
            const cv = visit_('value', node.value, visitor, path);
            if (cv === BREAK)
                return BREAK;
            else if (cv === REMOVE)
                node.value = null;
        }
    }
    return ctrl;
}
/**
 * Apply an async visitor to an AST node or document.
 *
 * Walks through the tree (depth-first) starting from `node`, calling a
 * `visitor` function with three arguments:
 *   - `key`: For sequence values and map `Pair`, the node's index in the
 *     collection. Within a `Pair`, `'key'` or `'value'`, correspondingly.
 *     `null` for the root node.
 *   - `node`: The current node.
 *   - `path`: The ancestry of the current node.
 *
 * The return value of the visitor may be used to control the traversal:
 *   - `Promise`: Must resolve to one of the following values
 *   - `undefined` (default): Do nothing and continue
 *   - `visit.SKIP`: Do not visit the children of this node, continue with next
 *     sibling
 *   - `visit.BREAK`: Terminate traversal completely
 *   - `visit.REMOVE`: Remove the current node, then continue with the next one
 *   - `Node`: Replace the current node, then continue by visiting it
 *   - `number`: While iterating the items of a sequence or map, set the index
 *     of the next step. This is useful especially if the index of the current
 *     node has changed.
 *
 * If `visitor` is a single function, it will be called with all values
 * encountered in the tree, including e.g. `null` values. Alternatively,
 * separate visitor functions may be defined for each `Map`, `Pair`, `Seq`,
 * `Alias` and `Scalar` node. To define the same visitor function for more than
 * one node type, use the `Collection` (map and seq), `Value` (map, seq & scalar)
 * and `Node` (alias, map, seq & scalar) targets. Of all these, only the most
 * specific defined one will be used for each node.
 */
async function visitAsync(node, visitor) {
    const visitor_ = initVisitor(visitor);
    if (identity.isDocument(node)) {
        const cd = await visitAsync_(null, node.contents, visitor_, Object.freeze([node]));
        if (cd === REMOVE)
            node.contents = null;
    }
    else
        await visitAsync_(null, node, visitor_, Object.freeze([]));
}
// Without the `as symbol` casts, TS declares these in the `visit`
// namespace using `var`, but then complains about that because
// `unique symbol` must be `const`.
/** Terminate visit traversal completely */
visitAsync.BREAK = BREAK;
/** Do not visit the children of the current node */
visitAsync.SKIP = SKIP;
/** Remove the current node */
visitAsync.REMOVE = REMOVE;
async function visitAsync_(key, node, visitor, path) {
    const ctrl = await callVisitor(key, node, visitor, path);
    if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
        replaceNode(key, path, ctrl);
        return visitAsync_(key, ctrl, visitor, path);
    }
    if (typeof ctrl !== 'symbol') {
        if (identity.isCollection(node)) {
            path = Object.freeze(path.concat(node));
            for (let i = 0; i < node.items.length; ++i) {
                const ci = await visitAsync_(i, node.items[i], visitor, path);
                if (typeof ci === 'number')
                    i = ci - 1;
                else if (ci === BREAK)
                    return BREAK;
                else if (ci === REMOVE) {
                    node.items.splice(i, 1);
                    i -= 1;
                }
            }
        }
        else if (identity.isPair(node)) {
            path = Object.freeze(path.concat(node));
            const ck = await visitAsync_('key', node.key, visitor, path);
            if (ck === BREAK)
                return BREAK;
            else if (ck === REMOVE)
                node.key = null;
            const cv = await visitAsync_('value', node.value, visitor, path);
            if (cv === BREAK)
                return BREAK;
            else if (cv === REMOVE)
                node.value = null;
        }
    }
    return ctrl;
}
function initVisitor(visitor) {
    if (typeof visitor === 'object' &&
        (visitor.Collection || visitor.Node || visitor.Value)) {
        return Object.assign({
            Alias: visitor.Node,
            Map: visitor.Node,
            Scalar: visitor.Node,
            Seq: visitor.Node
        }, visitor.Value && {
            Map: visitor.Value,
            Scalar: visitor.Value,
            Seq: visitor.Value
        }, visitor.Collection && {
            Map: visitor.Collection,
            Seq: visitor.Collection
        }, visitor);
    }
    return visitor;
}
function callVisitor(key, node, visitor, path) {
    if (typeof visitor === 'function')
        return visitor(key, node, path);
    if (identity.isMap(node))
        return visitor.Map?.(key, node, path);
    if (identity.isSeq(node))
        return visitor.Seq?.(key, node, path);
    if (identity.isPair(node))
        return visitor.Pair?.(key, node, path);
    if (identity.isScalar(node))
        return visitor.Scalar?.(key, node, path);
    if (identity.isAlias(node))
        return visitor.Alias?.(key, node, path);
    return undefined;
}
function replaceNode(key, path, node) {
    const parent = path[path.length - 1];
    if (identity.isCollection(parent)) {
        parent.items[key] = node;
    }
    else if (identity.isPair(parent)) {
        if (key === 'key')
            parent.key = node;
        else
            parent.value = node;
    }
    else if (identity.isDocument(parent)) {
        parent.contents = node;
    }
    else {
        const pt = identity.isAlias(parent) ? 'alias' : 'scalar';
        throw new Error(`Cannot replace node with ${pt} parent`);
    }
}

exports.visit = visit;
exports.visitAsync = visitAsync;


/***/ }),

/***/ 4928:
/***/ ((module) => {



function getDefaultExportFromCjs (x) {
	return x && x.__esModule && Object.prototype.hasOwnProperty.call(x, 'default') ? x['default'] : x;
}

const CRC_TABLE = new Int32Array([
  0,
  1996959894,
  3993919788,
  2567524794,
  124634137,
  1886057615,
  3915621685,
  2657392035,
  249268274,
  2044508324,
  3772115230,
  2547177864,
  162941995,
  2125561021,
  3887607047,
  2428444049,
  498536548,
  1789927666,
  4089016648,
  2227061214,
  450548861,
  1843258603,
  4107580753,
  2211677639,
  325883990,
  1684777152,
  4251122042,
  2321926636,
  335633487,
  1661365465,
  4195302755,
  2366115317,
  997073096,
  1281953886,
  3579855332,
  2724688242,
  1006888145,
  1258607687,
  3524101629,
  2768942443,
  901097722,
  1119000684,
  3686517206,
  2898065728,
  853044451,
  1172266101,
  3705015759,
  2882616665,
  651767980,
  1373503546,
  3369554304,
  3218104598,
  565507253,
  1454621731,
  3485111705,
  3099436303,
  671266974,
  1594198024,
  3322730930,
  2970347812,
  795835527,
  1483230225,
  3244367275,
  3060149565,
  1994146192,
  31158534,
  2563907772,
  4023717930,
  1907459465,
  112637215,
  2680153253,
  3904427059,
  2013776290,
  251722036,
  2517215374,
  3775830040,
  2137656763,
  141376813,
  2439277719,
  3865271297,
  1802195444,
  476864866,
  2238001368,
  4066508878,
  1812370925,
  453092731,
  2181625025,
  4111451223,
  1706088902,
  314042704,
  2344532202,
  4240017532,
  1658658271,
  366619977,
  2362670323,
  4224994405,
  1303535960,
  984961486,
  2747007092,
  3569037538,
  1256170817,
  1037604311,
  2765210733,
  3554079995,
  1131014506,
  879679996,
  2909243462,
  3663771856,
  1141124467,
  855842277,
  2852801631,
  3708648649,
  1342533948,
  654459306,
  3188396048,
  3373015174,
  1466479909,
  544179635,
  3110523913,
  3462522015,
  1591671054,
  702138776,
  2966460450,
  3352799412,
  1504918807,
  783551873,
  3082640443,
  3233442989,
  3988292384,
  2596254646,
  62317068,
  1957810842,
  3939845945,
  2647816111,
  81470997,
  1943803523,
  3814918930,
  2489596804,
  225274430,
  2053790376,
  3826175755,
  2466906013,
  167816743,
  2097651377,
  4027552580,
  2265490386,
  503444072,
  1762050814,
  4150417245,
  2154129355,
  426522225,
  1852507879,
  4275313526,
  2312317920,
  282753626,
  1742555852,
  4189708143,
  2394877945,
  397917763,
  1622183637,
  3604390888,
  2714866558,
  953729732,
  1340076626,
  3518719985,
  2797360999,
  1068828381,
  1219638859,
  3624741850,
  2936675148,
  906185462,
  1090812512,
  3747672003,
  2825379669,
  829329135,
  1181335161,
  3412177804,
  3160834842,
  628085408,
  1382605366,
  3423369109,
  3138078467,
  570562233,
  1426400815,
  3317316542,
  2998733608,
  733239954,
  1555261956,
  3268935591,
  3050360625,
  752459403,
  1541320221,
  2607071920,
  3965973030,
  1969922972,
  40735498,
  2617837225,
  3943577151,
  1913087877,
  83908371,
  2512341634,
  3803740692,
  2075208622,
  213261112,
  2463272603,
  3855990285,
  2094854071,
  198958881,
  2262029012,
  4057260610,
  1759359992,
  534414190,
  2176718541,
  4139329115,
  1873836001,
  414664567,
  2282248934,
  4279200368,
  1711684554,
  285281116,
  2405801727,
  4167216745,
  1634467795,
  376229701,
  2685067896,
  3608007406,
  1308918612,
  956543938,
  2808555105,
  3495958263,
  1231636301,
  1047427035,
  2932959818,
  3654703836,
  1088359270,
  936918e3,
  2847714899,
  3736837829,
  1202900863,
  817233897,
  3183342108,
  3401237130,
  1404277552,
  615818150,
  3134207493,
  3453421203,
  1423857449,
  601450431,
  3009837614,
  3294710456,
  1567103746,
  711928724,
  3020668471,
  3272380065,
  1510334235,
  755167117
]);
function ensureBuffer(input) {
  if (Buffer.isBuffer(input)) {
    return input;
  }
  if (typeof input === "number") {
    return Buffer.alloc(input);
  } else if (typeof input === "string") {
    return Buffer.from(input);
  } else {
    throw new Error("input must be buffer, number, or string, received " + typeof input);
  }
}
function bufferizeInt(num) {
  const tmp = ensureBuffer(4);
  tmp.writeInt32BE(num, 0);
  return tmp;
}
function _crc32(buf, previous) {
  buf = ensureBuffer(buf);
  if (Buffer.isBuffer(previous)) {
    previous = previous.readUInt32BE(0);
  }
  let crc = ~~previous ^ -1;
  for (var n = 0; n < buf.length; n++) {
    crc = CRC_TABLE[(crc ^ buf[n]) & 255] ^ crc >>> 8;
  }
  return crc ^ -1;
}
function crc32() {
  return bufferizeInt(_crc32.apply(null, arguments));
}
crc32.signed = function() {
  return _crc32.apply(null, arguments);
};
crc32.unsigned = function() {
  return _crc32.apply(null, arguments) >>> 0;
};
var bufferCrc32 = crc32;

const index = /*@__PURE__*/getDefaultExportFromCjs(bufferCrc32);

module.exports = index;


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
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
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
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".worker.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./lib/errors.js
/**
 * What can be said of one file that is not converted. A *refusal* is a decision (why, and what to do instead); a
 * *failure* is a fault: a damaged file, a full disk. Both are one sentence: file, place, found, remedy.
 */
/** The file is sound but cannot be converted as asked. The message gives the place, what was found and the remedy. */
class errors_Refusal extends Error {
    name = 'Refusal';
}
/** The file or the machine is at fault: malformed data, failed I/O. */
class Failure extends Error {
    name = 'Failure';
}

;// CONCATENATED MODULE: ./lib/file-kind.js

const HDF5_SIGNATURE = Buffer.from('\x89HDF\r\n\x1a\n', 'latin1');
const ZIP_SIGNATURES = ['PK\x03\x04', 'PK\x05\x06'].map((text) => Buffer.from(text, 'latin1'));
const LFS_PREFIX = 'version https://git-lfs';
/** A Git LFS pointer is smaller (git-lfs docs/spec.md). */
const LFS_POINTER_BYTES = 1024;
/** HDF5 looks for its signature at 0, 512, 1024, 2048, … (a user block may come first): as far as h5py is known to put it. */
const MAX_USER_BLOCK = 1024 * 1024;
/**
 * @param path absolute path of a regular file
 * @throws NodeJS.ErrnoException if it cannot be read
 */
async function fileKind(path) {
    const handle = await (0,promises_namespaceObject.open)(path, 'r');
    try {
        const { size } = await handle.stat();
        if (size === 0)
            return 'empty';
        const head = Buffer.alloc(LFS_POINTER_BYTES);
        const { bytesRead } = await handle.read(head, 0, head.length, 0);
        const start = head.subarray(0, bytesRead);
        if (size < LFS_POINTER_BYTES && start.toString('latin1').startsWith(LFS_PREFIX))
            return 'lfs-pointer';
        if (ZIP_SIGNATURES.some((signature) => start.subarray(0, 4).equals(signature)))
            return 'zip';
        if (start.subarray(0, 8).equals(HDF5_SIGNATURE))
            return 'hdf5';
        const signature = Buffer.alloc(8);
        for (let at = 512; at < Math.min(size, MAX_USER_BLOCK + 1); at *= 2) {
            await handle.read(signature, 0, 8, at);
            if (signature.equals(HDF5_SIGNATURE))
                return 'hdf5';
        }
        return 'other';
    }
    finally {
        await handle.close();
    }
}

;// CONCATENATED MODULE: ./lib/hdf5/h5wasm-types.js
/** H5T_class_t (H5Tpublic.h). */
const H5T_INTEGER = 0;
const H5T_FLOAT = 1;
const H5T_STRING = 3;
const H5T_OPAQUE = 5;
const H5T_ENUM = 8;
/** H5G_obj_t as `get_type` returns it (H5Gpublic.h); -1: no such object. */
const H5G_GROUP = 0;
const H5G_DATASET = 1;

;// CONCATENATED MODULE: ./lib/hdf5/dtype.js

/** NumPy's name of an HDF5 datatype; undefined for one that Keras never writes as a weight. */
function dtypeOf(metadata) {
    switch (metadata.type) {
        case H5T_FLOAT:
            return FLOATS.get(metadata.size);
        case H5T_INTEGER:
            return INTEGERS.get(`${metadata.signed ? 'int' : 'uint'}${metadata.size * 8}`);
        case H5T_ENUM:
            // h5py writes a bool as an enum of int8 with the members FALSE and TRUE.
            return metadata.size === 1 ? 'bool' : undefined;
        case H5T_OPAQUE:
            // h5py has no bfloat16: it writes the raw two bytes (`|V2`).
            return metadata.size === 2 ? 'bfloat16' : undefined;
        case H5T_STRING:
            return 'string';
        default:
            return undefined;
    }
}
const FLOATS = new Map([
    [2, 'float16'],
    [4, 'float32'],
    [8, 'float64'],
]);
const INTEGERS = new Map(['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'].map((name) => [name, name]));
/** Bytes of one element; 0 for strings, which have none that is fixed. */
const ITEM_BYTES = {
    float16: 2,
    bfloat16: 2,
    float32: 4,
    float64: 8,
    int8: 1,
    int16: 2,
    int32: 4,
    int64: 8,
    uint8: 1,
    uint16: 2,
    uint32: 4,
    uint64: 8,
    bool: 1,
    string: 0,
};
/** The HDF5 datatype that h5wasm writes for a dtype; undefined where it can write none (half precision, bool, strings). */
function numericMetadata(dtype) {
    if (dtype === 'float32' || dtype === 'float64')
        return { type: H5T_FLOAT, size: ITEM_BYTES[dtype], signed: true };
    if (INTEGERS.has(dtype))
        return { type: H5T_INTEGER, size: ITEM_BYTES[dtype], signed: dtype.startsWith('int') };
    return undefined;
}

;// CONCATENATED MODULE: ./lib/hdf5/limits.js
/**
 * What a file may ask of us. Real Keras files stay far below; a hostile one is refused before it costs time or memory.
 */
/** Keras nests a group for each level of nested models and for each `/` in a name. */
const MAX_DEPTH = 64;
/** Groups and datasets of one file: the largest published models hold some thousands. */
const MAX_OBJECTS = 200_000;
/** One attribute: an architecture (`model_config`) of many thousands of layers takes some megabytes. */
const MAX_ATTRIBUTE_BYTES = 64 * 1024 * 1024;
/**
 * All datasets together, as a multiple of the file's size, beyond {@link FREE_DECLARED_BYTES}: contiguous data take their
 * own size, and weights seldom compress to less than a tenth.
 */
const MAX_DECLARED_EXPANSION = 100;
/** Declared bytes that need no justification by the file's size. */
const FREE_DECLARED_BYTES = 64 * 1024 * 1024;
/** A tensor whose values change must be in memory at once (twice); the others pass through in slabs. */
const MAX_TRANSFORMED_BYTES = 512 * 1024 * 1024;
/** Bytes moved at a time. Measured: 4–8 MiB was fastest, 1 and 16 MiB slower. */
const SLAB_BYTES = 8 * 1024 * 1024;
/** HDF5 object headers hold at most 64 KiB; Keras splits longer name lists (`HDF5_OBJECT_HEADER_LIMIT`, legacy_h5_format.py). */
const HDF5_OBJECT_HEADER_LIMIT = 64_512;

;// CONCATENATED MODULE: ./lib/hdf5/module.js
let loading;
function loadHdf5() {
    loading ??= load();
    return loading;
}
const ENOENT = 44; // in Emscripten's (WASI) numbering
const STDERR = 2;
/** HDF5 prints a stack of up to a few kilobytes an error; a hostile file can cause thousands. */
const MAX_DIAGNOSTICS = 16 * 1024;
async function load() {
    const h5wasm = await __nccwpck_require__.e(/* import() */ 547).then(__nccwpck_require__.bind(__nccwpck_require__, 7547));
    const module = (await h5wasm.ready);
    const allowed = new Map();
    let diagnostics = '';
    const open = module.FS.open;
    module.FS.open = (path, ...rest) => {
        if (!allowed.has(path))
            throw new module.FS.ErrnoError(ENOENT);
        return open.call(module.FS, path, ...rest);
    };
    const write = module.FS.write;
    module.FS.write = (stream, buffer, offset, length, ...rest) => {
        if (stream.fd !== STDERR)
            return write.call(module.FS, stream, buffer, offset, length, ...rest);
        if (diagnostics.length < MAX_DIAGNOSTICS) {
            diagnostics += Buffer.from(buffer.buffer, buffer.byteOffset + offset, length).toString('utf8');
        }
        return length;
    };
    return {
        module,
        allow(path) {
            allowed.set(path, (allowed.get(path) ?? 0) + 1);
            return {
                [Symbol.dispose]() {
                    const left = (allowed.get(path) ?? 1) - 1;
                    if (left > 0)
                        allowed.set(path, left);
                    else
                        allowed.delete(path);
                },
            };
        },
        takeDiagnostics() {
            const words = summarise(diagnostics);
            diagnostics = '';
            return words;
        },
    };
}
/** HDF5 prints an error stack, outermost call first, each entry as `#000: file line N in function(): reason`; the last reason is the cause. */
function summarise(stack) {
    const reasons = [...stack.matchAll(/^ *#\d+: .*? in \w+\(\): (.*)$/gm)].map((match) => match[1] ?? '');
    return (reasons.at(-1) ?? stack.trim().split('\n')[0] ?? '').trim();
}

;// CONCATENATED MODULE: ./lib/hdf5/slabs.js
/**
 * Cuts an array into contiguous hyperslabs of at most `maxElements` elements, in C order. A scalar is one slab of rank
 * 0; an array with an extent of zero has none.
 */
function* slabs(shape, maxElements) {
    const total = elementsOf(shape);
    if (total === 0)
        return;
    // The first axis along which one step is small enough: everything inside it is taken whole, everything outside it one index at a time.
    let axis = 0;
    let inner = total;
    while (axis < shape.length) {
        inner /= shape[axis] ?? 1;
        if (inner <= maxElements)
            break;
        axis++;
    }
    if (total <= maxElements || axis >= shape.length) {
        yield { offset: shape.map(() => 0), count: [...shape], size: total };
        return;
    }
    const extent = shape[axis] ?? 1;
    const step = Math.max(1, Math.floor(maxElements / inner));
    const outer = elementsOf(shape.slice(0, axis));
    for (let i = 0; i < outer; i++) {
        const index = indexOf(i, shape.slice(0, axis));
        for (let start = 0; start < extent; start += step) {
            const length = Math.min(step, extent - start);
            yield {
                offset: [...index, start, ...shape.slice(axis + 1).map(() => 0)],
                count: [...index.map(() => 1), length, ...shape.slice(axis + 1)],
                size: length * inner,
            };
        }
    }
}
function elementsOf(shape) {
    return shape.reduce((product, extent) => product * extent, 1);
}
function indexOf(position, shape) {
    const index = [];
    let rest = position;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
        const extent = shape[axis] ?? 1;
        index.unshift(rest % extent);
        rest = Math.floor(rest / extent);
    }
    return index;
}

;// CONCATENATED MODULE: ./lib/hdf5/reader.js






const KINDS = new Map([
    [H5G_GROUP, 'group'],
    [H5G_DATASET, 'dataset'],
    [-1, 'missing'],
]);
/** An HDF5 file open for reading. Every return code is checked; what HDF5 says about an error is in the message. */
class Hdf5Reader {
    #hdf5;
    #file;
    #allowance;
    #fileBytes;
    #declaredBytes = 0;
    #objects = 0;
    constructor(hdf5, file, allowance, fileBytes) {
        this.#hdf5 = hdf5;
        this.#file = file;
        this.#allowance = allowance;
        this.#fileBytes = fileBytes;
    }
    /**
     * @param path absolute path of a regular file
     * @param fileBytes its size, against which declared sizes are held
     * @throws Failure if HDF5 cannot open it
     */
    static async open(path, fileBytes) {
        const hdf5 = await loadHdf5();
        const allowance = hdf5.allow(path);
        hdf5.takeDiagnostics();
        const file = hdf5.module.open(path, hdf5.module.H5F_ACC_RDONLY, false, -1, -1);
        if (file < 0n) {
            allowance[Symbol.dispose]();
            throw new Failure(`HDF5 cannot open the file (${hdf5.takeDiagnostics() || 'no reason given'}); it may be truncated or damaged: restore it from its origin`);
        }
        return new Hdf5Reader(hdf5, file, allowance, fileBytes);
    }
    get module() {
        return this.#hdf5.module;
    }
    kind(path) {
        const code = this.#hdf5.module.get_type(this.#file, path);
        this.#hdf5.takeDiagnostics();
        return KINDS.get(code) ?? 'other';
    }
    /** Names of the links of a group, in HDF5's order. */
    children(path) {
        const names = this.#attempt(`group "${path}"`, () => this.#hdf5.module.get_names(this.#file, path, false));
        this.#count(names.length);
        return names;
    }
    /**
     * All datasets below a group, by absolute path, depth first in link order; links that lead nowhere or outside are left
     * out.
     *
     * @param known kinds that need no asking: asking is most of the cost of a walk over thousands of small datasets
     */
    *datasets(group, known, depth = 0) {
        if (depth > MAX_DEPTH) {
            throw new errors_Refusal(`groups nest deeper than ${MAX_DEPTH} levels at "${shorten(group)}", which no Keras file does`);
        }
        for (const name of this.children(group)) {
            const path = group === '/' ? `/${name}` : `${group}/${name}`;
            const kind = known?.get(path) ?? this.kind(path);
            if (kind === 'dataset')
                yield path;
            else if (kind === 'group')
                yield* this.datasets(path, known, depth + 1);
        }
    }
    attributeNames(owner) {
        return this.#attempt(`"${owner}"`, () => this.#hdf5.module.get_attribute_names(this.#file, owner));
    }
    /** @throws Failure if the attribute cannot be read, Refusal if it is larger than {@link MAX_ATTRIBUTE_BYTES} */
    attribute(owner, name) {
        const place = `attribute "${name}" of "${owner}"`;
        const { module } = this.#hdf5;
        const metadata = this.#attempt(place, () => module.get_attribute_metadata(this.#file, owner, name));
        const bytes = metadata.shape === null ? 0 : metadata.size * metadata.total_size;
        if (bytes > MAX_ATTRIBUTE_BYTES) {
            throw new errors_Refusal(`${place} declares ${bytes} bytes, more than the ${MAX_ATTRIBUTE_BYTES} that are read`);
        }
        const empty = new Uint8Array(0);
        if (bytes === 0)
            return { metadata, strings: metadata.type === H5T_STRING ? [] : undefined, numbers: [], bytes: empty };
        const pointer = module._malloc(bytes);
        if (pointer === 0)
            throw new Failure(`${place}: no memory for ${bytes} bytes`);
        try {
            const code = module.get_attribute_data(this.#file, owner, name, BigInt(pointer));
            if (code < 0)
                throw this.#failure(place);
            const raw = module.HEAPU8.slice(pointer, pointer + bytes);
            if (metadata.type === H5T_STRING && metadata.vlen) {
                const strings = this.#variableStrings(raw, place);
                module.reclaim_vlen_memory(this.#file, owner, name, BigInt(pointer));
                return { metadata, strings, numbers: undefined, bytes: empty };
            }
            const strings = metadata.type === H5T_STRING ? fixedStrings(raw, metadata) : undefined;
            return { metadata, strings, numbers: strings ? undefined : numbersOf(raw, metadata), bytes: raw };
        }
        finally {
            module._free(pointer);
        }
    }
    /**
     * Shape and dtype of a dataset.
     *
     * @throws Failure if it cannot be opened; Refusal if its dtype is not one of Keras's, it is a virtual dataset, or all
     * datasets together declare far more bytes than the file could hold
     */
    tensor(path) {
        const metadata = this.#attempt(`dataset "${path}"`, () => this.#hdf5.module.get_dataset_metadata(this.#file, path));
        const dtype = dtypeOf(metadata);
        if (dtype === undefined || metadata.shape === null) {
            throw new errors_Refusal(`dataset "${path}" has a datatype that Keras does not write (HDF5 class ${metadata.type}, ${metadata.size} bytes)`);
        }
        if (metadata.virtual_sources !== undefined) {
            throw new errors_Refusal(`dataset "${path}" is a virtual dataset, whose values lie in other files: write it as an ordinary dataset first`);
        }
        this.#declaredBytes += elementsOf(metadata.shape) * Math.max(1, ITEM_BYTES[dtype]);
        const limit = FREE_DECLARED_BYTES + this.#fileBytes * MAX_DECLARED_EXPANSION;
        if (!(this.#declaredBytes <= limit)) {
            throw new errors_Refusal(`dataset "${path}" brings the declared size to ${this.#declaredBytes} bytes in a file of ${this.#fileBytes}: if that is meant, store the weights uncompressed (h5repack) and convert again`);
        }
        this.#count(1);
        return { path, shape: metadata.shape, dtype };
    }
    /** Reads a slab into wasm memory at `pointer`, little-endian. */
    readSlab(tensor, slab, pointer) {
        const scalar = tensor.shape.length === 0;
        const code = this.#hdf5.module.get_dataset_data(this.#file, tensor.path, scalar ? null : slab.count.map(BigInt), scalar ? null : slab.offset.map(BigInt), scalar ? null : slab.count.map(() => 1n), BigInt(pointer));
        if (code < 0)
            throw this.#failure(`dataset "${tensor.path}"`);
    }
    /** Reads a whole tensor, little-endian, C order. For small or transformed ones. */
    read(tensor) {
        const bytes = elementsOf(tensor.shape) * ITEM_BYTES[tensor.dtype];
        if (bytes === 0)
            return new Uint8Array(0);
        const { module } = this.#hdf5;
        const pointer = module._malloc(bytes);
        if (pointer === 0)
            throw new Failure(`dataset "${tensor.path}": no memory for ${bytes} bytes`);
        try {
            const whole = { offset: tensor.shape.map(() => 0), count: tensor.shape, size: elementsOf(tensor.shape) };
            this.readSlab(tensor, whole, pointer);
            return module.HEAPU8.slice(pointer, pointer + bytes);
        }
        finally {
            module._free(pointer);
        }
    }
    [Symbol.dispose]() {
        this.#hdf5.module.close_file(this.#file);
        this.#allowance[Symbol.dispose]();
        this.#hdf5.takeDiagnostics();
    }
    #variableStrings(raw, place) {
        const pointers = new Uint32Array(raw.buffer, raw.byteOffset, raw.byteLength / 4);
        const heap = this.#hdf5.module.HEAPU8;
        const strings = [];
        let total = 0;
        for (const start of pointers) {
            const end = start === 0 ? 0 : heap.indexOf(0, start);
            total += end - start;
            if (end < start || total > MAX_ATTRIBUTE_BYTES)
                throw new errors_Refusal(`${place} holds more text than is read`);
            strings.push(Buffer.from(heap.subarray(start, end)).toString('utf8'));
        }
        return strings;
    }
    #attempt(place, call) {
        try {
            return call();
        }
        catch (cause) {
            if (cause instanceof Error && cause.name === 'RuntimeError')
                throw cause; // an abort: the module is dead
            throw this.#failure(place, cause);
        }
    }
    #failure(place, cause) {
        const words = this.#hdf5.takeDiagnostics();
        return new Failure(`${shorten(place)} cannot be read${words ? ` (HDF5: ${words})` : ''}; the file may be damaged: restore it from its origin`, { cause });
    }
    #count(objects) {
        this.#objects += objects;
        if (this.#objects > MAX_OBJECTS) {
            throw new errors_Refusal(`the file holds more than ${MAX_OBJECTS} groups and datasets, which no Keras file does`);
        }
    }
}
function fixedStrings(raw, metadata) {
    const strings = [];
    for (let start = 0; start < raw.length; start += metadata.size) {
        const cell = raw.subarray(start, start + metadata.size);
        const end = cell.indexOf(0);
        const text = Buffer.from(end < 0 ? cell : cell.subarray(0, end)).toString('utf8');
        // H5T_STR_SPACEPAD (2): padded with spaces, as Fortran does and h5wasm's own UTF-8 strings are.
        strings.push(metadata.strpad === 2 ? text.replace(/ +$/, '') : text);
    }
    return strings;
}
function numbersOf(raw, metadata) {
    const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
    const read = NUMBER_READERS.get(`${metadata.type}/${metadata.size}/${metadata.signed}`);
    if (!read)
        return undefined;
    const numbers = [];
    for (let at = 0; at < raw.length; at += metadata.size)
        numbers.push(read(view, at));
    return numbers;
}
const NUMBER_READERS = new Map([
    [`${H5T_FLOAT}/4/true`, (view, at) => view.getFloat32(at, true)],
    [`${H5T_FLOAT}/8/true`, (view, at) => view.getFloat64(at, true)],
    [`${H5T_FLOAT}/4/false`, (view, at) => view.getFloat32(at, true)],
    [`${H5T_FLOAT}/8/false`, (view, at) => view.getFloat64(at, true)],
    [`${H5T_INTEGER}/1/true`, (view, at) => view.getInt8(at)],
    [`${H5T_INTEGER}/2/true`, (view, at) => view.getInt16(at, true)],
    [`${H5T_INTEGER}/4/true`, (view, at) => view.getInt32(at, true)],
    [`${H5T_INTEGER}/8/true`, (view, at) => Number(view.getBigInt64(at, true))],
    [`${H5T_INTEGER}/1/false`, (view, at) => view.getUint8(at)],
    [`${H5T_INTEGER}/2/false`, (view, at) => view.getUint16(at, true)],
    [`${H5T_INTEGER}/4/false`, (view, at) => view.getUint32(at, true)],
    [`${H5T_INTEGER}/8/false`, (view, at) => Number(view.getBigUint64(at, true))],
]);
/** Hostile names run to 64 KB; a message keeps the ends. */
function shorten(text, limit = 200) {
    return text.length <= limit ? text : `${text.slice(0, limit / 2)}…${text.slice(-limit / 2)}`;
}

;// CONCATENATED MODULE: ./lib/keras/name-list.js

/** Parts a list may be split in: at 64,512 bytes each, over 60 MB of names. */
const MAX_PARTS = 1000;
/** Whether a group has a list attribute, whole or in parts. */
function hasNameList(attributes, name) {
    return attributes.includes(name) || attributes.includes(`${name}0`);
}
/** The attributes that make up a list: `name`, or `name0`, `name1`, … */
function nameListParts(attributes, name) {
    if (attributes.includes(name))
        return [name];
    const parts = [];
    const present = new Set(attributes);
    while (parts.length < MAX_PARTS && present.has(`${name}${parts.length}`))
        parts.push(`${name}${parts.length}`);
    return parts;
}
/**
 * Reads a list of names. Keras splits one longer than 64,512 bytes into `name0`, `name1`, … (`load_attributes_from_hdf5_group`,
 * legacy_h5_format.py); an empty one is float64 of shape (0,).
 *
 * @param attributes the owner's attribute names, where they are known already
 * @throws Failure if the attribute is not text
 */
function readNameList(reader, owner, name, attributes = reader.attributeNames(owner)) {
    return nameListParts(attributes, name).flatMap((part) => {
        const { strings, metadata } = reader.attribute(owner, part);
        if (strings)
            return strings;
        if (metadata.shape === null || metadata.total_size === 0)
            return [];
        throw new Failure(`attribute "${part}" of "${owner}" should be a list of names but holds numbers; the file may be damaged: restore it from its origin`);
    });
}

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
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
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
        STRING.lastIndex = at;
        const match = STRING.exec(text);
        if (!match)
            fail('malformed string');
        at = STRING.lastIndex;
        return JSON.parse(match[0]);
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

;// CONCATENATED MODULE: ./lib/provenance.js
const PROVENANCE_NAMES = {
    sourceKerasVersion: 'keras3_migrate_source_keras_version',
    sourceSha256: 'keras3_migrate_source_sha256',
    version: 'keras3_migrate_version',
    optionsDigest: 'keras3_migrate_options',
};
/** Reads a provenance through a function that gives each name's text; undefined unless all four are there. */
function readProvenance(textOf) {
    const sourceKerasVersion = textOf(PROVENANCE_NAMES.sourceKerasVersion);
    const sourceSha256 = textOf(PROVENANCE_NAMES.sourceSha256);
    const version = textOf(PROVENANCE_NAMES.version);
    const optionsDigest = textOf(PROVENANCE_NAMES.optionsDigest);
    if (sourceKerasVersion === undefined || sourceSha256 === undefined)
        return undefined;
    if (version === undefined || optionsDigest === undefined)
        return undefined;
    return { sourceKerasVersion, sourceSha256, version, optionsDigest };
}
/** Whether a result made so needs no remaking. */
function isCurrent(found, wanted) {
    return (found !== undefined &&
        found.sourceSha256 === wanted.sourceSha256 &&
        found.version === wanted.version &&
        found.optionsDigest === wanted.optionsDigest);
}
/** The keys in the order in which they are written. */
const PROVENANCE_KEYS = ['sourceKerasVersion', 'sourceSha256', 'version', 'optionsDigest'];

;// CONCATENATED MODULE: ./lib/layout.js


/** The groups that Keras's object tree has at its root (saving_lib.py): 2.12 used the first name, later versions the second. */
const OBJECT_TREE_ROOTS = ['_layer_checkpoint_dependencies', 'layers'];
/** Recognises the layout of an open HDF5 file. */
function recogniseLayout(reader) {
    const attributes = reader.attributeNames('/');
    const text = (owner, names, name) => names.includes(name) ? reader.attribute(owner, name).strings?.[0] : undefined;
    const provenance = readProvenance((name) => text('/', attributes, name));
    if (hasNameList(attributes, 'layer_names')) {
        return {
            kind: 'legacy-h5-weights',
            weightsGroup: '/',
            kerasVersion: text('/', attributes, 'keras_version'),
            backend: text('/', attributes, 'backend'),
            provenance,
        };
    }
    if (reader.kind('/model_weights') === 'group') {
        const below = reader.attributeNames('/model_weights');
        if (hasNameList(below, 'layer_names')) {
            const either = (name) => text('/', attributes, name) ?? text('/model_weights', below, name);
            return {
                kind: attributes.includes('model_config') ? 'legacy-h5-model' : 'legacy-h5-weights',
                weightsGroup: '/model_weights',
                kerasVersion: either('keras_version'),
                backend: either('backend'),
                provenance,
            };
        }
    }
    for (const root of OBJECT_TREE_ROOTS) {
        if (reader.kind(`/${root}`) === 'group')
            return { kind: 'object-tree', kerasVersion: undefined, provenance };
    }
    const found = attributes.includes('model_config')
        ? 'an architecture without weights'
        : 'no layer_names, model_weights or layers';
    return { kind: 'not-keras', found };
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __nccwpck_require__(8815);
;// CONCATENATED MODULE: ./lib/architecture/parse.js




/**
 * Reads an architecture that `to_json()` or Keras 1/2's `to_yaml()` wrote.
 *
 * @param name the file's name: its extension tells the syntax
 * @throws Failure with the place of a syntax error
 */
function parseArchitecture(text, name) {
    const value = ['.yaml', '.yml'].includes((0,external_node_path_namespaceObject.extname)(name).toLowerCase()) ? parseYaml(text, name) : parse(text, name);
    if (!isObject(value) || typeof value.class_name !== 'string') {
        throw new Failure(`"${name}" is not an architecture: it has no class_name, as the text of model.to_json() has`);
    }
    return value;
}
function parse(text, name) {
    try {
        return parseJson(text);
    }
    catch (cause) {
        if (!(cause instanceof JsonSyntaxError))
            throw cause;
        throw new Failure(`"${name}" is not JSON: ${cause.message}`, { cause });
    }
}
/**
 * PyYAML writes YAML 1.1, tuples as `!!python/tuple` (read as lists here) and repeated values as anchors; no tag makes
 * anything run. Floats stay floats (`1.0` is not `1`), as in JSON.
 */
function parseYaml(text, name) {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { version: '1.1', lineCounter: lines, logLevel: 'silent', stringKeys: true });
    const [error] = document.errors;
    if (error)
        throw new Failure(`"${name}" is not YAML: ${error.message.split('\n')[0]}`, { cause: error });
    (0,dist/* visit */.YR)(document, {
        Scalar(_key, node) {
            if (typeof node.value === 'number' && Number.isInteger(node.value) && /[.eE]/.test(node.source ?? '')) {
                node.value = new Float(node.value);
            }
        },
    });
    return narrow(document.toJS({ maxAliasCount: 10_000 }), name, 0);
}
function narrow(value, name, depth) {
    if (depth > MAX_JSON_DEPTH)
        throw new Failure(`"${name}" nests deeper than ${MAX_JSON_DEPTH} levels`);
    if (value === null || value === undefined)
        return null;
    if (value instanceof Float)
        return value;
    if (Array.isArray(value))
        return value.map((item) => narrow(item, name, depth + 1));
    switch (typeof value) {
        case 'boolean':
        case 'number':
        case 'bigint':
        case 'string':
            return value;
        case 'object': {
            const entries = Object.entries(value).map(([key, item]) => {
                if (key === '__proto__')
                    throw new Failure(`"${name}" holds a key named "__proto__"`);
                return [key, narrow(item, name, depth + 1)];
            });
            return Object.fromEntries(entries);
        }
        default:
            throw new Failure(`"${name}" holds a value that is neither text, number, list nor mapping`);
    }
}

;// CONCATENATED MODULE: ./lib/architecture/find.js
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









const MAX_TEXT_BYTES = 64 * 1024 * 1024;
/** Whole-model files looked into for an architecture; a folder of more checkpoints says too little. */
const MAX_SIBLINGS = 64;
/**
 * The architecture that the user named: a JSON or YAML file, or a whole-model file.
 *
 * @param path absolute
 * @throws Refusal if it holds none
 */
async function namedArchitecture(path) {
    const found = await (0,promises_namespaceObject.stat)(path).catch(() => undefined);
    if (!found?.isFile())
        throw new errors_Refusal(`the architecture "${(0,external_node_path_namespaceObject.basename)(path)}" is not a file: check the "architecture" option`);
    if ((await fileKind(path)) === 'hdf5') {
        const model = await wholeModel(path);
        if (!model)
            throw new errors_Refusal(`the architecture "${(0,external_node_path_namespaceObject.basename)(path)}" is an HDF5 file without a model_config: name a to_json() file or a whole-model file`);
        return model.architecture;
    }
    return readText(path);
}
/**
 * Looks beside a weights file for its architecture: `<stem>.json`, `model.json`, `architecture.json` (or `.yaml`,
 * `.yml`), else the one whole-model file in the folder that has the same layer names.
 *
 * @param layerNames of the weights file; undefined for an object tree, which has none
 */
async function siblingArchitecture(source, stem, layerNames) {
    const folder = (0,external_node_path_namespaceObject.dirname)(source);
    for (const name of [stem, 'model', 'architecture']) {
        for (const extension of ['.json', '.yaml', '.yml']) {
            const path = (0,external_node_path_namespaceObject.join)(folder, name + extension);
            if (!(await isRegularFile(path)))
                continue;
            const architecture = await readText(path).catch(() => undefined); // any JSON may lie there: a history, a vocabulary
            if (architecture && (name === stem || knowsLayers(architecture.config, layerNames)))
                return architecture;
        }
    }
    return layerNames ? wholeModelBeside(source, layerNames) : undefined;
}
/** Whether an architecture that lies in the same folder is this file's: it names all of its layers. */
function knowsLayers(architecture, layerNames) {
    if (!layerNames)
        return true;
    const config = architecture.config;
    const layers = Array.isArray(config) ? config : isObject(config) ? config.layers : undefined;
    if (!Array.isArray(layers))
        return false;
    const names = new Set(layers.map((layer) => (isObject(layer) && isObject(layer.config) ? layer.config.name : undefined)));
    return layerNames.every((name) => names.has(name));
}
async function wholeModelBeside(source, layerNames) {
    const folder = (0,external_node_path_namespaceObject.dirname)(source);
    const names = (await (0,promises_namespaceObject.readdir)(folder)).filter((name) => ['.h5', '.hdf5'].includes((0,external_node_path_namespaceObject.extname)(name).toLowerCase())).sort();
    if (names.length > MAX_SIBLINGS)
        return undefined;
    const wanted = layerNames.join('\n');
    const fitting = [];
    for (const name of names) {
        const path = (0,external_node_path_namespaceObject.join)(folder, name);
        if (path === source || !(await isRegularFile(path)))
            continue;
        const model = await wholeModel(path).catch(() => undefined); // a damaged neighbour is not this file's fault
        if (model && !model.ours && model.layerNames.join('\n') === wanted)
            fitting.push(model.architecture);
    }
    const [first, ...others] = fitting;
    return first && others.every((other) => other.text === first.text) ? first : undefined;
}
async function wholeModel(path) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if ((await fileKind(path)) !== 'hdf5')
            return undefined;
        const reader = __addDisposableResource(env_1, await Hdf5Reader.open(path, (await (0,promises_namespaceObject.stat)(path)).size), false);
        const layout = recogniseLayout(reader);
        if (layout.kind !== 'legacy-h5-model')
            return undefined;
        const text = reader.attribute('/', 'model_config').strings?.[0];
        if (text === undefined)
            return undefined;
        const config = parseJson(text);
        if (!isObject(config))
            return undefined;
        const layerNames = readNameList(reader, layout.weightsGroup, 'layer_names');
        return { architecture: { config, from: (0,external_node_path_namespaceObject.basename)(path), text }, layerNames, ours: layout.provenance !== undefined };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
async function readText(path) {
    const { size } = await (0,promises_namespaceObject.stat)(path);
    if (size > MAX_TEXT_BYTES)
        throw new Failure(`"${(0,external_node_path_namespaceObject.basename)(path)}" takes ${size} bytes, over the limit of ${MAX_TEXT_BYTES} for an architecture`);
    const text = await (0,promises_namespaceObject.readFile)(path, 'utf8');
    return { config: parseArchitecture(text, (0,external_node_path_namespaceObject.basename)(path)), from: (0,external_node_path_namespaceObject.basename)(path), text };
}
/** Beside a stranger's weights file a link could lead anywhere: only plain files are read. */
async function isRegularFile(path) {
    return (await (0,promises_namespaceObject.lstat)(path).catch(() => undefined))?.isFile() ?? false;
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/training/findings.js
function startFindings(context) {
    return { context, changes: [], warnings: [], refusals: [] };
}
function noteChange(found, path, from, to) {
    found.changes.push({ path, from, to });
}
/** Says a sentence once, however many outputs or metrics it is true of. */
function warn(found, text) {
    if (!found.warnings.some((warning) => warning.text === text))
        found.warnings.push({ text });
}
/**
 * A loss, metric, optimizer or schedule that Keras does not have. Dropping it would train with something else, so its
 * name is passed on and `load_model` asks for it.
 */
function noteCustom(found, kind, name) {
    if (found.context.strict) {
        const text = `The ${kind} "${name}" is not one of Keras's own and custom objects are refused; compile the model with a built-in ${kind}, or convert without the compile settings.`;
        if (!found.refusals.some((refusal) => refusal.text === text))
            found.refusals.push({ text });
        return;
    }
    warn(found, `The ${kind} "${name}" is not one of Keras's own: load_model needs custom_objects={"${name}": ...}, written for Keras 3, or compile=False.`);
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/training/identify.js

/** Packages whose registered names are Keras's own: Keras 2.11 to 2.15 registered their optimizers as `Custom>Adam`. */
const OWN_PACKAGES = new Set(['Custom', 'Keras', 'keras', 'tf_keras']);
/** Python packages that hold Keras's own classes. */
const OWN_MODULES = /^(?:keras|tf_keras|tensorflow|builtins)(?:\.|$)/;
/**
 * Reads one serialized object: a string, the legacy `{class_name, config}`, the `{module, class_name, config,
 * registered_name}` of Keras 2.12 and later (serialization_lib.py), or a function in either form.
 */
function identify(value) {
    if (typeof value === 'string')
        return { kind: 'name', ...ownName(value) };
    if (!isObject(value) || typeof value.class_name !== 'string')
        return { kind: 'unknown' };
    const { module, class_name: className, config, registered_name: registered } = value;
    const fromElsewhere = (typeof module === 'string' && !OWN_MODULES.test(module)) ||
        // Keras 2.12 to 2.15 name a module for every class of their own, and none for the user's.
        (module === null && typeof registered === 'string') ||
        (typeof registered === 'string' && ownName(registered).foreign);
    if (className === 'function') {
        return typeof config === 'string' ? { kind: 'name', name: config, foreign: fromElsewhere } : { kind: 'unknown' };
    }
    const own = ownName(className);
    return {
        kind: 'object',
        name: own.name,
        config: isObject(config) ? config : {},
        foreign: fromElsewhere || own.foreign,
    };
}
/** `Custom>Adam` and `keras.optimizers.Adam` are Keras's `Adam`; `Addons>AdamW` is somebody else's. */
function ownName(text) {
    const [packageName, registered] = text.split('>', 2);
    if (registered !== undefined && packageName !== undefined) {
        return OWN_PACKAGES.has(packageName) ? { name: registered, foreign: false } : { name: text, foreign: true };
    }
    if (/^(?:keras|tf_keras|tensorflow)\./.test(text)) {
        return { name: text.slice(text.lastIndexOf('.') + 1), foreign: false };
    }
    return { name: text, foreign: false };
}
/** A serialized object that both of Keras 3's loaders rebuild. */
function kerasObject(module, className, config) {
    return { module, class_name: className, config, registered_name: null };
}
/** A function that only `custom_objects` can supply; in a `.keras` file Keras 3 asks for it by name (serialization_lib.py). */
function customFunction(name) {
    return { module: 'builtins', class_name: 'function', config: name, registered_name: 'function' };
}
/** Settings of Keras 2's base classes that the base classes of Keras 3 refuse, whoever inherits from them. */
const BASE_CLASS_SETTINGS = new Map([
    ['jit_compile', () => undefined],
    ['is_legacy_optimizer', () => undefined],
    ['reduction', (value) => (value === 'auto' ? 'sum_over_batch_size' : value)],
]);
/**
 * A class that only `custom_objects` can supply, as the file has it but for what its base class refuses. When Keras 3 does
 * not find an H5 file's class, it tries the object's `name` among its own (`_resolve_compile_arguments_compat`,
 * saving_utils.py): a tf-addons AdamW named "AdamW" became a default AdamW. So a name that Keras knows is replaced by the
 * class's.
 */
function customObject(value, isOwnName) {
    const { config, class_name: className } = value;
    if (!isObject(config))
        return value;
    const upgraded = {};
    for (const [key, setting] of Object.entries(config)) {
        const upgrade = BASE_CLASS_SETTINGS.get(key);
        const kept = upgrade === undefined ? setting : upgrade(setting);
        if (kept !== undefined)
            upgraded[key] = kept;
    }
    if (typeof config.name === 'string' && isOwnName(config.name))
        upgraded.name = className ?? null;
    return { ...value, config: upgraded };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/training/losses.js



/** Every name Keras 1 and 2 had for a loss function, with the one name that both loaders of Keras 3 know (losses/__init__.py). */
const LOSS_FUNCTIONS = new Map([
    ...[
        'binary_crossentropy',
        'binary_focal_crossentropy',
        'categorical_crossentropy',
        'categorical_focal_crossentropy',
        'categorical_hinge',
        'cosine_similarity',
        'ctc',
        'dice',
        'hinge',
        'huber',
        'kl_divergence',
        'log_cosh',
        'mean_absolute_error',
        'mean_absolute_percentage_error',
        'mean_squared_error',
        'mean_squared_logarithmic_error',
        'poisson',
        'sparse_categorical_crossentropy',
        'squared_hinge',
        'tversky',
    ].map((name) => [name, name]),
    ['mse', 'mean_squared_error'],
    ['MSE', 'mean_squared_error'],
    ['mae', 'mean_absolute_error'],
    ['MAE', 'mean_absolute_error'],
    ['mape', 'mean_absolute_percentage_error'],
    ['MAPE', 'mean_absolute_percentage_error'],
    ['msle', 'mean_squared_logarithmic_error'],
    ['MSLE', 'mean_squared_logarithmic_error'],
    ['bce', 'binary_crossentropy'],
    ['BCE', 'binary_crossentropy'],
    ['kld', 'kl_divergence'],
    ['KLD', 'kl_divergence'],
    ['kullback_leibler_divergence', 'kl_divergence'],
    ['logcosh', 'log_cosh'],
    ['huber_loss', 'huber'],
    ['cosine', 'cosine_similarity'],
    ['cosine_proximity', 'cosine_similarity'],
]);
/** What each loss class takes in Keras 3.3 beside `reduction` and `name` (losses/losses.py). `fn` and later `dtype` are no arguments. */
const LOSS_CLASSES = new Map([
    ['BinaryCrossentropy', ['from_logits', 'label_smoothing', 'axis']],
    ['BinaryFocalCrossentropy', ['apply_class_balancing', 'alpha', 'gamma', 'from_logits', 'label_smoothing', 'axis']],
    ['CategoricalCrossentropy', ['from_logits', 'label_smoothing', 'axis']],
    ['CategoricalFocalCrossentropy', ['alpha', 'gamma', 'from_logits', 'label_smoothing', 'axis']],
    ['CategoricalHinge', []],
    ['CosineSimilarity', ['axis']],
    ['CTC', []],
    ['Dice', []],
    ['Hinge', []],
    ['Huber', ['delta']],
    ['KLDivergence', []],
    ['LogCosh', []],
    ['MeanAbsoluteError', []],
    ['MeanAbsolutePercentageError', []],
    ['MeanSquaredError', []],
    ['MeanSquaredLogarithmicError', []],
    ['Poisson', []],
    ['SparseCategoricalCrossentropy', ['from_logits', 'ignore_class']],
    ['SquaredHinge', []],
    ['Tversky', ['alpha', 'beta']],
]);
/** Keys a loss's configuration may hold that say nothing about what it computes. */
const IDLE_KEYS = new Set(['fn', 'dtype']);
function isOwnLossName(name) {
    return LOSS_FUNCTIONS.has(name) || LOSS_CLASSES.has(name);
}
/** The canonical function name behind a loss of the source (`binary_crossentropy` for the class, too); undefined for a custom one. */
function lossFunctionName(loss) {
    const identified = identify(loss);
    if (identified.kind === 'unknown' || identified.foreign)
        return undefined;
    const snake = identified.name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
    return LOSS_FUNCTIONS.get(identified.name) ?? LOSS_FUNCTIONS.get(snake);
}
/** Keras's own hinge took labels as they are; TensorFlow's and Keras 3's take 0 for -1 (losses.py `convert_binary_labels_to_hinge`). */
function warnOfHinge(lossName, found) {
    if (lossName !== 'hinge' && lossName !== 'squared_hinge')
        return;
    warn(found, `Keras 3 takes labels of 0 and 1 for -1 and 1 in "${lossName}", where the Keras that wrote the file took them as they are: use labels of -1 and 1.`);
}
/** One loss of one output, as Keras 3 reads it; `null` stays: that output has none. */
function upgradeLoss(loss, path, found) {
    if (loss === null)
        return null;
    const upgraded = upgradeNamed(loss, path, found);
    if (!sameJson(loss, upgraded))
        noteChange(found, path, loss, upgraded);
    return upgraded;
}
function upgradeNamed(loss, path, found) {
    const identified = identify(loss);
    if (identified.kind === 'unknown') {
        noteCustom(found, 'loss', `<unreadable ${path}>`);
        return loss;
    }
    const { name, foreign } = identified;
    if (identified.kind === 'name') {
        const known = foreign ? undefined : LOSS_FUNCTIONS.get(name);
        if (known !== undefined)
            return known;
        if (!foreign && LOSS_CLASSES.has(name))
            return kerasObject('keras.losses', name, {});
        noteCustom(found, 'loss', name);
        return customFunction(name);
    }
    const own = foreign ? undefined : LOSS_CLASSES.get(name);
    if (own !== undefined)
        return kerasObject('keras.losses', name, lossConfig(name, own, identified.config, found));
    if (!foreign && name === 'LossFunctionWrapper' && identified.config.fn !== undefined) {
        return upgradeNamed(identified.config.fn, path, found);
    }
    noteCustom(found, 'loss', name);
    return isObject(loss) ? customObject(loss, isOwnLossName) : loss;
}
function lossConfig(className, own, config, found) {
    const upgraded = {};
    for (const [key, value] of Object.entries(config)) {
        // Keras 2's "auto" meant the mean over the batch everywhere but in a distribution strategy (losses_utils.py).
        if (key === 'reduction')
            upgraded[key] = value === 'auto' ? 'sum_over_batch_size' : value;
        else if (key === 'name' || own.includes(key))
            upgraded[key] = value;
        else if (!IDLE_KEYS.has(key) && value !== null) {
            warn(found, `The loss ${className} has a setting "${key}" that Keras 3 does not know; it was dropped.`);
        }
    }
    return upgraded;
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/training/metrics.js




/** What each metric class takes in Keras 3.3 beside `name` and `dtype` (keras/src/metrics). */
const METRIC_CLASSES = new Map([
    ['Accuracy', []],
    [
        'AUC',
        [
            'num_thresholds',
            'curve',
            'summation_method',
            'thresholds',
            'multi_label',
            'num_labels',
            'label_weights',
            'from_logits',
        ],
    ],
    ['BinaryAccuracy', ['threshold']],
    ['BinaryCrossentropy', ['from_logits', 'label_smoothing']],
    ['BinaryIoU', ['target_class_ids', 'threshold']],
    ['CategoricalAccuracy', []],
    ['CategoricalCrossentropy', ['from_logits', 'label_smoothing', 'axis']],
    ['CategoricalHinge', []],
    ['CosineSimilarity', ['axis']],
    ['F1Score', ['average', 'threshold']],
    ['FBetaScore', ['average', 'beta', 'threshold']],
    ['FalseNegatives', ['thresholds']],
    ['FalsePositives', ['thresholds']],
    ['Hinge', []],
    ['IoU', ['num_classes', 'target_class_ids', 'ignore_class', 'sparse_y_true', 'sparse_y_pred', 'axis']],
    ['KLDivergence', []],
    ['LogCoshError', []],
    ['Mean', []],
    ['MeanAbsoluteError', []],
    ['MeanAbsolutePercentageError', []],
    ['MeanIoU', ['num_classes', 'ignore_class', 'sparse_y_true', 'sparse_y_pred', 'axis']],
    ['MeanSquaredError', []],
    ['MeanSquaredLogarithmicError', []],
    ['OneHotIoU', ['num_classes', 'target_class_ids', 'ignore_class', 'sparse_y_pred', 'axis']],
    ['OneHotMeanIoU', ['num_classes', 'ignore_class', 'sparse_y_pred', 'axis']],
    ['Poisson', []],
    ['Precision', ['thresholds', 'top_k', 'class_id']],
    ['PrecisionAtRecall', ['recall', 'num_thresholds', 'class_id']],
    ['R2Score', ['class_aggregation', 'num_regressors']],
    ['Recall', ['thresholds', 'top_k', 'class_id']],
    ['RecallAtPrecision', ['precision', 'num_thresholds', 'class_id']],
    ['RootMeanSquaredError', []],
    ['SensitivityAtSpecificity', ['specificity', 'num_thresholds', 'class_id']],
    ['SparseCategoricalAccuracy', []],
    ['SparseCategoricalCrossentropy', ['from_logits', 'axis']],
    ['SparseTopKCategoricalAccuracy', ['k']],
    ['SpecificityAtSensitivity', ['sensitivity', 'num_thresholds', 'class_id']],
    ['SquaredHinge', []],
    ['Sum', []],
    ['TopKCategoricalAccuracy', ['k']],
    ['TrueNegatives', ['thresholds']],
    ['TruePositives', ['thresholds']],
]);
/** Classes of Keras 2 that Keras 3 dropped. */
const GONE = new Set(['MeanRelativeError', 'MeanTensor', 'SumOverBatchSize']);
/** The metric class that is the mean of a loss function's values. */
const CLASS_OF_LOSS_FUNCTION = new Map([
    ['binary_crossentropy', 'BinaryCrossentropy'],
    ['categorical_crossentropy', 'CategoricalCrossentropy'],
    ['categorical_hinge', 'CategoricalHinge'],
    ['cosine_similarity', 'CosineSimilarity'],
    ['hinge', 'Hinge'],
    ['kl_divergence', 'KLDivergence'],
    ['log_cosh', 'LogCoshError'],
    ['mean_absolute_error', 'MeanAbsoluteError'],
    ['mean_absolute_percentage_error', 'MeanAbsolutePercentageError'],
    ['mean_squared_error', 'MeanSquaredError'],
    ['mean_squared_logarithmic_error', 'MeanSquaredLogarithmicError'],
    ['poisson', 'Poisson'],
    ['sparse_categorical_crossentropy', 'SparseCategoricalCrossentropy'],
    ['squared_hinge', 'SquaredHinge'],
]);
/** The metric class that is the mean of an accuracy function's values. */
const CLASS_OF_ACCURACY_FUNCTION = new Map([
    ['binary_accuracy', 'BinaryAccuracy'],
    ['categorical_accuracy', 'CategoricalAccuracy'],
    ['sparse_categorical_accuracy', 'SparseCategoricalAccuracy'],
    ['sparse_top_k_categorical_accuracy', 'SparseTopKCategoricalAccuracy'],
    ['top_k_categorical_accuracy', 'TopKCategoricalAccuracy'],
]);
const ACCURACY = new Set(['accuracy', 'acc', 'Accuracy']);
const CROSSENTROPY = new Set(['crossentropy', 'ce']);
/** One metric as Keras 3 reads it; undefined for one that was dropped, with a warning. */
function upgradeMetric(metric, place, found) {
    const upgraded = upgradeIdentified(metric, place, found);
    if (upgraded === undefined || !sameJson(metric, upgraded))
        noteChange(found, place.path, metric, upgraded);
    return upgraded;
}
function upgradeIdentified(metric, place, found) {
    const identified = identify(metric);
    if (identified.kind === 'unknown') {
        warn(found, `The metric at ${place.path} cannot be read; it was dropped.`);
        return undefined;
    }
    const { name, foreign } = identified;
    if (identified.kind === 'name') {
        const known = foreign ? undefined : byFunction(name, { name }, place, found);
        if (known !== undefined)
            return known.metric;
        noteCustom(found, 'metric', name);
        return customFunction(name);
    }
    const { config } = identified;
    const own = foreign ? undefined : METRIC_CLASSES.get(name);
    if (own !== undefined)
        return kerasObject('keras.metrics', name, metricConfig(name, own, config, place, found));
    if (!foreign && GONE.has(name)) {
        warn(found, `The metric ${name} is gone from Keras 3; it was dropped.`);
        return undefined;
    }
    if (!foreign && /^(?:MeanMetricWrapper|SumOverBatchSizeMetricWrapper)$/.test(name) && config.fn !== undefined) {
        return unwrap(config, place, found);
    }
    noteCustom(found, 'metric', name);
    // Metrics stand in lists, where no loader guesses by name: the user's own name stays.
    return isObject(metric) ? customObject(metric, () => false) : metric;
}
/** `MeanMetricWrapper(fn="binary_accuracy", name="accuracy")` is `BinaryAccuracy(name="accuracy")`. */
function unwrap(config, place, found) {
    const { fn, ...rest } = config;
    const inner = identify(fn ?? null);
    if (inner.kind === 'name') {
        const known = inner.foreign ? undefined : byFunction(inner.name, rest, { ...place, ownFunctions: false }, found);
        if (known !== undefined)
            return known.metric;
    }
    const name = inner.kind === 'unknown' ? String(config.name ?? 'unnamed') : inner.name;
    noteCustom(found, 'metric', name);
    return customFunction(name);
}
/** The metric that a function's or class's name stands for; undefined for a name that is not Keras's. */
function byFunction(fn, config, place, found) {
    if (ACCURACY.has(fn))
        return { metric: accuracy(fn, config, place, found) };
    if (CROSSENTROPY.has(fn))
        return { metric: crossentropy(config, place, found) };
    const lossName = lossFunctionName(fn);
    const className = CLASS_OF_ACCURACY_FUNCTION.get(fn) ??
        (METRIC_CLASSES.has(fn) ? fn : undefined) ??
        (lossName === undefined ? undefined : CLASS_OF_LOSS_FUNCTION.get(lossName));
    if (className === undefined) {
        // Keras 3 wraps a bare function in a mean, as Keras 2 did.
        return lossName === undefined ? undefined : { metric: kerasFunction(lossName) };
    }
    if (place.ownFunctions && className === 'CosineSimilarity') {
        warn(found, `The metric "${fn}" was negative in the Keras that wrote the file and is positive in Keras 3.`);
    }
    if (place.ownFunctions && lossName !== undefined)
        warnOfHinge(lossName, found);
    return { metric: classObject(className, config, place, found) };
}
function kerasFunction(name) {
    return { module: 'keras.losses', class_name: 'function', config: name, registered_name: name };
}
function classObject(className, config, place, found) {
    const own = METRIC_CLASSES.get(className) ?? [];
    return kerasObject('keras.metrics', className, metricConfig(className, own, config, place, found));
}
function accuracy(fn, config, place, found) {
    const lossName = place.accuracyByLoss ? lossFunctionName(place.loss) : undefined;
    if (lossName === 'binary_crossentropy')
        return classObject('BinaryAccuracy', config, place, found);
    if (lossName === 'sparse_categorical_crossentropy') {
        return classObject('SparseCategoricalAccuracy', config, place, found);
    }
    return fn === 'Accuracy' ? classObject(fn, config, place, found) : fn;
}
/** Keras 3 knows `ce` as a loss only (compile_utils.py), so the metric is named by the loss it goes with. */
function crossentropy(config, place, found) {
    const lossName = lossFunctionName(place.loss) ?? '';
    const className = CLASS_OF_LOSS_FUNCTION.get(lossName) ?? '';
    if (/crossentropy$/.test(lossName) && className !== '')
        return classObject(className, config, place, found);
    warn(found, 'The metric "crossentropy" goes with a loss that is none; CategoricalCrossentropy was written for it.');
    return classObject('CategoricalCrossentropy', config, place, found);
}
function metricConfig(className, own, config, place, found) {
    const upgraded = {};
    for (const [key, value] of Object.entries(config)) {
        if (key === 'name')
            upgraded[key] = typeof value === 'string' ? withoutPrefix(value, place.prefix) : value;
        else if (key === 'dtype')
            upgraded[key] = dtypeName(value);
        else if (own.includes(key))
            upgraded[key] = value;
        else if (key !== 'fn' && value !== null) {
            warn(found, `The metric ${className} has a setting "${key}" that Keras 3.3 does not know; it was dropped.`);
        }
    }
    return upgraded;
}
function withoutPrefix(name, prefix) {
    return prefix !== undefined && name.length > prefix.length && name.startsWith(prefix)
        ? name.slice(prefix.length)
        : name;
}
/** Keras 3.4 and later write a policy where 3.3 reads a name. */
function dtypeName(dtype) {
    if (!isObject(dtype))
        return dtype;
    const config = dtype.config;
    return isObject(config) && typeof config.name === 'string' ? config.name : null;
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/training/schedules.js



/** What each learning-rate schedule takes in Keras 3.3 (optimizers/schedules/learning_rate_schedule.py). */
const SCHEDULES = new Map([
    ['CosineDecay', ['initial_learning_rate', 'decay_steps', 'alpha', 'name', 'warmup_target', 'warmup_steps']],
    ['CosineDecayRestarts', ['initial_learning_rate', 'first_decay_steps', 't_mul', 'm_mul', 'alpha', 'name']],
    ['ExponentialDecay', ['initial_learning_rate', 'decay_steps', 'decay_rate', 'staircase', 'name']],
    ['InverseTimeDecay', ['initial_learning_rate', 'decay_steps', 'decay_rate', 'staircase', 'name']],
    ['PiecewiseConstantDecay', ['boundaries', 'values', 'name']],
    ['PolynomialDecay', ['initial_learning_rate', 'decay_steps', 'end_learning_rate', 'power', 'cycle', 'name']],
]);
/** Schedules of `keras.experimental` that Keras 3 does not have. */
const schedules_GONE = new Set(['LinearCosineDecay', 'NoisyLinearCosineDecay']);
const MODULE = 'keras.optimizers.schedules';
/**
 * A learning rate as Keras 3 reads it: a float, for its optimizers refuse an integer, or a schedule object.
 * `undefined` where the source says none that can be read.
 */
function upgradeLearningRate(rate, found) {
    const number = asNumber(rate);
    if (number !== undefined)
        return pythonFloat(number);
    if (!isObject(rate))
        return undefined;
    const identified = identify(rate);
    if (identified.kind !== 'object')
        return undefined;
    const { name, config } = identified;
    if (!identified.foreign && schedules_GONE.has(name)) {
        const initial = asNumber(config.initial_learning_rate);
        warn(found, `The learning-rate schedule ${name} is gone from Keras 3; the rate now stays at its initial value${initial === undefined ? '' : ` ${initial}`}.`);
        return initial === undefined ? undefined : pythonFloat(initial);
    }
    const own = identified.foreign ? undefined : SCHEDULES.get(name);
    if (own === undefined) {
        noteCustom(found, 'learning-rate schedule', name);
        return rate;
    }
    const upgraded = {};
    for (const [key, value] of Object.entries(config)) {
        // Keras 3 fails on a schedule named null, as Keras 2 left it, once it is asked for a rate (ops.name_scope).
        if (key === 'name' && value === null)
            continue;
        if (own.includes(key))
            upgraded[key] = value;
        else if (value !== null) {
            warn(found, `The learning-rate schedule ${name} has a setting "${key}" that Keras 3 does not know; it was dropped.`);
        }
    }
    return kerasObject(MODULE, name, upgraded);
}
/**
 * Keras 1's and the legacy optimizers' `decay`: rate / (1 + decay * iteration), counted before the step, which is
 * InverseTimeDecay with a step of one (optimizer_v2.py `_decayed_lr`).
 */
function decayedRate(rate, decay) {
    return kerasObject(MODULE, 'InverseTimeDecay', {
        initial_learning_rate: pythonFloat(rate),
        decay_steps: 1,
        decay_rate: pythonFloat(decay),
        staircase: false,
    });
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/training/optimizers.js




const NADAM_SCHEDULE = "Keras 3 fixes the momentum schedule that schedule_decay set in the Keras that wrote the file: Nadam's steps differ.";
/** One row a class, by its name in lower case: Keras has always looked optimizers up that way. */
const OPTIMIZERS = new Map([
    ['adadelta', { className: 'Adadelta', own: ['rho', 'epsilon'] }],
    [
        'adafactor',
        { className: 'Adafactor', own: ['beta_2_decay', 'epsilon_1', 'epsilon_2', 'clip_threshold', 'relative_step'] },
    ],
    [
        'adagrad',
        {
            className: 'Adagrad',
            own: ['initial_accumulator_value', 'epsilon'],
            // Keras 1's accumulators began at zero (optimizers.py); Keras 3's begin at 0.1.
            defaults: { keras1: { initial_accumulator_value: 0 } },
            epsilonOutsideRoot: (family, config) => family !== 'new' && (asNumber(config.initial_accumulator_value) ?? 0) === 0,
        },
    ],
    ['adam', { className: 'Adam', own: ['beta_1', 'beta_2', 'epsilon', 'amsgrad'] }],
    ['adamax', { className: 'Adamax', own: ['beta_1', 'beta_2', 'epsilon'] }],
    ['adamw', { className: 'AdamW', own: ['beta_1', 'beta_2', 'epsilon', 'amsgrad'] }],
    [
        'ftrl',
        {
            className: 'Ftrl',
            own: [
                'learning_rate_power',
                'initial_accumulator_value',
                'l1_regularization_strength',
                'l2_regularization_strength',
                'l2_shrinkage_regularization_strength',
                'beta',
            ],
        },
    ],
    // Keras 2's Lion began at 1e-4, Keras 3's begins at 1e-3.
    ['lion', { className: 'Lion', own: ['beta_1', 'beta_2'], rate: 1e-4 }],
    [
        'nadam',
        {
            className: 'Nadam',
            own: ['beta_1', 'beta_2', 'epsilon'],
            differs: { keras1: NADAM_SCHEDULE, legacy: NADAM_SCHEDULE },
        },
    ],
    [
        'rmsprop',
        {
            className: 'RMSprop',
            own: ['rho', 'momentum', 'epsilon', 'centered'],
            // The legacy RMSprop with momentum already had it inside (TensorFlow's ApplyRMSProp kernel).
            epsilonOutsideRoot: (family, config) => family !== 'new' && (asNumber(config.momentum) ?? 0) === 0,
        },
    ],
    ['sgd', { className: 'SGD', own: ['momentum', 'nesterov'], rate: 0.01 }],
]);
/** What every optimizer of Keras 3.3 takes (optimizers/base_optimizer.py) beside `learning_rate` and the clipping settings. */
const COMMON = [
    'name',
    'weight_decay',
    'use_ema',
    'ema_momentum',
    'ema_overwrite_frequency',
    'loss_scale_factor',
    'gradient_accumulation_steps',
];
/** Settings that are counts; every other number must be a float to be taken. */
const COUNTS = new Set(['ema_overwrite_frequency', 'gradient_accumulation_steps']);
/** Settings read under another name or kept elsewhere, and those that said how, not what, to compute. */
const READ_ELSEWHERE = new Set([
    'lr',
    'learning_rate',
    'decay',
    'schedule_decay',
    'clipnorm',
    'clipvalue',
    'global_clipnorm',
    'jit_compile',
    'is_legacy_optimizer',
]);
const optimizers_MODULE = 'keras.optimizers';
const LOSS_SCALE = /^LossScaleOptimizer(?:V1|V2|V3)?$/;
function isOwnOptimizerName(name) {
    return OPTIMIZERS.has(name.toLowerCase()) || LOSS_SCALE.test(name);
}
/** The optimizer as Keras 3's loaders rebuild it; undefined where the source names none. */
function upgradeOptimizer(optimizer, path, found) {
    if (optimizer === undefined || optimizer === null)
        return undefined;
    const upgraded = optimizers_upgradeIdentified(optimizer, found);
    if (upgraded !== undefined && !sameJson(optimizer, upgraded))
        noteChange(found, path, optimizer, upgraded);
    return upgraded;
}
function optimizers_upgradeIdentified(optimizer, found) {
    const identified = identify(optimizer);
    if (identified.kind === 'unknown')
        return undefined;
    const { name, foreign } = identified;
    if (!foreign && identified.kind === 'object' && LOSS_SCALE.test(name))
        return lossScale(identified.config, found);
    const row = foreign ? undefined : OPTIMIZERS.get(name.toLowerCase());
    if (row === undefined) {
        noteCustom(found, 'optimizer', name);
        return isObject(optimizer) ? customObject(optimizer, isOwnOptimizerName) : optimizer;
    }
    // A bare name is what Keras 2.12 to 2.15 wrote in a `.keras` file compiled with a name.
    const config = identified.kind === 'object' ? identified.config : {};
    const family = identified.kind === 'object' ? familyOf(config) : 'new';
    return kerasObject(optimizers_MODULE, row.className, optimizerConfig(row, config, family, found));
}
/** Which family wrote an optimizer's configuration. */
function familyOf(config) {
    if (config.name === undefined)
        return 'keras1';
    return config.decay === undefined ? 'new' : 'legacy';
}
function optimizerConfig(row, config, family, found) {
    const defaults = row.defaults?.[family] ?? {};
    const upgraded = {};
    for (const key of [...COMMON, ...row.own]) {
        const value = settingValue(key, config[key] ?? defaults[key]);
        if (value !== undefined)
            upgraded[key] = value;
    }
    // `epsilon=None` meant backend.epsilon().
    if (row.own.includes('epsilon') && config.epsilon === null)
        upgraded.epsilon = 1e-7;
    for (const [key, value] of Object.entries(config)) {
        const known = READ_ELSEWHERE.has(key) || row.own.includes(key) || COMMON.some((common) => common === key);
        if (!known && value !== null) {
            warn(found, `The optimizer ${row.className} has a setting "${key}" that Keras 3 does not know; it was dropped.`);
        }
    }
    upgraded.learning_rate = learningRate(row, config, found);
    Object.assign(upgraded, clipping(row, config, family, found));
    const difference = row.differs?.[family];
    if (difference !== undefined)
        warn(found, `${row.className}: ${difference}`);
    const epsilon = asNumber(upgraded.epsilon);
    if (epsilon !== undefined && row.epsilonOutsideRoot?.(family, config)) {
        upgraded.epsilon = pythonFloat(epsilon * epsilon);
        warn(found, `The optimizer ${row.className} now has epsilon=${epsilon * epsilon}, the square of the file's ${epsilon}, because Keras 3 adds it inside the square root and not outside.`);
    }
    return upgraded;
}
function settingValue(key, value) {
    if (value === undefined || value === null || COUNTS.has(key))
        return value ?? undefined;
    const number = asNumber(value);
    return number === undefined ? value : pythonFloat(number);
}
function learningRate(row, config, found) {
    const rate = upgradeLearningRate(config.learning_rate ?? config.lr, found) ?? pythonFloat(row.rate ?? 0.001);
    // The legacy Nadam kept its schedule_decay under this name, and never decayed its rate.
    const decay = row.className === 'Nadam' ? 0 : (asNumber(config.decay) ?? 0);
    if (decay <= 0)
        return rate;
    const number = asNumber(rate);
    if (number !== undefined)
        return decayedRate(number, decay);
    warn(found, `The optimizer ${row.className} has both a schedule and decay=${decay}; Keras 3 has no such pair, and the decay was dropped.`);
    return rate;
}
/** Keras 3 takes one of the three. Keras 1's `clipnorm` was the norm of all gradients together (optimizers.py `get_gradients`). */
function clipping(row, config, family, found) {
    const wanted = [];
    for (const key of ['clipnorm', 'global_clipnorm', 'clipvalue']) {
        const value = asNumber(config[key]);
        // Keras 1 took zero for "do not clip".
        if (value === undefined || (family === 'keras1' && value <= 0))
            continue;
        wanted.push([family === 'keras1' && key === 'clipnorm' ? 'global_clipnorm' : key, value]);
    }
    const [first, ...others] = wanted;
    if (first === undefined)
        return {};
    for (const [key, value] of others) {
        warn(found, `The optimizer ${row.className} clips by ${first[0]} and by ${key}=${value}; Keras 3 takes one, and ${key} was dropped.`);
    }
    return { [first[0]]: pythonFloat(first[1]) };
}
/** The mixed-precision wrapper of every Keras 2 (mixed_precision/loss_scale_optimizer.py); a fixed scale is a setting of the optimizer itself in Keras 3. */
function lossScale(config, found) {
    const inner = optimizers_upgradeIdentified(config.inner_optimizer ?? config.optimizer ?? null, found);
    if (!isObject(inner))
        return undefined;
    const scale = lossScaleSettings(config);
    if (scale.fixed !== undefined) {
        const innerConfig = inner.config;
        return {
            ...inner,
            config: { ...(isObject(innerConfig) ? innerConfig : {}), loss_scale_factor: pythonFloat(scale.fixed) },
        };
    }
    return kerasObject(optimizers_MODULE, 'LossScaleOptimizer', {
        inner_optimizer: inner,
        initial_scale: pythonFloat(scale.initial),
        dynamic_growth_steps: scale.growthSteps,
    });
}
function lossScaleSettings(config) {
    // TensorFlow 2.1 to 2.3 kept an object: DynamicLossScale or FixedLossScale.
    const object = config.loss_scale;
    const older = isObject(object) && isObject(object.config) ? object.config : {};
    const fixed = asNumber(older.loss_scale_value) ?? (config.dynamic === false ? asNumber(config.initial_scale) : undefined);
    return {
        ...(fixed === undefined ? {} : { fixed }),
        initial: asNumber(config.initial_scale) ?? asNumber(older.initial_loss_scale) ?? 2 ** 15,
        growthSteps: asNumber(config.dynamic_growth_steps) ?? asNumber(older.increment_period) ?? 2000,
    };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/training/outputs.js

/** A serialized object or a name: one loss or metric, not a structure of them. */
function isSingle(value) {
    return typeof value === 'string' || (isObject(value) && typeof value.class_name === 'string');
}
/** Whether Keras 3 can tell the outputs apart by name: a layer that gives two outputs gives two of one name. */
function namesAreUnique(outputs) {
    return new Set(outputs.names).size === outputs.names.length;
}
/**
 * The losses, one an output, however the source structured them: one for all, a list, or a dictionary in which an
 * output may be missing (compile_utils.py `LossesContainer`).
 */
function lossPerOutput(loss, outputs) {
    const count = Math.max(outputs.names.length, 1);
    if (loss === undefined || loss === null)
        return Array.from({ length: count }, () => null);
    if (isSingle(loss))
        return Array.from({ length: count }, () => loss);
    if (Array.isArray(loss)) {
        return Array.from({ length: Math.max(count, loss.length) }, (_, index) => unwrapped(loss[index] ?? null));
    }
    if (!isObject(loss))
        return [loss];
    if (outputs.names.length <= 1)
        return [unwrapped(Object.values(loss)[0] ?? null)];
    return outputs.names.map((name) => unwrapped(entryOf(loss, name, outputs)));
}
/** Weights beside {@link lossPerOutput}: 1 where the source gives none. */
function weightPerOutput(weights, outputs) {
    if (weights === undefined || weights === null)
        return undefined;
    const count = Math.max(outputs.names.length, 1);
    const single = asNumber(weights);
    if (single !== undefined)
        return Array.from({ length: count }, () => single);
    const list = Array.isArray(weights)
        ? weights
        : isObject(weights)
            ? outputs.names.length <= 1
                ? Object.values(weights)
                : outputs.names.map((name) => entryOf(weights, name, outputs))
            : [];
    return Array.from({ length: count }, (_, index) => asNumber(list[index] ?? null) ?? 1);
}
/**
 * The metrics, a list an output. A flat list stands for every output in Keras 1 and 2 (compile_utils.py
 * `_maybe_broadcast_to_outputs`), and for one output each in Keras 3, so it is written out.
 */
function metricsPerOutput(metrics, outputs) {
    if (metrics === undefined || metrics === null)
        return undefined;
    const count = Math.max(outputs.names.length, 1);
    if (isSingle(metrics))
        return Array.from({ length: count }, () => [metrics]);
    if (Array.isArray(metrics)) {
        if (metrics.length === 0)
            return undefined;
        if (count === 1)
            return [metrics.flatMap(listed)];
        const nested = metrics.some((metric) => metric === null || !isSingle(metric));
        return Array.from({ length: count }, (_, index) => (nested ? listed(metrics[index] ?? null) : metrics));
    }
    if (!isObject(metrics))
        return undefined;
    if (count === 1)
        return [Object.values(metrics).flatMap(listed)];
    return outputs.names.map((name) => listed(entryOf(metrics, name, outputs)));
}
/** Keys of a dictionary that name no output of the model; Keras 3 refuses such a dictionary. */
function strayKeys(value, outputs) {
    if (!isObject(value) || isSingle(value) || outputs.names.length <= 1)
        return [];
    return Object.keys(value).filter((key) => !outputs.names.some((name) => name === key || outputs.target(name) === key));
}
/** Losses as Keras 3 wants them: 3.3 pairs a list that holds a `null` with the wrong outputs, and 3.15 wants every name in a dictionary. */
function lossStructure(losses, outputs) {
    if (losses.every((loss) => loss === null))
        return null;
    return structure(losses, outputs);
}
/** Loss weights in the structure of {@link lossStructure}; floats, for Keras 3.3 takes nothing else. */
function weightStructure(weights, outputs) {
    return structure(weights.map(pythonFloat), outputs);
}
/** Metrics as Keras 3 wants them; null when there are none. */
function metricStructure(metrics, outputs) {
    if (metrics.every((list) => list.length === 0))
        return null;
    if (metrics.length === 1)
        return [...(metrics[0] ?? [])];
    return structure(metrics.map((list) => [...list]), outputs);
}
function structure(values, outputs) {
    if (values.length === 1)
        return values[0] ?? null;
    if (values.length !== outputs.names.length || !namesAreUnique(outputs))
        return [...values];
    return Object.fromEntries(values.map((value, index) => [outputs.target(outputs.names[index] ?? ''), value]));
}
function entryOf(values, name, outputs) {
    for (const key of [name, outputs.target(name)]) {
        if (Object.hasOwn(values, key))
            return values[key] ?? null;
    }
    return null;
}
/** `["mse"]` for one output is `"mse"`. */
function unwrapped(value) {
    return Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
}
function listed(value) {
    if (value === null)
        return [];
    if (Array.isArray(value))
        return value.flatMap(listed);
    if (isObject(value) && !isSingle(value))
        return Object.values(value).flatMap(listed);
    return [value];
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/training/training.js






/** For the report of an H5 output: a fact of Keras 3's loader (legacy_h5_format.py), not of the file. */
const H5_OPTIMIZER_STATE_IS_LOST = 'No Keras 3 restores optimizer state from an .h5 file, so training resumes with a fresh optimizer; format "keras" keeps the state.';
/**
 * Upgrades compile settings: the `training_config` of an H5 file (with `optimizer_config`), or the `compile_config` of a
 * `.keras` file (with `optimizer`). What comes out is read by both of Keras 3's loaders, `compile_from_config`
 * (trainer.py) and `compile_args_from_training_config` (legacy/saving/saving_utils.py).
 *
 * @param config - The parsed JSON; undefined for a model that was not compiled.
 */
function upgradeTraining(config, context) {
    const found = startFindings(context);
    if (config === undefined || config === null)
        return finish(undefined, found);
    if (!isObject(config)) {
        warn(found, 'The compile settings are not a JSON object; the model loads without them and must be compiled anew.');
        return finish(undefined, found);
    }
    const root = config.optimizer_config === undefined ? 'compile_config' : 'training_config';
    const optimizerKey = root === 'training_config' ? 'optimizer_config' : 'optimizer';
    const optimizer = upgradeOptimizer(config[optimizerKey], `${root}/${optimizerKey}`, found);
    if (optimizer === undefined) {
        warn(found, 'The compile settings name no optimizer; the model loads without them and must be compiled anew.');
        return finish(undefined, found);
    }
    const outputs = {
        names: context.outputNames,
        target: (name) => context.renames.get(name) ?? name,
    };
    warnOfStrayKeys(config, outputs, found);
    const sourceLosses = lossPerOutput(config.loss, outputs);
    const losses = sourceLosses.map((loss) => upgradeLoss(loss, `${root}/loss`, found));
    if (ofVersion(context.kerasVersion).ownFunctions) {
        for (const loss of sourceLosses)
            warnOfHinge(lossFunctionName(loss) ?? '', found);
    }
    const weights = weightPerOutput(config.loss_weights, outputs);
    const compileConfig = {
        optimizer,
        loss: lossStructure(losses, outputs),
        loss_weights: weights === undefined ? null : weightStructure(weights, outputs),
        metrics: upgradeMetrics(config, 'metrics', root, sourceLosses, outputs, found),
        weighted_metrics: upgradeMetrics(config, 'weighted_metrics', root, sourceLosses, outputs, found),
        ...howToRun(config),
    };
    noteRestructured(config, compileConfig, root, found);
    if (config.sample_weight_mode !== undefined && !isEmpty(config.sample_weight_mode)) {
        warn(found, 'Keras 3 has no sample_weight_mode; it takes weights for each time step by their shape.');
    }
    return finish(compileConfig, found);
}
function upgradeMetrics(config, key, root, losses, outputs, found) {
    const perOutput = metricsPerOutput(config[key], outputs);
    if (perOutput === undefined)
        return null;
    const upgraded = perOutput.map((metrics, index) => {
        const name = outputs.names[index];
        const place = {
            path: `${root}/${key}`,
            loss: losses[index] ?? null,
            prefix: outputs.names.length > 1 && name !== undefined ? `${name}_` : undefined,
            ...ofVersion(found.context.kerasVersion),
        };
        return metrics.flatMap((metric) => upgradeMetric(metric, place, found) ?? []);
    });
    return metricStructure(upgraded, outputs);
}
/**
 * Keras 1 to 2.3 (and TensorFlow to 2.1, which calls itself "2.2.4-tf") chose the accuracy by the loss; Keras 1 to 2.3
 * (and TensorFlow to 1.12, "2.1.6-tf") had losses and metrics of their own.
 */
function ofVersion(version) {
    const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? [];
    const release = Number(major) * 100 + Number(minor);
    const tensorflow = version?.endsWith('-tf') ?? false;
    return { accuracyByLoss: release < (tensorflow ? 203 : 204), ownFunctions: release < (tensorflow ? 202 : 204) };
}
/** `run_eagerly`, `steps_per_execution` and `jit_compile` have values in Keras 3 where Keras 2 could say null. */
function howToRun(config) {
    const { run_eagerly: eagerly, steps_per_execution: steps, jit_compile: jit } = config;
    return {
        run_eagerly: eagerly === true,
        steps_per_execution: typeof steps === 'number' && Number.isInteger(steps) && steps > 0 ? steps : 1,
        jit_compile: typeof jit === 'boolean' ? jit : 'auto',
    };
}
function warnOfStrayKeys(config, outputs, found) {
    for (const key of ['loss', 'loss_weights', 'metrics', 'weighted_metrics']) {
        const stray = strayKeys(config[key], outputs);
        if (stray.length === 0)
            continue;
        warn(found, `The compile setting "${key}" names ${quoted(stray)}, which is no output of the model; it was dropped.`);
    }
}
function quoted(names) {
    return names.map((name) => `"${name}"`).join(', ');
}
/** Changes of structure alone: a list unwrapped, a metric written out for every output. */
function noteRestructured(config, compileConfig, root, found) {
    for (const key of ['loss', 'loss_weights', 'metrics', 'weighted_metrics']) {
        const path = `${root}/${key}`;
        const from = config[key];
        const to = compileConfig[key];
        if (isEmpty(from) || sameJson(from, to) || found.changes.some((change) => change.path === path))
            continue;
        noteChange(found, path, from, to);
    }
}
function isEmpty(value) {
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
function finish(compileConfig, found) {
    const { changes, warnings, refusals } = found;
    return { compileConfig, trainingConfig: trainingConfig(compileConfig), changes, warnings, refusals };
}
/** The same settings under the names of an H5 file's attribute. */
function trainingConfig(compileConfig) {
    if (compileConfig === undefined)
        return undefined;
    const { optimizer, loss, loss_weights, metrics, weighted_metrics } = compileConfig;
    return {
        loss: asLegacy(loss),
        loss_weights: loss_weights ?? null,
        metrics: asLegacy(metrics),
        weighted_metrics: asLegacy(weighted_metrics),
        optimizer_config: optimizer ?? null,
    };
}
/** In an H5 file a function is its bare name (saving_utils.py `_deserialize_nested_config`). */
function asLegacy(value) {
    if (value === undefined || value === null)
        return null;
    if (Array.isArray(value))
        return value.map(asLegacy);
    if (!isObject(value))
        return value;
    if (value.class_name === 'function' && typeof value.config === 'string')
        return value.config;
    if (typeof value.class_name === 'string')
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asLegacy(item)]));
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:stream"
const external_node_stream_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");
;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: external "node:zlib"
const external_node_zlib_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");
// EXTERNAL MODULE: ./node_modules/yauzl/index.js
var yauzl = __nccwpck_require__(663);
;// CONCATENATED MODULE: ./lib/archive/limits.js
/** What a `.keras` archive may ask of us. */
/** Keras writes four members and an asset or two a lookup layer. */
const MAX_MEMBERS = 10_000;
/** `metadata.json` and `config.json`: text, held in memory. */
const limits_MAX_TEXT_BYTES = 64 * 1024 * 1024;
/** Keras stores its members; one packed again by a user shrinks to a tenth at best, a bomb to a thousandth. */
const MAX_EXPANSION = 100;
/** Expanded bytes that need no justification by the archive's size. */
const FREE_EXPANDED_BYTES = 16 * 1024 * 1024;

;// CONCATENATED MODULE: ./lib/archive/read-archive.js









/** A ZIP file open for reading. Names are looked up, never used as paths. */
class ArchiveReader {
    #zip;
    #entries;
    constructor(zip, entries) {
        this.#zip = zip;
        this.#entries = entries;
    }
    /**
     * @throws Failure if it is no sound ZIP file; Refusal for a member named twice, an unsafe name, or members that
     * expand far beyond the archive's size
     */
    static async open(path) {
        const { size } = await (0,promises_namespaceObject.stat)(path);
        const zip = await attempt(() => yauzl.openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true }));
        try {
            const entries = new Map();
            let expanded = 0;
            await attempt(async () => {
                for await (const entry of zip.eachEntry()) {
                    if (entry.fileName.endsWith('/'))
                        continue;
                    if (entries.has(entry.fileName)) {
                        throw new errors_Refusal(`the archive holds "${shorten(entry.fileName)}" twice, so which one counts depends on the reader: save the model again`);
                    }
                    entries.set(entry.fileName, entry);
                    expanded += entry.uncompressedSize;
                    if (entries.size > MAX_MEMBERS)
                        throw new errors_Refusal(`the archive holds more than ${MAX_MEMBERS} members`);
                    if (expanded > FREE_EXPANDED_BYTES + size * MAX_EXPANSION) {
                        throw new errors_Refusal(`the archive of ${size} bytes would expand to more than ${expanded}: store its members uncompressed, as Keras does`);
                    }
                }
            });
            return new ArchiveReader(zip, entries);
        }
        catch (error) {
            zip.close();
            throw error;
        }
    }
    /** Members in the archive's order, folders left out. */
    get names() {
        return [...this.#entries.keys()];
    }
    has(name) {
        return this.#entries.has(name);
    }
    size(name) {
        return this.#entry(name).uncompressedSize;
    }
    /** A member as UTF-8 text. @throws Refusal if it is larger than {@link MAX_TEXT_BYTES} */
    async text(name) {
        if (this.size(name) > limits_MAX_TEXT_BYTES) {
            throw new errors_Refusal(`"${name}" in the archive takes ${this.size(name)} bytes, over the limit of ${limits_MAX_TEXT_BYTES} for text`);
        }
        const chunks = [];
        for await (const chunk of await this.stream(name))
            chunks.push(chunk);
        return Buffer.concat(chunks).toString('utf8');
    }
    /** Writes a member to a new file. */
    async extract(name, path) {
        await (0,external_node_stream_promises_namespaceObject.pipeline)(await this.stream(name), (0,external_node_fs_namespaceObject.createWriteStream)(path, { flags: 'wx' }));
    }
    /** A member's bytes; the stream fails at its end if size or CRC-32 do not fit. */
    async stream(name) {
        const entry = this.#entry(name);
        const raw = await attempt(() => this.#zip.openReadStreamPromise(entry));
        let sum = 0;
        const checked = new external_node_stream_namespaceObject.Transform({
            transform(chunk, _encoding, done) {
                sum = (0,external_node_zlib_namespaceObject.crc32)(chunk, sum);
                done(null, chunk);
            },
            flush(done) {
                done(sum === entry.crc32
                    ? null
                    : new Failure(`"${shorten(name)}" in the archive is damaged (its CRC-32 does not fit): restore the file from its origin`));
            },
        });
        (0,external_node_stream_promises_namespaceObject.pipeline)(raw, checked).catch((error) => checked.destroy(error));
        return checked;
    }
    async [Symbol.asyncDispose]() {
        this.#zip.close();
    }
    #entry(name) {
        const entry = this.#entries.get(name);
        if (!entry)
            throw new Failure(`the archive has no "${shorten(name)}"`);
        return entry;
    }
}
async function attempt(call) {
    try {
        return await call();
    }
    catch (cause) {
        if (cause instanceof errors_Refusal || cause instanceof Failure)
            throw cause;
        const words = cause instanceof Error ? cause.message : String(cause);
        throw new Failure(`the archive cannot be read (${shorten(words)}); it may be damaged: restore it from its origin`, {
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./lib/keras/legacy-h5.js



/** The group of weights that belong to the model itself, from Keras 2.6 on (legacy_h5_format.py). */
const TOP_LEVEL_GROUP = 'top_level_model_weights';
const OPTIMIZER_GROUP = '/optimizer_weights';
/**
 * Where results keep the source's optimizer weights. Not `optimizer_weights`: where a compiled `.h5` has that group, every
 * Keras 3 builds the optimizer for an empty list of variables, and the first training step fails with "Unknown variable"
 * (measured in 3.3.3 and 3.15.1; `load_model_from_hdf5`, legacy_h5_format.py).
 */
const KEPT_OPTIMIZER_GROUP = '/source_optimizer_weights';
const ROOT_LAYOUT = new Set(['keras_version', 'backend', 'model_config', 'training_config']);
const WEIGHTS_LAYOUT = new Set(['keras_version', 'backend']);
/**
 * Reads the lists of a legacy-H5 file and the shapes of what they name.
 *
 * @param weightsGroup `/` or `/model_weights`
 * @throws Failure where a list names something that is not there; Refusal where one dataset is named twice
 */
function readLegacyH5(reader, weightsGroup) {
    const names = readNameList(reader, weightsGroup, 'layer_names');
    const distinct = new Set(names);
    if (distinct.size !== names.length) {
        throw new errors_Refusal(`"layer_names" of "${weightsGroup}" lists "${shorten(firstDuplicate(names))}" twice, so the file does not say which weights are whose: save it again from Keras`);
    }
    const extraAttributes = [];
    const layers = names.map((name) => {
        const group = legacy_h5_join(weightsGroup, name);
        if (reader.kind(group) !== 'group') {
            throw new Failure(`"layer_names" lists "${shorten(name)}", but "${shorten(group)}" is not a group of this file; it may be damaged: restore it from its origin`);
        }
        return { name, weights: readWeights(reader, group, `layer "${shorten(name)}"`, extraAttributes) };
    });
    const topLevelGroup = legacy_h5_join(weightsGroup, TOP_LEVEL_GROUP);
    const hasTopLevel = !distinct.has(TOP_LEVEL_GROUP) && reader.kind(topLevelGroup) === 'group';
    const topLevel = hasTopLevel ? readWeights(reader, topLevelGroup, `"${TOP_LEVEL_GROUP}"`, extraAttributes) : [];
    const hasOptimizer = weightsGroup !== '/' && reader.kind(OPTIMIZER_GROUP) === 'group';
    const optimizer = hasOptimizer ? readWeights(reader, OPTIMIZER_GROUP, 'the optimizer', extraAttributes) : [];
    collectExtra('/', reader.attributeNames('/'), ROOT_LAYOUT, 'layer_names', extraAttributes);
    if (weightsGroup !== '/') {
        collectExtra(weightsGroup, reader.attributeNames(weightsGroup), WEIGHTS_LAYOUT, 'layer_names', extraAttributes);
    }
    const listed = [...layers.flatMap((layer) => layer.weights), ...topLevel, ...optimizer].map(({ tensor }) => tensor.path);
    const kinds = kindsOf(listed);
    const unlisted = [...reader.datasets('/', kinds)].filter((path) => kinds.get(path) !== 'dataset');
    return { layers, topLevel, optimizer, extraAttributes, unlisted };
}
function readWeights(reader, group, place, extra) {
    const attributes = reader.attributeNames(group);
    const names = readNameList(reader, group, 'weight_names', attributes);
    if (new Set(names).size !== names.length) {
        throw new errors_Refusal(`${place} lists "${shorten(firstDuplicate(names))}" twice in "weight_names": save the file again from Keras`);
    }
    collectExtra(group, attributes, new Set(), 'weight_names', extra);
    return names.map((name) => {
        const path = legacy_h5_join(group, name);
        if (reader.kind(path) !== 'dataset') {
            throw new Failure(`${place} lists weight "${shorten(name)}", but no such dataset exists in the file; it may be damaged: restore it from its origin`);
        }
        collectExtra(path, reader.attributeNames(path), new Set(), undefined, extra);
        return { name, tensor: reader.tensor(path) };
    });
}
function collectExtra(owner, names, layout, list, into) {
    const parts = new Set(list === undefined ? [] : nameListParts(names, list));
    for (const name of names) {
        if (!layout.has(name) && !parts.has(name) && !name.startsWith('keras3_migrate_'))
            into.push({ owner, name });
    }
}
/** The kinds of datasets and of every group above them. */
function kindsOf(datasets) {
    const kinds = new Map();
    for (const path of datasets) {
        kinds.set(path, 'dataset');
        for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
            kinds.set(path.slice(0, end), 'group');
    }
    return kinds;
}
function firstDuplicate(names) {
    const seen = new Set();
    return names.find((name) => seen.size === seen.add(name).size) ?? '';
}
/** HDF5 path of a name below a group; names hold `/` where they stand for nested groups. */
function legacy_h5_join(group, name) {
    return group === '/' ? `/${name}` : `${group}/${name}`;
}

;// CONCATENATED MODULE: ./lib/keras/object-tree.js
const OPTIMIZER = '/optimizer/vars/';
/** Metrics start anew in every run: Keras 3 does not restore them. */
const METRICS = '/metrics/';
function readObjectTree(reader) {
    const tensors = new Map();
    const optimizer = [];
    for (const path of reader.datasets('/')) {
        if (path.startsWith(METRICS))
            continue;
        if (path.startsWith(OPTIMIZER))
            optimizer.push({ name: path.slice(OPTIMIZER.length), tensor: reader.tensor(path) });
        else
            tensors.set(path.slice(1), reader.tensor(path));
    }
    // HDF5 lists links by name: "10" comes before "2".
    optimizer.sort((a, b) => Number(a.name) - Number(b.name));
    return { tensors, optimizer, dialect: treeDialect(reader, tensors, optimizer) };
}
const KERAS_2_PATH = /^_layer_checkpoint_dependencies\/|\/_(query|key|value|output)_dense\//;
function treeDialect(reader, tensors, optimizer) {
    const vars = new Set([...tensors.keys()].map((path) => `/${path.slice(0, path.lastIndexOf('/'))}`));
    for (const group of vars)
        if (reader.attributeNames(group).includes('name'))
            return 'keras-3';
    if (reader.kind('/metrics') === 'group')
        return 'keras-2';
    for (const path of tensors.keys())
        if (KERAS_2_PATH.test(path))
            return 'keras-2';
    const second = optimizer[1];
    if (second)
        return second.tensor.shape.length === 0 ? 'keras-3' : 'keras-2';
    return 'either';
}

;// CONCATENATED MODULE: ./lib/source.js









/** The optimizer's tensors in their order, whatever the layout. */
function optimizerTensors(source) {
    return source.weights.content.optimizer;
}
/** A sound HDF5 or ZIP file that is not Keras's. */
class NotKeras extends Error {
    name = 'NotKeras';
}
/**
 * Opens an HDF5 file.
 *
 * @throws NotKeras where it holds no Keras layout; Failure or Refusal as the rooms it reads through
 */
async function openHdf5Source(path) {
    const reader = await Hdf5Reader.open(path, (await (0,promises_namespaceObject.stat)(path)).size);
    try {
        const layout = recogniseLayout(reader);
        const close = {
            async [Symbol.asyncDispose]() {
                reader[Symbol.dispose]();
            },
        };
        switch (layout.kind) {
            case 'not-keras':
                throw new NotKeras(`the HDF5 file is not Keras's: it has ${layout.found}`);
            case 'object-tree':
                return {
                    ...close,
                    layout: layout.kind,
                    kerasVersion: undefined,
                    backend: undefined,
                    provenance: layout.provenance,
                    modelConfig: undefined,
                    trainingConfig: undefined,
                    reader,
                    weights: { kind: 'object-tree', content: readObjectTree(reader) },
                    assets: [],
                    archive: undefined,
                };
            case 'legacy-h5-model':
            case 'legacy-h5-weights':
                return {
                    ...close,
                    layout: layout.kind,
                    kerasVersion: layout.kerasVersion,
                    backend: layout.backend,
                    provenance: layout.provenance,
                    modelConfig: jsonAttribute(reader, 'model_config'),
                    trainingConfig: jsonAttribute(reader, 'training_config'),
                    reader,
                    weights: {
                        kind: 'legacy-h5',
                        group: layout.weightsGroup,
                        content: readLegacyH5(reader, layout.weightsGroup),
                    },
                    assets: [],
                    archive: undefined,
                };
        }
    }
    catch (error) {
        reader[Symbol.dispose]();
        throw error;
    }
}
const WEIGHTS_MEMBER = 'model.weights.h5';
/**
 * Opens a `.keras` archive; its weights are extracted to a temporary file, which closing removes.
 *
 * @param temporary absolute path for the extracted weights; nothing may be there
 */
async function openArchiveSource(path, temporary) {
    const archive = await ArchiveReader.open(path);
    let reader;
    const close = async () => {
        reader?.[Symbol.dispose]();
        await archive[Symbol.asyncDispose]();
        await (0,promises_namespaceObject.rm)(temporary, { force: true });
    };
    try {
        for (const member of ['metadata.json', 'config.json', WEIGHTS_MEMBER]) {
            if (!archive.has(member))
                throw new NotKeras(`the ZIP file is not a .keras archive: it has no ${member}`);
        }
        const metadata = source_parse(await archive.text('metadata.json'), 'metadata.json');
        const config = source_parse(await archive.text('config.json'), 'config.json');
        const textOf = (name) => {
            const value = isObject(metadata) ? metadata[name] : undefined;
            return typeof value === 'string' ? value : undefined;
        };
        await archive.extract(WEIGHTS_MEMBER, temporary);
        reader = await Hdf5Reader.open(temporary, archive.size(WEIGHTS_MEMBER));
        return {
            [Symbol.asyncDispose]: close,
            layout: 'keras-archive',
            kerasVersion: textOf('keras_version'),
            backend: undefined,
            provenance: readProvenance(textOf),
            modelConfig: config,
            trainingConfig: isObject(config) ? config.compile_config : undefined,
            reader,
            weights: { kind: 'object-tree', content: readObjectTree(reader) },
            assets: archive.names.filter((name) => name.startsWith('assets/')),
            archive,
        };
    }
    catch (error) {
        await close();
        throw error;
    }
}
function jsonAttribute(reader, name) {
    if (!reader.attributeNames('/').includes(name))
        return undefined;
    const text = reader.attribute('/', name).strings?.[0];
    if (text === undefined)
        throw new Failure(`attribute "${name}" should be JSON text; the file may be damaged: restore it from its origin`);
    return source_parse(text, `attribute "${name}"`);
}
/** @throws Failure that names the place */
function source_parse(text, place) {
    try {
        return parseJson(text);
    }
    catch (cause) {
        if (!(cause instanceof JsonSyntaxError))
            throw cause;
        throw new Failure(`${place} is not JSON that Keras writes (${shorten(cause.message)}); the file may be damaged: restore it from its origin`, { cause });
    }
}

;// CONCATENATED MODULE: ./lib/hdf5/values.js

const ARRAYS = new Map([
    ['float32', Float32Array],
    ['float64', Float64Array],
    ['int8', Int8Array],
    ['int16', Int16Array],
    ['int32', Int32Array],
    ['int64', BigInt64Array],
    ['uint8', Uint8Array],
    ['uint16', Uint16Array],
    ['uint32', Uint32Array],
    ['uint64', BigUint64Array],
    ['bool', Uint8Array],
    ['float16', Uint16Array],
    ['bfloat16', Uint16Array],
]);
/** Views little-endian bytes as numbers (half precision: as its raw 16 bits). The bytes are copied. */
function toNumbers(bytes, dtype) {
    const type = ARRAYS.get(dtype);
    if (!type)
        throw new Failure(`values of dtype ${dtype} are not numbers`);
    return new type(bytes.slice().buffer);
}
/** An array of the same type for `length` numbers. */
function emptyLike(array, length) {
    const type = array.constructor;
    return new type(new ArrayBuffer(length * array.BYTES_PER_ELEMENT));
}
function toBytes(array) {
    return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

;// CONCATENATED MODULE: ./lib/apply-transform.js



/** Reads little-endian bytes as values. */
function valuesOf(bytes, shape, dtype) {
    return { shape, dtype, array: toNumbers(bytes, dtype) };
}
/**
 * Applies transforms in order to the values of one or several source tensors.
 *
 * @returns little-endian bytes in C order, with the shape and dtype they have now
 * @throws Failure if the shapes do not fit the transform (the plan is then at fault) or several tensors are left
 */
function applyTransforms(sources, steps) {
    let values = sources;
    for (const step of steps) {
        values = step.kind === 'concatenate' ? [concatenate(values, step.axis)] : values.map((each) => apply(each, step));
    }
    const [result, ...rest] = values;
    if (!result || rest.length > 0)
        throw new Failure(`a plan leaves ${values.length} tensors where one is written`);
    return { bytes: toBytes(result.array), shape: result.shape, dtype: result.dtype };
}
/** Shape and dtype after the transforms, without values. */
function shapeAfter(sources, steps) {
    let outlines = sources;
    for (const step of steps) {
        outlines =
            step.kind === 'concatenate'
                ? [{ shape: joinedShape(outlines, step.axis), dtype: first(outlines).dtype }]
                : outlines.map((each) => outlineAfter(each, step));
    }
    const { shape, dtype } = first(outlines);
    return { shape, dtype };
}
function outlineAfter({ shape, dtype }, step) {
    switch (step.kind) {
        case 'widen':
            return { shape, dtype: dtype === 'float16' || dtype === 'bfloat16' ? 'float32' : dtype };
        case 'cast':
            return { shape, dtype: step.dtype };
        case 'scale-blocks':
        case 'permute-blocks':
        case 'transpose-blocks':
        case 'flip':
            return { shape, dtype };
        case 'sum-halves':
            return { shape: [...shape.slice(0, -1), lastOf(shape) / 2], dtype };
        case 'reshape':
            return { shape: step.shape, dtype };
        case 'transpose':
            return { shape: step.permutation.map((axis) => extentOf(shape, axis)), dtype };
        case 'slice':
            return { shape: shape.map((extent, axis) => (axis === step.axis ? step.end - step.start : extent)), dtype };
    }
}
function apply(values, step) {
    const { array, shape } = values;
    const outline = outlineAfter(values, step);
    switch (step.kind) {
        case 'widen':
            return values.dtype === outline.dtype ? values : { ...outline, array: widen(array, values.dtype) };
        case 'cast':
            return { ...outline, array: cast(array, step.dtype) };
        case 'scale-blocks':
            return { ...outline, array: scaleBlocks(array, lastOf(shape), step.factors) };
        case 'permute-blocks':
            return { ...outline, array: permuteBlocks(array, lastOf(shape), step.order) };
        case 'transpose-blocks':
            return { ...outline, array: transposeBlocks(array, shape, step.blocks) };
        case 'sum-halves':
            return { ...outline, array: sumHalves(array, lastOf(shape)) };
        case 'reshape':
            if (elementsOf(step.shape) !== array.length) {
                throw new Failure(`a tensor of shape (${shape.join(', ')}) cannot take the shape (${step.shape.join(', ')})`);
            }
            return { ...outline, array };
        case 'transpose':
            return { ...outline, array: gather(array, outline.shape, transposedStrides(shape, step.permutation), 0) };
        case 'flip': {
            const strides = stridesOf(shape);
            const flipped = strides.map((stride, axis) => (step.axes.includes(axis) ? -stride : stride));
            const start = step.axes.reduce((sum, axis) => sum + (extentOf(shape, axis) - 1) * (strides[axis] ?? 0), 0);
            return { ...outline, array: gather(array, shape, flipped, start) };
        }
        case 'slice': {
            const strides = stridesOf(shape);
            return { ...outline, array: gather(array, outline.shape, strides, step.start * (strides[step.axis] ?? 0)) };
        }
    }
}
function concatenate(parts, axis) {
    const shape = joinedShape(parts, axis);
    const { dtype, array } = first(parts);
    const result = emptyLike(array, elementsOf(shape));
    const outer = elementsOf(shape.slice(0, axis));
    let at = 0;
    for (let i = 0; i < outer; i++) {
        for (const part of parts) {
            const run = part.array.length / outer;
            for (let j = 0; j < run; j++)
                result[at++] = part.array[i * run + j];
        }
    }
    return { shape, dtype, array: result };
}
function joinedShape(parts, axis) {
    const { shape, dtype } = first(parts);
    for (const part of parts) {
        const fits = part.dtype === dtype &&
            part.shape.length === shape.length &&
            part.shape.every((extent, i) => i === axis || extent === shape[i]);
        if (!fits) {
            throw new Failure(`tensors of shapes (${shape.join(', ')}) and (${part.shape.join(', ')}) cannot be joined along axis ${axis}`);
        }
    }
    const joined = parts.reduce((sum, part) => sum + extentOf(part.shape, axis), 0);
    return shape.map((extent, i) => (i === axis ? joined : extent));
}
function scaleBlocks(array, last, factors) {
    const result = emptyLike(array, array.length);
    const block = blockSize(last, factors.length);
    for (let i = 0; i < array.length; i++) {
        const factor = factors[Math.floor((i % last) / block)] ?? 1;
        // A factor of 1 must not touch the bits (a NaN's payload, a negative zero).
        result[i] = (factor === 1 ? array[i] : Number(array[i]) * factor);
    }
    return result;
}
function permuteBlocks(array, last, order) {
    const result = emptyLike(array, array.length);
    const block = blockSize(last, order.length);
    for (let i = 0; i < array.length; i++) {
        const column = i % last;
        const from = (order[Math.floor(column / block)] ?? 0) * block + (column % block);
        result[i] = array[i - column + from];
    }
    return result;
}
/** Each block, rows × columns, is read in C order as columns × rows and transposed (`transpose_input`, Keras 2's hdf5_format.py). */
function transposeBlocks(array, shape, blocks) {
    const [rows = 0, last = 0] = shape;
    if (shape.length !== 2)
        throw new Failure(`only matrices have blocks to transpose, not shape (${shape.join(', ')})`);
    const columns = blockSize(last, blocks);
    const result = emptyLike(array, array.length);
    for (let row = 0; row < rows; row++) {
        for (let column = 0; column < last; column++) {
            const block = Math.floor(column / columns);
            const flat = row + rows * (column % columns);
            const from = Math.floor(flat / columns) * last + block * columns + (flat % columns);
            result[row * last + column] = array[from];
        }
    }
    return result;
}
function sumHalves(array, last) {
    const half = blockSize(last, 2);
    const result = emptyLike(array, array.length / 2);
    for (let i = 0; i < result.length; i++) {
        const at = Math.floor(i / half) * last + (i % half);
        result[i] = (Number(array[at]) + Number(array[at + half]));
    }
    return result;
}
function widen(array, dtype) {
    const result = new Float32Array(array.length);
    const bits = new Uint32Array(result.buffer);
    for (let i = 0; i < array.length; i++) {
        const half = Number(array[i]);
        bits[i] = dtype === 'bfloat16' ? half << 16 : halfToSingleBits(half);
    }
    return result;
}
/** IEEE 754 binary16 to binary32, exact; a NaN keeps its payload. */
function halfToSingleBits(half) {
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0x1f)
        return sign | 0x7f800000 | (fraction << 13);
    if (exponent !== 0)
        return sign | ((exponent + 112) << 23) | (fraction << 13);
    if (fraction === 0)
        return sign;
    const shift = Math.clz32(fraction) - 21; // subnormal: normalise
    return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}
function cast(array, dtype) {
    const numbers = Array.from(array, Number);
    if (dtype === 'float32')
        return new Float32Array(numbers);
    if (dtype === 'float64')
        return new Float64Array(numbers);
    if (dtype === 'int32')
        return new Int32Array(numbers);
    return new BigInt64Array(numbers.map((number) => BigInt(Math.trunc(number))));
}
/** Elements of a strided view, in C order of `shape`. */
function gather(array, shape, strides, start) {
    const result = emptyLike(array, elementsOf(shape));
    const index = shape.map(() => 0);
    let from = start;
    for (let at = 0; at < result.length; at++) {
        result[at] = array[from];
        for (let axis = shape.length - 1; axis >= 0; axis--) {
            const next = (index[axis] ?? 0) + 1;
            from += strides[axis] ?? 0;
            if (next < extentOf(shape, axis)) {
                index[axis] = next;
                break;
            }
            from -= next * (strides[axis] ?? 0);
            index[axis] = 0;
        }
    }
    return result;
}
function stridesOf(shape) {
    return shape.map((_, axis) => elementsOf(shape.slice(axis + 1)));
}
function transposedStrides(shape, permutation) {
    const strides = stridesOf(shape);
    return permutation.map((axis) => strides[axis] ?? 0);
}
function blockSize(last, blocks) {
    if (last % blocks !== 0)
        throw new Failure(`an axis of ${last} cannot be cut in ${blocks} equal blocks`);
    return last / blocks;
}
function extentOf(shape, axis) {
    const extent = shape[axis];
    if (extent === undefined)
        throw new Failure(`a tensor of shape (${shape.join(', ')}) has no axis ${axis}`);
    return extent;
}
function lastOf(shape) {
    return extentOf(shape, shape.length - 1);
}
function first(items) {
    const [item] = items;
    if (item === undefined)
        throw new Failure('a plan names no source tensor');
    return item;
}

;// CONCATENATED MODULE: ./lib/plan/h5.js



/** The Keras 3 whose dialect is written: the oldest, which every later one reads. */
const KERAS_DIALECT = '3.3.3';
const WEIGHTS = '/model_weights';
/**
 * Plans Keras 3's H5 layout (`save_model_to_hdf5`, keras/src/legacy/saving/legacy_h5_format.py): weights below
 * `model_weights`, the optimizer's below `optimizer_weights`, configurations as root attributes.
 *
 * @param weightsGroup where the source keeps its weights
 */
function planH5(source, weightsGroup, arrangement, texts) {
    const groups = new Set();
    const attributes = [];
    const datasets = [];
    const moved = new Map([
        ['/', '/'],
        [weightsGroup, weightsGroup === '/' ? '/' : WEIGHTS],
    ]);
    const text = (owner, name, value) => attributes.push({ owner, name, value: { kind: 'string', value } });
    const names = (owner, name, value) => attributes.push({ owner, name, value: { kind: 'names', value } });
    if (texts.modelConfig !== undefined)
        text('/', 'model_config', texts.modelConfig);
    if (texts.trainingConfig !== undefined)
        text('/', 'training_config', texts.trainingConfig);
    for (const owner of ['/', WEIGHTS]) {
        text(owner, 'keras_version', KERAS_DIALECT);
        text(owner, 'backend', texts.backend);
    }
    attributes.push(...provenanceAttributes());
    addGroup(groups, WEIGHTS);
    names(WEIGHTS, 'layer_names', arrangement.h5Layers.map((layer) => layer.name));
    const place = (group, weights) => {
        addGroup(groups, group);
        names(group, 'weight_names', weights.map((weight) => weight.h5Name));
        for (const weight of weights) {
            const target = legacy_h5_join(group, weight.h5Name);
            addGroup(groups, parentOf(target));
            datasets.push(plannedDataset(target, weight.sources, weight.steps));
            for (const tensor of weight.sources)
                moved.set(tensor.path, target);
        }
    };
    arrangement.h5Layers.forEach((layer) => {
        place(legacy_h5_join(WEIGHTS, layer.name), layer.weights);
    });
    const owners = layersByTensor(arrangement);
    for (const layer of source.layers) {
        // A layer's own attributes follow its group, found by its first weight where the layer was renamed.
        const target = legacy_h5_join(WEIGHTS, owners.get(layer.weights[0]?.tensor.path ?? '') ?? layer.name);
        if (groups.has(target))
            moved.set(legacy_h5_join(weightsGroup, layer.name), target);
    }
    place(legacy_h5_join(WEIGHTS, TOP_LEVEL_GROUP), arrangement.topLevelWeights);
    moved.set(legacy_h5_join(weightsGroup, TOP_LEVEL_GROUP), legacy_h5_join(WEIGHTS, TOP_LEVEL_GROUP));
    if (source.optimizer.length > 0) {
        addGroup(groups, KEPT_OPTIMIZER_GROUP);
        const kept = optimizerNames(source.optimizer);
        names(KEPT_OPTIMIZER_GROUP, 'weight_names', [...kept.values()]);
        for (const { name, tensor } of source.optimizer) {
            const target = legacy_h5_join(KEPT_OPTIMIZER_GROUP, kept.get(name) ?? name);
            addGroup(groups, parentOf(target));
            datasets.push(plannedDataset(target, [tensor], []));
            moved.set(tensor.path, target);
        }
        moved.set(OPTIMIZER_GROUP, KEPT_OPTIMIZER_GROUP);
    }
    attributes.push(...keptAttributes(source.extraAttributes, moved));
    return { hdf5: { groups: [...groups], attributes, datasets }, renamed: renamedEntries(datasets) };
}
/** What every result says of its origin, at its root. */
function provenanceAttributes() {
    return PROVENANCE_KEYS.map((key) => ({
        owner: '/',
        name: PROVENANCE_NAMES[key],
        value: { kind: 'provenance', key },
    }));
}
/** A dataset made from source tensors; half precision is widened first, because h5wasm cannot write it. */
function plannedDataset(target, sources, steps) {
    const half = sources.some(({ dtype }) => dtype === 'float16' || dtype === 'bfloat16');
    const all = half ? [{ kind: 'widen' }, ...steps] : steps;
    return { target, ...shapeAfter(sources, all), values: { kind: 'source', sources, steps: all } };
}
/** Paths that changed, as HDF5 paths without the leading `/`. */
function renamedEntries(datasets) {
    return datasets.flatMap(({ target, values }) => {
        if (values.kind !== 'source')
            return [];
        return values.sources
            .filter((tensor) => tensor.path !== target)
            .map((tensor) => ({ from: tensor.path.slice(1), to: target.slice(1) }));
    });
}
/** Adds a group after its parents, none twice. */
function addGroup(groups, path) {
    if (path === '' || path === '/' || groups.has(path))
        return;
    addGroup(groups, parentOf(path));
    groups.add(path);
}
function parentOf(path) {
    return path.slice(0, path.lastIndexOf('/'));
}
/** The optimizer's weights under names as Keras 3 writes them, without TensorFlow's `:0`; none twice. */
function optimizerNames(optimizer) {
    const taken = new Set();
    const kept = new Map();
    for (const { name } of optimizer) {
        const bare = name.replace(/:\d+$/, '');
        let unique = bare;
        for (let n = 1; taken.has(unique); n++)
            unique = `${bare}_${n}`;
        taken.add(unique);
        kept.set(name, unique);
    }
    return kept;
}
/** Where the weights of each source layer went: target layer by source tensor path. */
function layersByTensor(arrangement) {
    const owners = new Map();
    for (const layer of arrangement.h5Layers) {
        for (const weight of layer.weights)
            for (const tensor of weight.sources)
                owners.set(tensor.path, layer.name);
    }
    return owners;
}
function keptAttributes(extra, moved) {
    return extra.flatMap(({ owner, name }) => {
        const target = moved.get(owner);
        if (target === undefined)
            return [];
        return [{ owner: target, name, value: { kind: 'copy', path: owner, name } }];
    });
}

;// CONCATENATED MODULE: ./lib/plan/object-tree.js

/**
 * Plans Keras 3's object tree (`_save_state`, keras/src/saving/saving_lib.py): what `save_weights("x.weights.h5")`
 * writes, and `model.weights.h5` in a `.keras` archive.
 *
 * @param optimizer undefined where the model is not compiled; empty lists still make the group
 */
function planObjectTree(model, optimizer) {
    const groups = new Set();
    for (const group of model.objectGroups)
        addGroup(groups, `/${group}`);
    const datasets = model.objectVariables.map((variable) => {
        const target = `/${variable.objectPath}`;
        addGroup(groups, parentOf(target));
        return plannedDataset(target, variable.sources, variable.steps);
    });
    if (optimizer) {
        addGroup(groups, '/optimizer/vars');
        optimizer.forEach((dataset, index) => {
            datasets.push({ ...dataset, target: `/optimizer/vars/${index}` });
        });
    }
    return {
        hdf5: { groups: [...groups], attributes: provenanceAttributes(), datasets },
        renamed: renamedEntries(datasets),
    };
}

;// CONCATENATED MODULE: ./lib/plan/conversion.js






/**
 * Plans one format of one source. Pure: it sees names, shapes and configuration, never weight bytes.
 *
 * @throws Refusal where the format needs an architecture and there is none
 */
function planConversion(source, prepared, format) {
    const shared = {
        format,
        changed: prepared.changed,
        warnings: prepared.warnings,
        archiveConfig: undefined,
        assets: [],
    };
    if (format === 'h5') {
        const { group, content } = legacyContent(source);
        const { model } = prepared;
        const planned = planH5(content, group, prepared.arrangement, {
            modelConfig: model && source.layout !== 'legacy-h5-weights' ? writeJson(outermostLegacy(model.config)) : undefined,
            trainingConfig: model?.trainingConfig && writeJson(model.trainingConfig),
            backend: 'tensorflow',
        });
        const lost = content.optimizer.length > 0 ? [{ text: H5_OPTIMIZER_STATE_IS_LOST }] : [];
        return { ...shared, ...planned, warnings: [...prepared.warnings, ...lost] };
    }
    const { model } = prepared;
    if (!model) {
        throw new errors_Refusal(`format "${format}" needs the architecture, which this file does not hold: put the model's to_json() beside it as <stem>.json or model.json, or name one with "architecture"; format "h5" works without`);
    }
    const warnings = [...prepared.warnings, ...model.optimizerWarnings];
    if (format === 'weights') {
        return { ...shared, ...planObjectTree(model.weightsAlone, model.optimizer), warnings };
    }
    const planned = planObjectTree(model.assigned, model.optimizer);
    const config = { ...model.config };
    if (model.compileConfig)
        config.compile_config = model.compileConfig;
    return { ...shared, ...planned, warnings, archiveConfig: config, assets: model.assets };
}
/** Keras 3 reads the outermost object of a `.h5` by its class name alone; everything inside is in its own dialect. */
function outermostLegacy(model) {
    return { class_name: model.class_name ?? 'Functional', config: isObject(model.config) ? model.config : {} };
}
/** An object tree has nothing that a legacy H5 keeps beside its weights but the optimizer's. */
function legacyContent(source) {
    if (source.weights.kind === 'legacy-h5')
        return source.weights;
    const optimizer = optimizerTensors(source);
    return { group: '/', content: { layers: [], topLevel: [], optimizer, extraAttributes: [], unlisted: [] } };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/numbers.js

/** The numbers of a JSON list, or of one number repeated `count` times; undefined if it is anything else. */
function numbers_numbersOf(value, count) {
    const single = asNumber(value);
    const list = single === undefined ? value : new Array(count).fill(single);
    if (!Array.isArray(list) || list.length !== count)
        return undefined;
    const numbers = list.map(asNumber);
    return numbers.every((each) => each !== undefined) ? numbers : undefined;
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/weights.js

const RULES = new Map([
    ['Dense', maxout],
    ['Conv1D', conv1d],
    ['Conv2D', (layer) => convolution(layer, 2)],
    ['Conv3D', (layer) => convolution(layer, 3)],
    ['Conv2DTranspose', deconvolution],
    ['SeparableConv2D', separable],
    ['ConvLSTM2D', convLstm],
    ['LSTM', (layer) => (layer.shapes.length === 12 ? gates(LSTM_GATES) : undefined)],
    ['GRU', (layer) => (layer.shapes.length === 9 ? gates(GRU_GATES) : undefined)],
]);
/** Where the input, forget, candidate and output gate begin in Keras 1's list: it kept i, c, f, o (`layers/recurrent.py: LSTM.build`). */
const LSTM_GATES = [0, 6, 3, 9];
/** Update, reset, candidate. */
const GRU_GATES = [0, 3, 6];
/** Kernel (out, in, rows, columns) to (rows, columns, in, out). */
const CHANNELS_FIRST_2D = { kind: 'transpose', permutation: [2, 3, 1, 0] };
const CHANNELS_FIRST_3D = { kind: 'transpose', permutation: [2, 3, 4, 1, 0] };
/**
 * Which Keras 1 weights make which Keras 3 variables of one layer (a wrapper's inner layer, each direction of a
 * Bidirectional by itself), by Keras 2's `preprocess_weights_for_loading` (`keras/engine/saving.py`, 2.2.4).
 *
 * @param className Keras 2's class
 * @param config the layer's configuration in Keras 2's dialect, its `data_format` as Keras 1 had it (`stored` of `keras1ToKeras2`)
 * @param backend `theano` kernels are flipped, and turned over
 * @param shapes of the layer's weights, in `weight_names` order
 * @returns undefined where Keras 1 kept the same variables in the same order as Keras 2
 */
function keras1Variables(className, config, backend, shapes) {
    return RULES.get(className)?.({ config, theano: backend === 'theano', shapes });
}
/**
 * The backend that wrote a Keras 1 file, by its weights' names: TensorFlow's end in `:0`, Theano's are what Keras called
 * them. Undefined if no name tells (`param_0` is the name of a weight that has none).
 */
function keras1Backend(weightNames) {
    let backend;
    for (const name of weightNames) {
        if (/:\d+$/.test(name))
            return 'tensorflow';
        if (!/^param_\d+$/.test(name))
            backend = 'theano';
    }
    return backend;
}
/** A weight at `at` with the steps given, if the layer has it. */
function weight(layer, variable, at, steps) {
    return at < layer.shapes.length ? [{ variable, sources: [at], steps }] : [];
}
/** Theano's convolution turns the kernel over on every spatial axis; after transposition those come first. */
function flips(layer, axes) {
    return layer.theano ? [{ kind: 'flip', axes: [...new Array(axes).keys()] }] : [];
}
function isChannelsFirst({ config }) {
    return config.data_format === 'channels_first';
}
/** Only MaxoutDense had a kernel of three axes: (features, in, out). */
function maxout(layer) {
    const [features, inputs, outputs] = layer.shapes[0] ?? [];
    if (features === undefined || inputs === undefined || outputs === undefined)
        return undefined;
    return [
        ...weight(layer, 'kernel', 0, [
            { kind: 'transpose', permutation: [1, 0, 2] },
            { kind: 'reshape', shape: [inputs, features * outputs] },
        ]),
        ...weight(layer, 'bias', 1, [{ kind: 'reshape', shape: [features * outputs] }]),
    ];
}
/** (length, 1, in, out), before Keras 1.1 (out, in, length, 1). */
function conv1d(layer) {
    const shape = layer.shapes[0] ?? [];
    if (shape.length !== 4)
        return undefined;
    const [length] = numbers_numbersOf(layer.config.kernel_size, 1) ?? [];
    const isLatest = shape[0] === length && shape[1] === 1 && shape[3] === layer.config.filters;
    const [a = 0, b = 0, c = 0, d = 0] = shape;
    const steps = isLatest
        ? [{ kind: 'reshape', shape: [a, c, d] }]
        : [CHANNELS_FIRST_2D, { kind: 'reshape', shape: [c, b, a] }];
    return [...weight(layer, 'kernel', 0, [...steps, ...flips(layer, 1)]), ...weight(layer, 'bias', 1, [])];
}
function convolution(layer, axes) {
    const transposition = axes === 2 ? CHANNELS_FIRST_2D : CHANNELS_FIRST_3D;
    const steps = [...(isChannelsFirst(layer) ? [transposition] : []), ...flips(layer, axes)];
    return [...weight(layer, 'kernel', 0, steps), ...weight(layer, 'bias', 1, [])];
}
/** A transposed convolution's kernel is (rows, columns, out, in) in Keras 2 and 3, but Keras 1 kept a convolution's. */
function deconvolution(layer) {
    const permutation = isChannelsFirst(layer) ? [2, 3, 0, 1] : [0, 1, 3, 2];
    const steps = [{ kind: 'transpose', permutation }, ...flips(layer, 2)];
    return [...weight(layer, 'kernel', 0, steps), ...weight(layer, 'bias', 1, [])];
}
function separable(layer) {
    const steps = isChannelsFirst(layer) ? [CHANNELS_FIRST_2D] : [];
    return [
        ...weight(layer, 'depthwise_kernel', 0, steps),
        ...weight(layer, 'pointwise_kernel', 1, steps),
        ...weight(layer, 'bias', 2, []),
    ];
}
function convLstm(layer) {
    if (layer.shapes.length !== 12)
        return undefined;
    const steps = [...(isChannelsFirst(layer) ? [CHANNELS_FIRST_2D] : []), ...flips(layer, 2)];
    const joined = { kind: 'concatenate', axis: 3 };
    return [
        { variable: 'kernel', sources: LSTM_GATES, steps: [...steps, joined] },
        { variable: 'recurrent_kernel', sources: LSTM_GATES.map((at) => at + 1), steps: [...steps, joined] },
        { variable: 'bias', sources: LSTM_GATES.map((at) => at + 2), steps: [{ kind: 'concatenate', axis: 0 }] },
    ];
}
/** A matrix for the input, one for the state and a bias, gate by gate. */
function gates(starts) {
    return [
        { variable: 'kernel', sources: starts, steps: [{ kind: 'concatenate', axis: 1 }] },
        { variable: 'recurrent_kernel', sources: starts.map((at) => at + 1), steps: [{ kind: 'concatenate', axis: 1 }] },
        { variable: 'bias', sources: starts.map((at) => at + 2), steps: [{ kind: 'concatenate', axis: 0 }] },
    ];
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/source-weights.js


/** Keras 1's names of variables, `<layer>_<suffix>`, under Keras 2's names. A gate's letter follows the suffix; TensorFlow may number a name. */
const SUFFIXES = new Map([
    ['W', 'kernel'],
    ['U', 'recurrent_kernel'],
    ['b', 'bias'],
    ['gamma', 'gamma'],
    ['beta', 'beta'],
    ['running_mean', 'moving_mean'],
    ['running_std', 'moving_variance'],
    ['alphas', 'alpha'],
    ['depthwise_kernel', 'depthwise_kernel'],
    ['pointwise_kernel', 'pointwise_kernel'],
]);
const NAME = /^(.+)_(depthwise_kernel|pointwise_kernel|running_mean|running_std|gamma|beta|alphas|W|U|b)(?:_[ifcozrh])?(?:_\d+)?(?::\d+)?$/;
/**
 * The weights of one group of a Keras 1 file as Keras 2 would have stored them, in the same order: gates joined, kernels
 * laid out and turned over, names in Keras 2's style. Weights whose names are not Keras 1's own stay as they are.
 *
 * @param weights of a layer or nested model, in `weight_names` order
 * @param layers `stored` of what `keras1ToKeras2` returns
 * @param backend that wrote the file, `keras1Backend` tells it
 */
function keras1Weights(weights, layers, backend) {
    const result = [];
    for (let at = 0; at < weights.length;) {
        const owner = ownerOf(weights[at]?.name);
        let end = at + 1;
        while (owner !== undefined && end < weights.length && ownerOf(weights[end]?.name) === owner)
            end++;
        const own = weights.slice(at, end);
        const layer = owner === undefined ? undefined : (layers.get(owner) ?? layers.get(withoutDirection(owner)));
        result.push(...upgradeOwn(owner, own, layer, backend));
        at = end;
    }
    return result;
}
function ownerOf(name) {
    return NAME.exec(name ?? '')?.[1];
}
/** Bidirectional calls its two layers after the one it was given (`layers/wrappers.py`). */
function withoutDirection(name) {
    return name.replace(/^(?:(?:forward|backward)_)+/, '');
}
function upgradeOwn(owner, weights, layer, backend) {
    const tensors = weights.map(({ tensor }) => tensor);
    const rules = layer &&
        keras1Variables(layer.className, layer.config, backend, tensors.map(({ shape }) => shape));
    if (rules && owner !== undefined) {
        return rules.map(({ variable, sources, steps }) => {
            return made(`${owner}/${variable}:0`, sources.flatMap((source) => tensors[source] ?? []), steps);
        });
    }
    return weights.map(({ name, tensor }) => {
        const suffix = SUFFIXES.get(NAME.exec(name)?.[2] ?? '');
        const variable = layer?.className === 'Embedding' && suffix === 'kernel' ? 'embeddings' : suffix;
        return made(owner === undefined || variable === undefined ? name : `${owner}/${variable}:0`, [tensor], []);
    });
}
function made(name, sources, steps) {
    return { name, sources, steps, ...shapeAfter(sources, steps) };
}

;// CONCATENATED MODULE: ./lib/keras/keras1-source.js


/** Whether Keras 1 wrote a file: it says so, or says nothing of its version, as early Keras 1 did. */
function isKeras1(kerasVersion) {
    return kerasVersion === undefined || /^[01]\./.test(kerasVersion);
}
/**
 * A Keras 1 file's layers in the form Keras 2 would have given them, so that they can be assigned like any other: a
 * tensor that has to be made stands for its sources until {@link Keras1Layers.unfold} puts them in its place.
 */
class Keras1Layers {
    layers;
    #makings = new Map();
    /**
     * @param config the architecture as `keras1ToKeras2` leaves it
     * @param backend that wrote the file
     */
    constructor(source, config, backend) {
        const classes = layersByName(config);
        this.layers = source.map(({ name, weights }) => ({
            name,
            weights: keras1Weights(weights, classes, backend).map(({ name: weight, sources, steps, shape, dtype }) => {
                const [only] = sources;
                if (only && sources.length === 1 && steps.length === 0)
                    return { name: weight, tensor: only };
                const tensor = { path: `${only?.path ?? name}, and what is joined with it`, shape, dtype };
                this.#makings.set(tensor, { sources, steps });
                return { name: weight, tensor };
            }),
        }));
    }
    /** The same assignment with every made tensor replaced by its sources. */
    unfold(model) {
        const unfolded = new Map();
        const one = (variable) => {
            const known = unfolded.get(variable);
            if (known)
                return known;
            const [first] = variable.sources;
            const making = first && this.#makings.get(first);
            const result = making
                ? { ...variable, sources: making.sources, steps: [...making.steps, ...variable.steps] }
                : variable;
            unfolded.set(variable, result);
            return result;
        };
        return {
            ...model,
            h5Layers: model.h5Layers.map((layer) => ({ ...layer, weights: layer.weights.map(one) })),
            objectVariables: model.objectVariables.map(one),
            sourceTrainables: model.sourceTrainables.map(one),
            targetTrainables: model.targetTrainables.map(one),
            dropped: model.dropped.flatMap((tensor) => this.#makings.get(tensor)?.sources ?? [tensor]),
        };
    }
}
/** Every layer of a configuration by name, nested and wrapped ones included. */
function layersByName(config) {
    const layers = new Map();
    const pending = [config];
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
        if (Array.isArray(value))
            pending.push(...value);
        if (!isObject(value))
            continue;
        if (typeof value.class_name === 'string' && isObject(value.config) && typeof value.config.name === 'string') {
            layers.set(value.config.name, { className: value.class_name, config: value.config });
        }
        pending.push(...Object.values(value));
    }
    return layers;
}

;// CONCATENATED MODULE: ./lib/keras/model-outputs.js

/** Layers whose names the upgrade changed: the source's name to Keras 3's. */
function renamedLayers(upgraded) {
    const renames = new Map();
    for (const [object, origin] of upgraded.origins) {
        const name = isObject(object.config) ? object.config.name : undefined;
        if (typeof name === 'string' && name !== origin.name)
            renames.set(origin.name, name);
    }
    return renames;
}
/** The model's output names in order, as the source names them: the layers that make them, or the keys of a dictionary. */
function outputNames(upgraded) {
    const config = isObject(upgraded.model.config) ? upgraded.model.config : {};
    const sourceNames = new Map([...renamedLayers(upgraded)].map(([from, to]) => [to, from]));
    const names = config.output_layers === undefined ? lastLayer(config.layers) : namesIn(config.output_layers);
    return names.map((name) => sourceNames.get(name) ?? name);
}
/** A Sequential's output is its last layer's. */
function lastLayer(layers) {
    const last = Array.isArray(layers) ? layers.at(-1) : undefined;
    const name = isObject(last) && isObject(last.config) ? last.config.name : undefined;
    return typeof name === 'string' ? [name] : [];
}
/** `output_layers` is `[layer, node, tensor]`, a list of such, or a dictionary of either. */
function namesIn(structure) {
    if (isObject(structure))
        return Object.keys(structure);
    if (!Array.isArray(structure))
        return [];
    const [first] = structure;
    if (typeof first === 'string')
        return [first];
    return structure.flatMap(namesIn);
}

;// CONCATENATED MODULE: ./lib/keras/nested-list.js


/** Little-endian bytes as nested lists of floats, as NumPy's `tolist` gives them; a scalar is a number. */
function nestedList(bytes, shape, dtype) {
    const numbers = Array.from(toNumbers(bytes, dtype), (item) => pythonFloat(Number(item)));
    return nest(numbers, shape);
}
function nest(numbers, shape) {
    const [extent, ...inner] = shape;
    if (extent === undefined)
        return numbers[0] ?? null;
    const step = numbers.length / Math.max(1, extent);
    return Array.from({ length: extent }, (_, index) => nest(numbers.slice(index * step, (index + 1) * step), inner));
}

;// CONCATENATED MODULE: ./lib/keras/optimizer-state/layouts.js

function apart(...slots) {
    return slots.map((slot) => ({ slots: [slot] }));
}
const ADAM = {
    target: [{ slots: ['m', 'v'] }, { slots: ['vhat'], when: 'amsgrad' }],
    legacy: [...apart('m', 'v'), { slots: ['vhat'], when: 'amsgrad' }],
    keras1: [...apart('m', 'v'), { slots: ['vhat'], when: 'amsgrad' }],
};
/** Nadam, Adafactor and LossScaleOptimizer are not here: their state means another thing in each Keras 3, or none. */
const LAYOUTS = new Map([
    [
        'Adadelta',
        { target: [{ slots: ['grad', 'delta'] }], legacy: apart('grad', 'delta'), keras1: apart('grad', 'delta') },
    ],
    ['Adagrad', { target: apart('accumulator'), legacy: apart('accumulator'), keras1: apart('accumulator') }],
    ['Adam', ADAM],
    ['AdamW', ADAM],
    ['Adamax', { target: [{ slots: ['m', 'u'] }], legacy: apart('m', 'u'), keras1: apart('m', 'u') }],
    [
        'Ftrl',
        {
            target: [{ slots: ['accumulator', 'linear'] }],
            legacy: [{ slots: ['accumulator', 'linear'] }],
            keras1: [{ slots: ['accumulator', 'linear'] }],
        },
    ],
    ['Lion', { target: apart('m'), legacy: apart('m'), keras1: apart('m') }],
    [
        'RMSprop',
        {
            target: [
                { slots: ['velocity'] },
                { slots: ['momentum'], when: 'momentum' },
                { slots: ['average_gradient'], when: 'centered' },
            ],
            legacy: [
                { slots: ['velocity'] },
                { slots: ['momentum'], when: 'momentum' },
                { slots: ['average_gradient'], when: 'centered' },
            ],
            keras1: apart('velocity'),
        },
    ],
    [
        'SGD',
        {
            target: [{ slots: ['momentum'], when: 'momentum' }],
            // With no momentum, too, these two kept slots.
            new: apart('momentum'),
            legacy: [{ slots: ['momentum'], when: 'momentum' }],
            keras1: apart('momentum'),
        },
    ],
]);
/** From 2.11 on and in Keras 3, moving averages of the variables come first (`build` of the base class). */
const AVERAGES = { slots: ['average'], when: 'use_ema' };
function sourceRuns(layout, family, config) {
    if (family !== 'new')
        return layout[family].filter((run) => isOn(run, config));
    return [AVERAGES, ...(layout.new ?? layout.target)].filter((run) => isOn(run, config));
}
function targetRuns(layout, config) {
    return [AVERAGES, ...layout.target].filter((run) => isOn(run, config));
}
function isOn(run, config) {
    if (run.when === undefined)
        return true;
    const value = config[run.when];
    return value === true || (asNumber(value) ?? 0) !== 0;
}
/** Every slot of every run in the order of an optimizer's variable list: which slot, of which of `count` variables. */
function slotSequence(runs, count) {
    return runs.flatMap((run) => Array.from({ length: count }, (_, variable) => run.slots.map((slot) => ({ slot, variable }))).flat());
}

;// CONCATENATED MODULE: ./lib/keras/optimizer-state/names.js
/**
 * Pairs slots with variables by name, where the names of both can tell: `Adam/dense/kernel/m:0` (legacy) and
 * `Adam/m/dense/kernel:0` (2.11 on) belong to `/model_weights/dense/dense/kernel:0`. Undefined where names cannot tell
 * (Keras 2.2's `training/Adam/Variable_3:0`, the numbered variables of an object tree, two variables of one name); the
 * order of the list decides there.
 *
 * @param slotNames - Names of one slot, in the order of the list.
 * @returns For each slot, the index of its variable.
 */
function variablesByName(slotNames, variables) {
    const paths = variables.map((variable) => segments(variable.path));
    const found = slotNames.map((name) => bestMatch(name, paths));
    const indices = found.filter((index) => index !== undefined);
    return indices.length === variables.length && new Set(indices).size === variables.length ? indices : undefined;
}
/** A variable's own name has at least a layer and a weight: `dense/kernel`. */
const ENOUGH_SEGMENTS = 2;
function bestMatch(name, paths) {
    if (name === undefined)
        return undefined;
    const full = segments(name);
    // The legacy optimizers put the slot's name last.
    const scores = paths.map((path) => Math.max(commonEnd(full, path), commonEnd(full.slice(0, -1), path)));
    const best = Math.max(...scores);
    const winners = scores.filter((score) => score === best).length;
    return best >= ENOUGH_SEGMENTS && winners === 1 ? scores.indexOf(best) : undefined;
}
function segments(name) {
    return name.replace(/:0$/, '').split('/');
}
function commonEnd(a, b) {
    let count = 0;
    while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count])
        count++;
    return count;
}

;// CONCATENATED MODULE: ./lib/keras/optimizer-state/steps.js
/**
 * Whether what happens to a variable's values may happen to its slots. Moving and reordering elements may. Scaling may not:
 * an optimizer's step does not scale with its parameter, so a run resumed with scaled slots takes other steps. Nor may
 * adding two variables into one.
 */
function slotsFollow(steps) {
    return steps.every((step) => step.kind !== 'sum-halves' && (step.kind !== 'scale-blocks' || step.factors.every((factor) => factor === 1)));
}
/** The steps of a variable, for slots of a type of their own. */
function slotSteps(steps, slots) {
    const moves = steps.filter((step) => step.kind !== 'widen' && step.kind !== 'scale-blocks');
    const own = slots[0]?.dtype ?? 'float32';
    const half = own === 'float16' || own === 'bfloat16';
    const cast = moves.findLast((step) => step.kind === 'cast');
    const dtype = cast?.kind === 'cast' ? cast.dtype : half ? 'float32' : own;
    return { steps: half ? [{ kind: 'widen' }, ...moves] : moves, dtype };
}

;// CONCATENATED MODULE: ./lib/keras/optimizer-state/optimizer-state.js






/**
 * Plans the optimizer's variables for Keras 3, which takes them by number and only if there are exactly as many as it has
 * itself (base_optimizer.py `load_own_variables`): `iteration`, `learning_rate` unless it is a schedule, then the slots.
 *
 * @param upgraded - The optimizer as the upgraded settings have it.
 * @param targetTrainables - The model's trainable variables in Keras 3's order.
 */
function planOptimizerState(source, upgraded, targetTrainables) {
    if (isUntrained(source))
        return { kind: 'none' };
    const className = isObject(upgraded) ? upgraded.class_name : undefined;
    const config = isObject(upgraded) && isObject(upgraded.config) ? upgraded.config : undefined;
    if (typeof className !== 'string' || config === undefined)
        return dropped('the optimizer is not known');
    const layout = isOwn(upgraded) ? LAYOUTS.get(className) : undefined;
    if (layout === undefined)
        return dropped(`Keras 3 cannot take over the state of ${className}`);
    const read = readState(source, layout, className);
    if (typeof read === 'string')
        return dropped(read);
    const runs = targetRuns(layout, config);
    const slots = planSlots(slotSequence(runs, targetTrainables.length), read, targetTrainables);
    if (typeof slots === 'string')
        return dropped(slots);
    return { kind: 'planned', variables: [read.iteration, ...optimizer_state_learningRate(config), ...slots] };
}
function dropped(why) {
    return {
        kind: 'dropped',
        reason: `The optimizer's settings were kept and its state was not, because ${why}: training resumes with a fresh optimizer.`,
    };
}
/** Whether there is no slot where there should be some: Keras 2.11 on writes the count of steps even then. */
function isUntrained(source) {
    const [first, ...others] = source.state;
    if (first === undefined)
        return true;
    if (others.length > 0 || first.tensor.shape.length > 0)
        return false;
    const { family, config, name } = familyAndConfig(source.optimizer);
    const layout = LAYOUTS.get(name);
    return layout === undefined || sourceRuns(layout, family, config).length > 0;
}
function isOwn(upgraded) {
    return isObject(upgraded) && upgraded.module === 'keras.optimizers';
}
function familyAndConfig(optimizer) {
    const identified = identify(optimizer);
    if (identified.kind === 'object') {
        // A loss scale that became a setting of the optimizer it wrapped: the variables listed are that one's.
        const inner = identified.config.inner_optimizer ?? identified.config.optimizer;
        if (isObject(inner))
            return familyAndConfig(inner);
        return { name: identified.name, family: familyOf(identified.config), config: identified.config };
    }
    return { name: identified.kind === 'name' ? identified.name : '', family: 'new', config: {} };
}
function readState(source, layout, className) {
    const { family, config } = familyAndConfig(source.optimizer);
    const tensors = trainableTensors(source);
    const runs = sourceRuns(layout, family, config);
    const sequence = slotSequence(runs, tensors.length);
    const { iteration, rest } = splitScalars(source.state, sequence.length);
    const kept = withoutStandIns(rest, sequence.length, tensors.length);
    if (kept.length !== sequence.length) {
        return `${className} has ${rest.length} state variables in the file where the model's ${tensors.length} trainable weights call for ${sequence.length}`;
    }
    const slots = new Map();
    for (const slot of new Set(sequence.map((entry) => entry.slot))) {
        const entries = kept.filter((_, index) => sequence[index]?.slot === slot);
        const byName = variablesByName(entries.map((entry) => entry.name), tensors);
        const ofSlot = new Map();
        for (const [index, entry] of entries.entries()) {
            const variable = tensors[byName?.[index] ?? index];
            if (variable === undefined || !sameShape(variable.shape, entry.tensor.shape)) {
                return `the state variable ${entry.tensor.path} has not the shape of a trainable weight`;
            }
            ofSlot.set(variable.path, entry.tensor);
        }
        slots.set(slot, ofSlot);
    }
    return { iteration: iterationVariable(iteration), slots };
}
function trainableTensors(source) {
    const tensors = source.trainables.flatMap((variable) => variable.sources);
    const paths = new Set(tensors.map((tensor) => tensor.path));
    return source.trainableTensors?.filter((tensor) => paths.has(tensor.path)) ?? tensors;
}
/** The count of steps comes first, except in Keras before 2.3's RMSprop, Adagrad and Adadelta, which did not keep it. */
function splitScalars(state, slots) {
    const first = state[0]?.tensor;
    if (first === undefined || first.shape.length > 0 || state.length === slots)
        return { iteration: undefined, rest: state };
    return { iteration: first, rest: state.slice(1) };
}
/** Keras 2.1 to 2.3's Adam kept a one-element stand-in for each v̂ that amsgrad would have (optimizers.py). */
function withoutStandIns(rest, slots, variables) {
    const extra = rest.slice(slots);
    const standIns = extra.length === variables && extra.every(({ tensor }) => sameShape(tensor.shape, [1]));
    return standIns ? rest.slice(0, slots) : rest;
}
/** An integer of 64 bits is what Keras 3 itself writes; Keras 1 counted in floats. */
function iterationVariable(iteration) {
    if (iteration === undefined)
        return { shape: [], dtype: 'int64', values: { kind: 'constant', value: 0 } };
    const steps = iteration.dtype === 'int64' ? [] : [{ kind: 'cast', dtype: 'int64' }];
    return { shape: [], dtype: 'int64', values: { kind: 'source', sources: [iteration], steps } };
}
function optimizer_state_learningRate(config) {
    const rate = asNumber(config.learning_rate);
    return rate === undefined ? [] : [{ shape: [], dtype: 'float32', values: { kind: 'constant', value: rate } }];
}
function planSlots(sequence, read, targets) {
    const planned = [];
    for (const { slot, variable } of sequence) {
        const target = targets[variable];
        if (target === undefined)
            return 'the model has fewer trainable weights than it should';
        if (!slotsFollow(target.steps)) {
            return `the values of ${target.layer}/${target.name} were rescaled or added up for Keras 3, and an optimizer's state cannot be`;
        }
        const sources = [];
        for (const source of target.sources) {
            const tensor = read.slots.get(slot)?.get(source.path);
            if (tensor === undefined)
                return `the file has no ${slot} for the trainable weight ${target.layer}/${target.name}`;
            sources.push(tensor);
        }
        const { steps, dtype } = slotSteps(target.steps, sources);
        planned.push({ shape: target.shape, dtype, values: { kind: 'source', sources, steps } });
    }
    return planned;
}
function sameShape(a, b) {
    return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/findings.js

/** What is known of the source, and what the rewriting has found so far. */
class Findings {
    changes = [];
    warnings = [];
    refusals = [];
    /** Names of the layers that compute channels last between Permute layers. */
    permuted = [];
    /** Innermost layers by name, in Keras 2's dialect, as their weights are stored: see {@link keepStored}. */
    stored = new Map();
    backend;
    kerasVersion;
    /** The one `dim_ordering` the model's layers record; undefined if none does, or if they differ. */
    order;
    #names;
    constructor(context, order, names) {
        this.backend = context.backend;
        this.kerasVersion = context.kerasVersion;
        this.order = order;
        this.#names = new Set(names);
    }
    /** A name that no layer has yet: `conv_padding`, else `conv_padding_1`, … */
    uniqueName(wanted) {
        let name = wanted;
        for (let n = 1; this.#names.has(name); n++)
            name = `${wanted}_${n}`;
        this.#names.add(name);
        return name;
    }
    /** Keeps a layer for whoever reads its weights: channels come where they came in Keras 1. */
    keepStored(layer) {
        const name = typeof layer.config.name === 'string' ? layer.config.name : '';
        const before = this.stored.get(name);
        const told = ['data_format', 'kernel_size', 'filters'];
        const alike = before?.className === layer.className && told.every((key) => sameJson(before.config[key], layer.config[key]));
        if (before && !alike) {
            this.refuse(name, 'another layer of another kind has the same name, so their weights cannot be told apart; rename one in the architecture and the file');
        }
        this.stored.set(name, layer);
    }
    warn(layer, text) {
        this.warnings.push({ layer, text: `layer "${layer}": ${text}` });
    }
    refuse(layer, text) {
        this.refusals.push({ layer, text: `layer "${layer}": ${text}` });
    }
    /** Notes every entry in which two configurations of a layer differ. */
    compare(layer, from, to) {
        const before = new Map(Object.entries(from));
        const after = new Map(Object.entries(to));
        for (const [key, value] of before) {
            if (!sameJson(value, after.get(key)))
                this.change(`${layer}/${key}`, value, after.get(key));
        }
        for (const [key, value] of after)
            if (!before.has(key))
                this.change(`${layer}/${key}`, undefined, value);
    }
    change(path, from, to) {
        this.changes.push({ path, from, to });
    }
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/functional.js

/**
 * Rewrites a functional model: each layer by `upgradeEntry`, its calls from Keras 1's `[layer, node, tensor]` to Keras 2's
 * `[layer, node, tensor, keyword arguments]`. Layers put in front of or behind a layer are called as often as it is.
 */
function upgradeFunctional(config, findings, upgradeEntry) {
    const entries = [];
    const replacedBy = new Map();
    const inserted = new Set();
    for (const entry of Array.isArray(config.layers) ? config.layers : []) {
        if (!isObject(entry) || typeof entry.class_name !== 'string') {
            findings.refuse(String(config.name), 'one of its layers has no class_name; the configuration is damaged');
            continue;
        }
        const name = entryName(entry);
        const expansion = upgradeEntry(entry.class_name, entry.config ?? null, name);
        entries.push(...chain(expansion, name, Array.isArray(entry.inbound_nodes) ? entry.inbound_nodes : []));
        const last = expansion.after.at(-1);
        if (last)
            replacedBy.set(name, String(last.config.name));
        for (const { config: own } of expansion.after)
            inserted.add(String(own.name));
    }
    return {
        ...config,
        layers: entries.map((entry) => redirect(entry, replacedBy, inserted)),
        output_layers: redirectReferences(config.output_layers ?? [], replacedBy),
    };
}
function entryName(entry) {
    if (typeof entry.name === 'string')
        return entry.name;
    return isObject(entry.config) && typeof entry.config.name === 'string' ? entry.config.name : '';
}
/** The layers of an expansion as entries; all but the first are called on the one before, call by call. */
function chain({ before, layer, after }, name, calls) {
    const layers = [
        ...before.map((each) => [String(each.config.name), each]),
        [name, layer],
        ...after.map((each) => [String(each.config.name), each]),
    ];
    return layers.map(([own, { className, config }], at) => {
        const previous = layers[at - 1]?.[0];
        const inbound = previous === undefined ? calls.map(withKeywords) : calls.map((_, call) => [[previous, call, 0, {}]]);
        return { name: own, class_name: className, config, inbound_nodes: inbound };
    });
}
function withKeywords(call) {
    if (!Array.isArray(call))
        return call;
    return call.map((tensor) => (Array.isArray(tensor) && tensor.length === 3 ? [...tensor, {}] : tensor));
}
/** What read the layer now reads the last layer behind it; only the layers inserted behind still read the layer itself. */
function redirect(entry, replacedBy, inserted) {
    if (replacedBy.size === 0 || inserted.has(entryName(entry)))
        return entry;
    const calls = Array.isArray(entry.inbound_nodes) ? entry.inbound_nodes : [];
    return { ...entry, inbound_nodes: calls.map((call) => redirectReferences(call, replacedBy)) };
}
function redirectReferences(references, replacedBy) {
    if (!Array.isArray(references))
        return references;
    return references.map((reference) => {
        if (!Array.isArray(reference) || typeof reference[0] !== 'string')
            return reference;
        return [replacedBy.get(reference[0]) ?? reference[0], ...reference.slice(1)];
    });
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/channels.js
/**
 * Layers that Keras 3 on TensorFlow cannot compute channels first without a GPU: it fails, and Keras 3.15 adds the bias of
 * a Conv3D along the wrong axis. Each with the permutations to channels last and back, batch axis left out.
 */
const PERMUTATIONS = new Map([
    ['Conv2D', channels_image],
    ['Conv2DTranspose', channels_image],
    ['SeparableConv2D', channels_image],
    ['Conv3D', () => ({ to: [2, 3, 4, 1], back: [4, 1, 2, 3] })],
    ['ConvLSTM2D', ({ return_sequences: all }) => ({ to: [1, 3, 4, 2], back: all === true ? [1, 4, 2, 3] : [3, 1, 2] })],
]);
function channels_image() {
    return { to: [2, 3, 1], back: [3, 1, 2] };
}
/** Lets a convolution compute channels last between two Permute layers; its neighbours see no difference. */
function convolveChannelsLast(expansion, findings) {
    const { before, layer, after } = expansion;
    const permutation = layer.config.data_format === 'channels_first' ? PERMUTATIONS.get(layer.className)?.(layer.config) : undefined;
    if (!permutation)
        return expansion;
    const { batch_input_shape: inputShape, ...config } = layer.config;
    const name = String(config.name);
    const permute = (suffix, dims) => {
        const own = { name: findings.uniqueName(`${name}_${suffix}`), trainable: true, dims };
        return { className: 'Permute', config: own };
    };
    const to = permute('channels_last', permutation.to);
    if (inputShape !== undefined)
        to.config.batch_input_shape = inputShape;
    findings.permuted.push(name);
    findings.change(`${name}/data_format`, 'channels_first', 'channels_last');
    return {
        before: [...before, to],
        layer: { className: layer.className, config: { ...config, data_format: 'channels_last' } },
        after: [permute('channels_first', permutation.back), ...after],
    };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/deconvolution.js

const REBUILD = 'rebuild the model in Keras 3 and convert its weights alone';
/**
 * `Deconvolution2D` names its output shape, `Conv2DTranspose` derives it, and Theano's `same` begins elsewhere than
 * TensorFlow's. Where the two differ, a `valid` layer computes all there is, and a Cropping2D behind it takes the part
 * that Keras 1 took (`keras/utils/conv_utils.py: deconv_length`, Keras 1's `backend/*_backend.py: deconv2d`).
 *
 * @param layer in Keras 2's dialect, `output_shape` taken out
 * @param outputShape as Keras 1 wrote it, the batch axis first
 */
function shapeDeconvolution(layer, outputShape, findings) {
    const { config } = layer;
    const name = typeof config.name === 'string' ? config.name : '';
    const alone = { before: [], layer, after: [] };
    const axes = axesOf(config, outputShape);
    if (!axes || (config.padding !== 'valid' && config.padding !== 'same')) {
        findings.refuse(name, `its output shape or padding is not one that Conv2DTranspose can have; ${REBUILD}`);
        return alone;
    }
    const theano = findings.backend === 'theano';
    if (config.padding === 'valid') {
        const derived = axes.every(({ size, kernel, stride }) => (size - Math.max(kernel, stride)) % stride === 0);
        return derived
            ? alone
            : cutOut(layer, name, axes, axes.map(() => 0), findings);
    }
    if (theano && axes.some(({ kernel }) => kernel % 2 === 0)) {
        findings.refuse(name, `Theano crops an even kernel unlike TensorFlow; ${REBUILD}`);
        return alone;
    }
    const alike = axes.every(({ size, stride }) => size % stride === 0 && (!theano || stride === 1));
    if (alike)
        return alone;
    const starts = axes.map((axis) => Math.floor((theano ? axis.kernel : Math.max(scattered(axis) - axis.size, 0)) / 2));
    return cutOut(layer, name, axes, starts, findings);
}
function axesOf(config, outputShape) {
    const kernel = numbers_numbersOf(config.kernel_size, 2);
    const strides = numbers_numbersOf(config.strides ?? 1, 2);
    const isShape = Array.isArray(outputShape) && outputShape.length === 4;
    const spatial = config.data_format === 'channels_first' ? [2, 4] : [1, 3];
    const sizes = isShape ? numbers_numbersOf(outputShape.slice(...spatial), 2) : undefined;
    if (!kernel || !strides)
        return undefined;
    return sizes?.map((size, axis) => ({ size, kernel: kernel[axis] ?? 1, stride: strides[axis] ?? 1 }));
}
/** How far the kernels of all input elements reach, which are as many as the output's size asks for. */
function scattered({ size, kernel, stride }, padding = 'same') {
    const inputs = Math.ceil((padding === 'valid' ? size - kernel + 1 : size) / stride);
    return (inputs - 1) * stride + kernel;
}
/**
 * The part of a `valid` layer's output that begins at `starts`. Keras 3.3.3 takes no `output_padding` of zero and
 * TensorFlow none as large as the stride, so what an axis need not have is cropped again.
 */
function cutOut(layer, name, axes, starts, findings) {
    const padding = layer.config.padding === 'valid' ? 'valid' : 'same';
    const beyond = axes.map((axis, i) => (starts[i] ?? 0) + axis.size - scattered(axis, padding));
    const derived = axes.map(({ kernel, stride }) => Math.max(stride - kernel, 0));
    const isWithin = beyond.every((more, i) => more <= (derived[i] ?? 0));
    const added = isWithin ? derived : beyond.map((more) => Math.max(more, 1));
    if (!isWithin && axes.some(({ stride }, i) => (added[i] ?? 0) >= stride)) {
        findings.refuse(name, `no Conv2DTranspose has its output shape; ${REBUILD}`);
    }
    const cropping = beyond.map((more, i) => [starts[i] ?? 0, (added[i] ?? 0) - more]);
    const config = { ...layer.config, padding: 'valid', ...(isWithin ? {} : { output_padding: added }) };
    const cropped = {
        name: findings.uniqueName(`${name}_cropping`),
        trainable: true,
        cropping,
        data_format: layer.config.data_format ?? null,
    };
    findings.warn(name, 'its output shape is not one that Conv2DTranspose has by itself, so a Cropping2D layer behind it makes it');
    return {
        before: [],
        layer: { className: layer.className, config },
        after: cropping.flat().some((amount) => amount > 0) ? [{ className: 'Cropping2D', config: cropped }] : [],
    };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/layer-rows.js
function keys(pairs) {
    return new Map(Object.entries(pairs));
}
function values(pairs) {
    return new Map(Object.entries(pairs));
}
const KERNEL = {
    init: 'kernel_initializer',
    W_regularizer: 'kernel_regularizer',
    b_regularizer: 'bias_regularizer',
    W_constraint: 'kernel_constraint',
    b_constraint: 'bias_constraint',
    bias: 'use_bias',
};
const INPUT_SIZE = ['input_dim', 'input_length'];
const DENSE = keys({ ...KERNEL, output_dim: 'units' });
const CONV = { ...KERNEL, nb_filter: 'filters', border_mode: 'padding' };
const CONV_1D = keys({
    ...CONV,
    filter_length: 'kernel_size',
    subsample_length: 'strides',
    atrous_rate: 'dilation_rate',
});
const CONV_ND = keys({ ...CONV, subsample: 'strides', dim_ordering: 'data_format', atrous_rate: 'dilation_rate' });
const SEPARABLE = keys({
    nb_filter: 'filters',
    border_mode: 'padding',
    subsample: 'strides',
    dim_ordering: 'data_format',
    b_regularizer: 'bias_regularizer',
    b_constraint: 'bias_constraint',
    bias: 'use_bias',
    init: 'depthwise_initializer',
});
const RECURRENT = {
    output_dim: 'units',
    init: 'kernel_initializer',
    inner_init: 'recurrent_initializer',
    inner_activation: 'recurrent_activation',
    W_regularizer: 'kernel_regularizer',
    U_regularizer: 'recurrent_regularizer',
    b_regularizer: 'bias_regularizer',
    dropout_W: 'dropout',
    dropout_U: 'recurrent_dropout',
    consume_less: 'implementation',
    forget_bias_init: 'unit_forget_bias',
};
const CONV_RECURRENT = keys({
    ...RECURRENT,
    nb_filter: 'filters',
    border_mode: 'padding',
    subsample: 'strides',
    dim_ordering: 'data_format',
});
const GATES = values({ activation: 'tanh', recurrent_activation: 'hard_sigmoid' });
const SQUARE = { key: 'kernel_size', from: ['nb_row', 'nb_col'] };
const CUBE = { key: 'kernel_size', from: ['kernel_dim1', 'kernel_dim2', 'kernel_dim3'] };
const POOL_1D = keys({ pool_length: 'pool_size', stride: 'strides', border_mode: 'padding' });
const POOL_ND = keys({ border_mode: 'padding', dim_ordering: 'data_format' });
const CHANNELS = keys({ dim_ordering: 'data_format' });
const RATE = keys({ p: 'rate', dim_ordering: 'data_format' });
const layer_rows_conv1d = { className: 'Conv1D', rename: CONV_1D, drop: INPUT_SIZE };
const conv2d = { className: 'Conv2D', rename: CONV_ND, gather: SQUARE, channels: 'recorded' };
const conv3d = { className: 'Conv3D', rename: CONV_ND, gather: CUBE, channels: 'recorded' };
const deconv2d = { className: 'Conv2DTranspose', rename: CONV_ND, gather: SQUARE, channels: 'recorded' };
const layer_rows_separable = { className: 'SeparableConv2D', rename: SEPARABLE, gather: SQUARE, channels: 'recorded' };
const recurrent = (className, defaults) => {
    return { className, rename: keys(RECURRENT), drop: INPUT_SIZE, defaults };
};
const withChannels = (className, channels) => {
    return { className, rename: channels === 'training' ? RATE : CHANNELS, channels };
};
const pooling = (className) => ({ className, rename: POOL_ND, channels: 'recorded' });
/** Every layer of Keras 1.0 to 1.2.2 that has one layer of Keras 2 for its equal; `Merge` and models are not here. */
const LAYER_ROWS = new Map([
    ['InputLayer', { className: 'InputLayer' }],
    ['Dense', { className: 'Dense', rename: DENSE, drop: INPUT_SIZE }],
    ['TimeDistributedDense', { className: 'Dense', rename: DENSE, drop: INPUT_SIZE }],
    ['Activation', { className: 'Activation' }],
    ['Dropout', { className: 'Dropout', rename: RATE }],
    ['SpatialDropout1D', { className: 'SpatialDropout1D', rename: RATE }],
    ['SpatialDropout2D', withChannels('SpatialDropout2D', 'training')],
    ['SpatialDropout3D', withChannels('SpatialDropout3D', 'training')],
    ['GaussianDropout', { className: 'GaussianDropout', rename: RATE }],
    ['GaussianNoise', { className: 'GaussianNoise', rename: keys({ sigma: 'stddev' }) }],
    ['Masking', { className: 'Masking' }],
    ['Reshape', { className: 'Reshape' }],
    ['Permute', { className: 'Permute' }],
    // Keras 2's Flatten can put channels last first; Keras 1's never does.
    ['Flatten', { className: 'Flatten', defaults: values({ data_format: 'channels_last' }) }],
    ['RepeatVector', { className: 'RepeatVector' }],
    ['ActivityRegularization', { className: 'ActivityRegularization' }],
    ['LeakyReLU', { className: 'LeakyReLU' }],
    ['PReLU', { className: 'PReLU', rename: keys({ init: 'alpha_initializer' }) }],
    ['ELU', { className: 'ELU' }],
    ['ThresholdedReLU', { className: 'ThresholdedReLU' }],
    [
        'BatchNormalization',
        {
            className: 'BatchNormalization',
            rename: keys({ beta_init: 'beta_initializer', gamma_init: 'gamma_initializer' }),
            drop: ['mode'],
        },
    ],
    [
        'Embedding',
        {
            className: 'Embedding',
            rename: keys({
                init: 'embeddings_initializer',
                W_regularizer: 'embeddings_regularizer',
                W_constraint: 'embeddings_constraint',
            }),
            drop: ['dropout'],
        },
    ],
    ['Convolution1D', layer_rows_conv1d],
    ['Conv1D', layer_rows_conv1d],
    ['AtrousConvolution1D', layer_rows_conv1d],
    ['AtrousConv1D', layer_rows_conv1d],
    ['Convolution2D', conv2d],
    ['Conv2D', conv2d],
    ['AtrousConvolution2D', conv2d],
    ['AtrousConv2D', conv2d],
    ['Convolution3D', conv3d],
    ['Conv3D', conv3d],
    ['Deconvolution2D', deconv2d],
    ['Deconv2D', deconv2d],
    ['SeparableConvolution2D', layer_rows_separable],
    ['SeparableConv2D', layer_rows_separable],
    ['LocallyConnected1D', { className: 'LocallyConnected1D', rename: CONV_1D, drop: INPUT_SIZE }],
    ['LocallyConnected2D', { className: 'LocallyConnected2D', rename: CONV_ND, gather: SQUARE, channels: 'recorded' }],
    ['MaxPooling1D', { className: 'MaxPooling1D', rename: POOL_1D }],
    ['AveragePooling1D', { className: 'AveragePooling1D', rename: POOL_1D }],
    ['MaxPooling2D', pooling('MaxPooling2D')],
    ['AveragePooling2D', pooling('AveragePooling2D')],
    ['MaxPooling3D', pooling('MaxPooling3D')],
    ['AveragePooling3D', pooling('AveragePooling3D')],
    ['GlobalMaxPooling1D', { className: 'GlobalMaxPooling1D' }],
    ['GlobalAveragePooling1D', { className: 'GlobalAveragePooling1D' }],
    ['GlobalMaxPooling2D', withChannels('GlobalMaxPooling2D', 'recorded')],
    ['GlobalAveragePooling2D', withChannels('GlobalAveragePooling2D', 'recorded')],
    ['GlobalMaxPooling3D', withChannels('GlobalMaxPooling3D', 'recorded')],
    ['GlobalAveragePooling3D', withChannels('GlobalAveragePooling3D', 'recorded')],
    ['UpSampling1D', { className: 'UpSampling1D', rename: keys({ length: 'size' }) }],
    ['UpSampling2D', withChannels('UpSampling2D', 'forgotten')],
    ['UpSampling3D', withChannels('UpSampling3D', 'forgotten')],
    ['ZeroPadding1D', { className: 'ZeroPadding1D' }],
    ['ZeroPadding2D', withChannels('ZeroPadding2D', 'forgotten')],
    ['ZeroPadding3D', withChannels('ZeroPadding3D', 'forgotten')],
    ['Cropping1D', { className: 'Cropping1D' }],
    ['Cropping2D', withChannels('Cropping2D', 'forgotten')],
    ['Cropping3D', withChannels('Cropping3D', 'forgotten')],
    ['SimpleRNN', recurrent('SimpleRNN', values({ activation: 'tanh' }))],
    ['GRU', recurrent('GRU', values({ activation: 'tanh', recurrent_activation: 'hard_sigmoid', reset_after: false }))],
    ['LSTM', recurrent('LSTM', GATES)],
    [
        'ConvLSTM2D',
        { className: 'ConvLSTM2D', rename: CONV_RECURRENT, gather: SQUARE, defaults: GATES, channels: 'recorded' },
    ],
]);
/** Classes with no equal in Keras 3: why, and what to do instead. */
const layer_rows_GONE = new Map([
    ['Highway', 'Keras 3 has no Highway layer; build it from two Dense layers, Multiply and Add'],
    ['SReLU', 'Keras 3 has no SReLU layer; write it as a custom layer'],
    ['ParametricSoftplus', 'Keras 3 has no ParametricSoftplus layer; write it as a custom layer'],
    ['AutoEncoder', 'Keras 1 itself dropped AutoEncoder; rebuild the model in Keras 3'],
    ['Graph', 'the Graph model is of Keras 0; rebuild it in Keras 3 with the functional API'],
]);

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/maxout.js

/** The largest of `nb_feature` dense layers, element by element: one wide Dense, its units in rows, and the maximum over the rows. */
function upgradeMaxoutDense(source, dense, findings) {
    const name = typeof source.name === 'string' ? source.name : '';
    const units = asNumber(source.output_dim) ?? 0;
    const features = asNumber(source.nb_feature) ?? 4;
    const config = {
        ...dense,
        units: units * features,
        kernel_constraint: null,
        bias_constraint: null,
    };
    if (isObject(source.W_constraint) || isObject(source.b_constraint)) {
        findings.warn(name, 'its constraints are dropped, for its kernel has another shape now; training alone is concerned');
    }
    if (isObject(source.activity_regularizer)) {
        config.activity_regularizer = null;
        findings.warn(name, 'its activity_regularizer is dropped; training alone is concerned');
    }
    findings.change(`${name}/class_name`, 'MaxoutDense', 'Dense');
    findings.compare(name, source, config);
    findings.keepStored({ className: 'Dense', config });
    findings.warn(name, 'MaxoutDense is now a Dense, a Reshape and a GlobalMaxPooling1D layer');
    const rows = {
        name: findings.uniqueName(`${name}_reshape`),
        trainable: true,
        target_shape: [features, units],
    };
    const largest = { name: findings.uniqueName(`${name}_max`), trainable: true };
    return {
        before: [],
        layer: { className: 'Dense', config },
        after: [
            { className: 'Reshape', config: rows },
            { className: 'GlobalMaxPooling1D', config: largest },
        ],
    };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/merge.js
/** The modes of Keras 1's `Merge` (`keras/engine/topology.py`) as layers of Keras 2. */
const MODES = new Map([
    ['sum', () => ({ className: 'Add', config: {} })],
    ['mul', () => ({ className: 'Multiply', config: {} })],
    ['ave', () => ({ className: 'Average', config: {} })],
    ['max', () => ({ className: 'Maximum', config: {} })],
    ['concat', (config) => ({ className: 'Concatenate', config: { axis: config.concat_axis ?? -1 } })],
    ['dot', (config) => ({ className: 'Dot', config: { axes: config.dot_axes ?? -1, normalize: false } })],
    ['cos', (config) => ({ className: 'Dot', config: { axes: config.dot_axes ?? -1, normalize: true } })],
]);
/** Rewrites a `Merge` that is called on a list of tensors. */
function upgradeMerge(config, findings) {
    const name = typeof config.name === 'string' ? config.name : '';
    const mode = config.mode ?? 'sum';
    const row = config.mode_type === undefined || config.mode_type === 'raw' ? MODES.get(mode) : undefined;
    if (!row) {
        findings.refuse(name, 'it merges by a Python function of Keras 1, which no Python of Keras 3 can run; rebuild the model in Keras 3 and convert its weights alone');
        return { before: [], layer: { className: 'Merge', config }, after: [] };
    }
    const layer = row(config);
    findings.change(`${name}/class_name`, 'Merge', layer.className);
    const upgraded = { name, trainable: true, ...layer.config };
    findings.compare(name, config, upgraded);
    // Keras 1 gives the cosine of two vectors a third axis: (batch, 1, 1).
    const after = mode === 'cos' ? [{ className: 'Reshape', config: reshape(name, findings) }] : [];
    return { before: [], layer: { className: layer.className, config: upgraded }, after };
}
function reshape(name, findings) {
    return { name: findings.uniqueName(`${name}_reshape`), trainable: true, target_shape: [1, 1] };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/theano.js

/** Spatial axes of the classes whose padding Theano does its own way. */
const SPATIAL_AXES = new Map([
    ['Conv1D', 1],
    ['Conv2D', 2],
    ['Conv3D', 3],
    ['MaxPooling1D', 1],
    ['MaxPooling2D', 2],
    ['MaxPooling3D', 3],
    ['AveragePooling1D', 1],
    ['AveragePooling2D', 2],
    ['AveragePooling3D', 3],
]);
const theano_REBUILD = 'rebuild the model in Keras 3 and convert its weights alone';
/**
 * Makes a layer that was computed by Theano compute the same by TensorFlow's rules of padding. Theano pads `same` by half
 * the kernel on both sides, the odd one first, whatever the strides; TensorFlow by as little as the strides need, the
 * odd one last (Keras 1's `backend/theano_backend.py: conv2d, pool2d`). Explicit padding before a `valid` convolution is exact.
 *
 * @param layer in Keras 2's dialect
 */
function padAsTheano(layer, findings) {
    const { className, config } = layer;
    const alone = { before: [], layer, after: [] };
    if (className === 'ConvLSTM2D')
        return checkConvLstm(alone, findings);
    const axes = SPATIAL_AXES.get(className);
    if (axes === undefined || config.padding === 'valid' || config.padding === undefined)
        return alone;
    if (className.includes('Pooling'))
        return checkPooling(alone, axes, findings);
    const kernel = numbers_numbersOf(config.kernel_size, axes);
    const strides = numbers_numbersOf(config.strides ?? 1, axes);
    const dilation = numbers_numbersOf(config.dilation_rate ?? 1, axes);
    if (!kernel || !strides || !dilation)
        return alone;
    const extents = kernel.map((size, axis) => (size - 1) * (dilation[axis] ?? 1) + 1);
    if (config.padding === 'full')
        return padded(layer, extents.map((k) => [k - 1, k - 1]), findings);
    if (config.padding !== 'same')
        return alone;
    // Centred on an odd kernel and moving by one, both pad alike.
    if (extents.every((k) => k % 2 === 1) && strides.every((s) => s === 1))
        return alone;
    if (className === 'Conv3D' && extents.some((k) => k % 2 === 0)) {
        findings.refuse(nameOf(layer), `how Theano padded an even 3-D kernel depends on its version; ${theano_REBUILD}`);
        return alone;
    }
    return padded(layer, extents.map((k) => [Math.floor(k / 2), Math.floor((k - 1) / 2)]), findings);
}
function nameOf({ config }) {
    return typeof config.name === 'string' ? config.name : '';
}
function padded(layer, padding, findings) {
    const { batch_input_shape: inputShape, ...rest } = layer.config;
    const config = {
        ...(inputShape === undefined ? {} : { batch_input_shape: inputShape }),
        name: findings.uniqueName(`${nameOf(layer)}_padding`),
        trainable: true,
        padding: padding.length === 1 ? (padding[0] ?? null) : [...padding],
        ...(layer.config.data_format === undefined || padding.length === 1
            ? {}
            : { data_format: layer.config.data_format }),
    };
    findings.warn(nameOf(layer), `Theano padded "${String(layer.config.padding)}" its own way, so a ZeroPadding${padding.length}D layer does it in front`);
    return {
        before: [{ className: `ZeroPadding${padding.length}D`, config }],
        layer: { className: layer.className, config: { ...rest, padding: 'valid' } },
        after: [],
    };
}
/** Padding with "nothing" in front of a pooling layer is no layer of Keras; only where both pad alike do they agree. */
function checkPooling(alone, axes, findings) {
    const { config } = alone.layer;
    const size = numbers_numbersOf(config.pool_size ?? 2, axes) ?? [];
    const strides = numbers_numbersOf(config.strides ?? config.pool_size ?? 2, axes) ?? [];
    const alike = size.every((k, axis) => k === 1 || (k === 3 && strides[axis] === 1));
    if (config.padding === 'same' && !alike) {
        findings.refuse(nameOf(alone.layer), `Theano pads "same" pooling on both sides, TensorFlow at the end, and no layer of Keras 3 can do the former; ${theano_REBUILD}`);
    }
    return alone;
}
/** The state is always convolved with `same`. */
function checkConvLstm(alone, findings) {
    const kernel = numbers_numbersOf(alone.layer.config.kernel_size, 2) ?? [];
    if (kernel.some((k) => k % 2 === 0)) {
        findings.refuse(nameOf(alone.layer), `Theano pads an even kernel at the start, TensorFlow at the end; ${theano_REBUILD}`);
    }
    return alone;
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/values.js

/** Keras 1's initializations (`keras/initializations.py`) under the names both Keras 2 and 3 know. */
const INITIALIZERS = new Map([
    ['uniform', 'random_uniform'],
    ['normal', 'random_normal'],
    ['zero', 'zeros'],
    ['one', 'ones'],
]);
const PADDING_ORDER = new Map([
    ['tf', 'channels_last'],
    ['th', 'channels_first'],
]);
/** Keras 2 keeps no implementation 0 beyond 2.1; the three compute the same. */
const IMPLEMENTATIONS = new Map([
    ['cpu', 1],
    ['mem', 1],
    ['gpu', 2],
]);
/**
 * A value in Keras 2's dialect, by the Keras 2 name of its key.
 *
 * @param order the `dim_ordering` of the layer, if it has one: constraints name kernel axes, which that order permutes
 */
function upgradeValue(key, value, order) {
    if (key === 'data_format')
        return lookUp(PADDING_ORDER, value);
    if (key === 'implementation')
        return lookUp(IMPLEMENTATIONS, value);
    if (key === 'unit_forget_bias')
        return value === 'one';
    if (key.endsWith('_initializer'))
        return lookUp(INITIALIZERS, value);
    if (key.endsWith('_regularizer'))
        return regularizer(value);
    if (key.endsWith('_constraint'))
        return constraint(value, key === 'bias_constraint' ? undefined : order);
    return value;
}
function lookUp(table, value) {
    return (typeof value === 'string' ? table.get(value) : undefined) ?? value;
}
/** `WeightRegularizer` and `ActivityRegularizer` are `L1L2Regularizer`'s older names (`keras/regularizers.py`). */
function regularizer(value) {
    if (!isObject(value))
        return value;
    const known = ['L1L2Regularizer', 'WeightRegularizer', 'ActivityRegularizer'];
    if (typeof value.name !== 'string' || !known.includes(value.name))
        return value;
    return { class_name: 'L1L2', config: { l1: floatOr(value.l1, 0), l2: floatOr(value.l2, 0) } };
}
function floatOr(value, otherwise) {
    return pythonFloat(asNumber(value) ?? otherwise);
}
/** Keras 1's constraints (`keras/constraints.py`); in 0.x and 1.0 a name in small letters could stand for the class. */
function constraint(value, order) {
    if (!isObject(value))
        return value;
    const axis = kernelAxis(value.axis ?? 0, order);
    const configs = new Map([
        ['MaxNorm', { max_value: value.m ?? 2, axis }],
        ['NonNeg', {}],
        ['UnitNorm', { axis }],
        ['MinMaxNorm', { min_value: value.low ?? 0, max_value: value.high ?? 1, rate: value.rate ?? 1, axis }],
    ]);
    const config = configs.get(value.name);
    return config && typeof value.name === 'string' ? { class_name: value.name, config } : value;
}
/** Kernels stored as (out, in, …space) become (…space, in, out). */
function kernelAxis(axis, order) {
    if (order !== 'th')
        return axis;
    if (Array.isArray(axis))
        return axis.map((each) => kernelAxis(each, order));
    const moved = new Map([
        [0, -1],
        [1, -2],
    ]);
    return typeof axis === 'number' ? (moved.get(axis) ?? axis - 2) : axis;
}
/** Whether a regularizer or constraint is one that Keras 3 has not: it matters to training alone. */
function isUnknownPenalty(key, value) {
    return /_(regularizer|constraint)$/.test(key) && isObject(value) && value.class_name === undefined;
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/layer.js









const SPECIAL = new Map([
    ['Merge', upgradeMerge],
    ['TimeDistributed', wrapper('TimeDistributed')],
    ['Bidirectional', wrapper('Bidirectional')],
    ['MaxoutDense', maxoutDense],
    ['Lambda', lambda],
]);
/** Layers with a kernel whose values depend on the backend: Theano convolves with flipped kernels. */
const BACKEND_MATTERS = new Set(['Conv1D', 'Conv2D', 'Conv3D', 'Conv2DTranspose', 'ConvLSTM2D']);
/** Rewrites one layer of Keras 1, `config` as Keras 1's `get_config` wrote it. */
function upgradeLayer(className, config, findings, upgradeModel) {
    const special = SPECIAL.get(className);
    if (special)
        return special(config, findings, upgradeModel);
    const name = layer_nameOf(config);
    const row = LAYER_ROWS.get(className);
    if (!row) {
        const gone = layer_rows_GONE.get(className);
        if (gone !== undefined)
            findings.refuse(name, gone);
        return alone({ className, config: upgradeBase(config) });
    }
    const upgraded = upgradeByRow(row, config, findings);
    if (className !== row.className)
        findings.change(`${name}/class_name`, className, row.className);
    return adapt(row, config, { className: row.className, config: upgraded }, findings);
}
function layer_nameOf(config) {
    return typeof config.name === 'string' ? config.name : '';
}
function alone(layer) {
    return { before: [], layer, after: [] };
}
/** What every layer has. A layer of Keras 2 computes in its `dtype`, which Keras 1's type of input never meant to say. */
function upgradeBase({ input_dtype: dtype, ...config }) {
    return typeof dtype === 'string' && dtype.startsWith('float') ? { ...config, dtype } : config;
}
function upgradeByRow(row, source, findings) {
    const name = layer_nameOf(source);
    const config = row.className === 'InputLayer' && source.input_dtype !== undefined
        ? { ...upgradeBase(source), dtype: source.input_dtype }
        : upgradeBase(source);
    const order = typeof source.dim_ordering === 'string' && source.dim_ordering !== 'default' ? source.dim_ordering : undefined;
    const gathered = row.gather?.from ?? [];
    const upgraded = {};
    for (const [key, value] of Object.entries(config)) {
        if (row.drop?.includes(key) && !(row.className === 'Embedding' && key === 'input_dim'))
            continue;
        if (gathered.includes(key) || key === 'dim_ordering')
            continue;
        const renamed = row.rename?.get(key) ?? key;
        const converted = upgradeValue(renamed, value, order);
        if (isUnknownPenalty(renamed, converted)) {
            findings.warn(name, `its ${key} is of a kind Keras 3 does not have and is dropped; training alone is concerned`);
            upgraded[renamed] = null;
        }
        else {
            upgraded[renamed] = converted;
        }
    }
    if (row.gather && gathered.every((key) => source[key] !== undefined)) {
        upgraded[row.gather.key] = gathered.map((key) => source[key] ?? null);
    }
    if (row.channels)
        upgraded.data_format = dataFormat(row, order, name, findings);
    for (const [key, value] of row.defaults ?? [])
        upgraded[key] ??= value;
    return upgraded;
}
function dataFormat(row, own, name, findings) {
    const order = own ?? findings.order ?? (row.channels === 'training' ? 'tf' : undefined);
    if (order === undefined) {
        findings.refuse(name, `Keras 1 did not record whether its channels come first or last, and no other layer tells; give an architecture whose "${name}" says "dim_ordering": "tf" or "th"`);
    }
    return upgradeValue('data_format', order ?? null, undefined);
}
function adapt(row, source, layer, findings) {
    const name = layer_nameOf(source);
    const config = { ...layer.config };
    if (row.className.startsWith('ZeroPadding'))
        config.padding = zeroPadding(source.padding);
    if (row.className === 'SeparableConv2D' && config.depthwise_initializer !== undefined) {
        config.pointwise_initializer = config.depthwise_initializer;
    }
    if (row.className === 'BatchNormalization')
        checkBatchNormalization(source, name, findings);
    if (row.className === 'Embedding' && (asNumber(source.dropout) ?? 0) > 0) {
        findings.warn(name, 'its dropout of whole words is lost; training alone is concerned');
    }
    if (BACKEND_MATTERS.has(row.className) && findings.backend !== 'theano' && findings.backend !== 'tensorflow') {
        findings.refuse(name, 'Theano stores its kernel flipped and TensorFlow does not, and the file does not tell which of the two wrote it; convert a file saved by Keras 1.0 or later');
    }
    const outputShape = config.output_shape;
    if (row.className === 'Conv2DTranspose')
        delete config.output_shape;
    findings.compare(name, source, config);
    const adapted = { className: layer.className, config };
    findings.keepStored(adapted);
    if (row.className === 'Conv2DTranspose') {
        return convolveChannelsLast(shapeDeconvolution(adapted, outputShape, findings), findings);
    }
    // Without weights no name tells the backend: then what only Theano does otherwise must not be guessed.
    const padded = findings.backend === 'tensorflow' ? checkFull(adapted, findings) : padAsTheano(adapted, findings);
    return convolveChannelsLast(padded, findings);
}
function checkFull(layer, findings) {
    if (layer.config.padding === 'full')
        findings.refuse(layer_nameOf(layer.config), 'only Theano knows the padding "full"');
    return alone(layer);
}
/** Keras 1 wrote an integer, a list of one amount an axis or of both ends of two axes, or a dictionary (`layers/convolutional.py`). */
function zeroPadding(padding) {
    if (isObject(padding)) {
        const at = (key) => padding[key] ?? 0;
        if ('left_pad' in padding && !('top_pad' in padding) && !('bottom_pad' in padding)) {
            return [at('left_pad'), at('right_pad')];
        }
        return [
            [at('top_pad'), at('bottom_pad')],
            [at('left_pad'), at('right_pad')],
        ];
    }
    const ends = numbers_numbersOf(padding, 4);
    if (Array.isArray(padding) && ends)
        return [ends.slice(0, 2), ends.slice(2)];
    return padding ?? 1;
}
function checkBatchNormalization(source, name, findings) {
    if (source.mode !== undefined && asNumber(source.mode) !== 0) {
        findings.refuse(name, `BatchNormalization's mode ${String(asNumber(source.mode))} normalizes by the sample or batch at hand, which Keras 3's does not; rebuild the model in Keras 3`);
    }
    if (!variancesSince106(findings.kerasVersion)) {
        findings.refuse(name, 'Keras before 1.0.6 kept standard deviations where Keras 3 keeps variances, and this file names no later version; save it once more with Keras 1.2.2');
    }
}
/** `running_std` holds variances from Keras 1.0.6 on (`keras/layers/normalization.py`). */
function variancesSince106(version) {
    const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version ?? '');
    if (!match)
        return false;
    const [major = 0, minor = 0, patch = 0] = match.slice(1).map(Number);
    return major > 1 || (major === 1 && (minor > 0 || patch >= 6));
}
function wrapper(className) {
    return (source, findings, upgradeModel) => {
        const name = layer_nameOf(source);
        const inner = isObject(source.layer) ? source.layer : {};
        const innerClass = typeof inner.class_name === 'string' ? inner.class_name : '';
        const innerConfig = isObject(inner.config) ? undirected(inner.config, className) : {};
        const base = upgradeBase(source);
        const wrapped = (layer, own) => {
            return { className, config: { ...own, layer: { class_name: layer.className, config: layer.config } } };
        };
        const model = upgradeModel(innerClass, inner.config ?? null, undefined);
        if (model)
            return alone(wrapped(model, base));
        const { before, layer, after } = upgradeLayer(innerClass, innerConfig, findings, upgradeModel);
        const { batch_input_shape: inputShape, ...rest } = base;
        const around = (each) => wrapped(each, { name: findings.uniqueName(`${name}_${layer_nameOf(each.config)}`), trainable: true });
        const layers = before.map(around);
        const moved = inputShape === undefined || layers.length === 0;
        const [first, ...others] = layers;
        return {
            before: moved || !first
                ? layers
                : [{ ...first, config: { batch_input_shape: inputShape, ...first.config } }, ...others],
            layer: wrapped(layer, moved ? base : rest),
            after: after.map(around),
        };
    };
}
/** Before Keras 1.2 a Bidirectional renamed the layer it was given; Keras adds the prefix anew. */
function undirected(config, wrapperClass) {
    const { name } = config;
    if (wrapperClass !== 'Bidirectional' || typeof name !== 'string')
        return config;
    return { ...config, name: name.replace(/^(?:forward_)+/, '') };
}
function maxoutDense({ nb_feature: features, ...source }, findings) {
    const row = LAYER_ROWS.get('Dense') ?? { className: 'Dense' };
    const dense = upgradeByRow(row, source, findings);
    return upgradeMaxoutDense({ ...source, nb_feature: features ?? 4 }, dense, findings);
}
/** A named function stays one; bytecode is of a Python (2.7 to 3.6) that runs no Keras 3. */
function lambda(source, findings) {
    const name = layer_nameOf(source);
    if (source.function_type !== 'function') {
        findings.refuse(name, 'its Python function is bytecode of a Python that no Keras 3 runs on; rebuild the model in Keras 3 and convert its weights alone');
    }
    const config = upgradeBase(source);
    if (config.output_shape_type !== 'raw')
        Object.assign(config, { output_shape: null, output_shape_type: 'raw' });
    return alone({ className: 'Lambda', config });
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/sequential.js

/** The items of a Sequential's configuration: a bare list in Keras 1, `{layers}` elsewhere. In 0.x an item was its configuration, named by its class. */
function sequentialItems(config) {
    const list = isObject(config) ? config.layers : config;
    if (!Array.isArray(list))
        return [];
    return list.filter(isObject).map((item) => {
        if (typeof item.class_name === 'string')
            return item;
        const { name, custom_name: customName, ...rest } = item;
        return { class_name: String(name), config: { ...rest, ...(customName === undefined ? {} : { name: customName }) } };
    });
}
/** The models that a Sequential's first layer merges; undefined if it merges none. */
function mergedBranches(items) {
    const [first] = items;
    if (first?.class_name !== 'Merge' || !isObject(first.config))
        return undefined;
    const { layers } = first.config;
    return Array.isArray(layers) ? sequentialItems(layers) : undefined;
}
/** The name in an item's configuration; a nested Sequential's has none. */
function itemName(item) {
    return isObject(item.config) && typeof item.config.name === 'string' ? item.config.name : undefined;
}
/** Layers as Keras 1 saves them, a group each: what a first `Merge` merges is laid open (`models.py: flattened_layers`). */
function savedItems(items) {
    const branches = mergedBranches(items);
    if (!branches)
        return [...items];
    const opened = branches.flatMap((branch) => {
        if (branch.class_name === 'Sequential')
            return savedItems(sequentialItems(branch.config));
        return isGraph(branch) ? sequentialItems(branch.config) : [branch];
    });
    return distinct([...opened, ...items.slice(1)]);
}
/** Layers of one name are one layer: Keras 1 could not save two. */
function distinct(items) {
    const seen = new Set();
    return items.filter((item) => {
        const name = itemName(item);
        if (name === undefined)
            return true;
        if (seen.has(name))
            return false;
        seen.add(name);
        return true;
    });
}
function isGraph(item) {
    return (item.class_name === 'Model' || item.class_name === 'Container') && isObject(item.config);
}
/** The shape, batch axis first, and type of what a first item takes; undefined where nothing says so. */
function inputOf(item) {
    if (item.class_name === 'Sequential') {
        const [first] = sequentialItems(item.config);
        return first && inputOf(first);
    }
    if (isGraph(item)) {
        const [reference] = Array.isArray(item.config.input_layers) ? item.config.input_layers : [];
        const name = Array.isArray(reference) ? reference[0] : undefined;
        const input = sequentialItems(item.config).find((each) => each.name === name);
        return input && inputOf(input);
    }
    const config = isObject(item.config) ? item.config : {};
    const dtype = config.input_dtype ?? 'float32';
    if (Array.isArray(config.batch_input_shape))
        return { shape: config.batch_input_shape, dtype };
    if (Array.isArray(config.input_shape))
        return { shape: [null, ...config.input_shape], dtype };
    if (asNumber(config.input_dim) === undefined || item.class_name === 'Embedding')
        return undefined;
    const sequences = 'input_length' in config ? [config.input_length ?? null] : [];
    return { shape: [null, ...sequences, config.input_dim ?? null], dtype };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/merge-models.js


/**
 * A Sequential whose first layer merges models, as a functional model of Keras 1's dialect. The merged models are laid
 * open, as Keras 1 lays them open when it saves weights, so every layer keeps the group its weights are in.
 *
 * @param nameOf the name of an item; nested Sequentials have none of their own
 */
function mergeAsFunctional(items, name, findings, nameOf) {
    const entries = new Map();
    const inputs = [];
    function call(item, on) {
        const own = nameOf(item);
        const calls = entries.get(own)?.calls ?? [];
        const entry = { name: own, class_name: item.class_name, config: item.config ?? null, inbound_nodes: calls };
        if (!entries.has(own))
            entries.set(own, { entry, calls });
        calls.push(on.map((reference) => [...reference]));
        // A model's own inputs and outputs count as its first call.
        const isModel = item.class_name === 'Sequential' || isGraph(item);
        return [own, calls.length - (isModel ? 0 : 1), 0];
    }
    function input(first) {
        const found = inputOf(first);
        if (!found)
            findings.refuse(nameOf(first), 'the shape of its input is not recorded; give an architecture that has it');
        const own = findings.uniqueName(`${nameOf(first)}_input`);
        const config = {
            name: own,
            batch_input_shape: found?.shape ?? null,
            input_dtype: found?.dtype ?? null,
            sparse: false,
        };
        const entry = { name: own, class_name: 'InputLayer', config, inbound_nodes: [] };
        entries.set(own, { entry, calls: [] });
        inputs.push([own, 0, 0]);
        return [own, 0, 0];
    }
    function sequence(list) {
        const branches = mergedBranches(list);
        const [first, ...rest] = list;
        if (!first)
            return undefined;
        let last;
        if (branches) {
            const { layers: _, ...config } = isObject(first.config) ? first.config : {};
            last = call({ ...first, config }, branches.map(branch).filter((each) => each !== undefined));
        }
        else {
            last = call(first, [input(first)]);
        }
        for (const item of rest)
            last = call(item, [last]);
        return last;
    }
    function branch(item) {
        if (item.class_name === 'Sequential')
            return sequence(sequentialItems(item.config));
        return isGraph(item) ? graph(item.config) : call(item, [input(item)]);
    }
    function graph(config) {
        for (const entry of sequentialItems(config)) {
            const own = typeof entry.name === 'string' ? entry.name : (itemName(entry) ?? '');
            if (entries.has(own)) {
                findings.refuse(own, 'two merged models share it; rebuild the model with the functional API of Keras 3');
            }
            const calls = Array.isArray(entry.inbound_nodes) ? entry.inbound_nodes : [];
            entries.set(own, { entry, calls });
        }
        inputs.push(...references(config.input_layers));
        return references(config.output_layers)[0];
    }
    const output = sequence(items);
    return {
        name,
        layers: [...entries.values()].map(({ entry }) => entry),
        input_layers: inputs,
        output_layers: output ? [output] : [],
    };
}
function references(value) {
    if (!Array.isArray(value))
        return [];
    return value.flatMap((each) => {
        const [name, node, tensor] = Array.isArray(each) ? each : [];
        const sound = typeof name === 'string' && typeof node === 'number' && typeof tensor === 'number';
        return sound ? [[name, node, tensor]] : [];
    });
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/keras1/config.js






/**
 * Rewrites a model configuration of Keras 1 (0.3 to 1.2.2) in the dialect of Keras 2.2, weights' group names unchanged.
 * Layers with kernels need `context.backend`, and BatchNormalization a Keras version, in the context or in the
 * configuration itself.
 *
 * @param config `{class_name, config[, keras_version]}`
 * @param layerNames the file's `layer_names`: they name nested Sequentials, whose configuration has no name
 */
function keras1ToKeras2(config, context, layerNames = []) {
    const root = rootItem(config);
    if (!root) {
        const text = 'the model configuration of this Keras 1 file is no model; give its architecture';
        return { config, changes: [], warnings: [], refusals: [{ text }], stored: new Map() };
    }
    const { names, orders } = survey(root);
    const [order, ...others] = orders;
    const version = isObject(config) && typeof config.keras_version === 'string' ? config.keras_version : undefined;
    const findings = new Findings({ backend: context.backend, kerasVersion: context.kerasVersion ?? version }, others.length > 0 ? undefined : order, [...names, ...layerNames]);
    const model = upgradeRoot(root, findings, nameItems(root, layerNames));
    const { changes, warnings, refusals, permuted, stored } = findings;
    if (permuted.length > 0) {
        const text = `Keras 3 on TensorFlow cannot convolve channels first without a GPU, so these layers now do it channels last, between Permute layers: ${permuted.join(', ')}`;
        warnings.push({ text });
    }
    return { config: { class_name: model.className, config: model.config }, changes, warnings, refusals, stored };
}
/** The root as an item; in 0.x its class was called `name`. */
function rootItem(config) {
    if (!isObject(config))
        return undefined;
    const className = config.class_name ?? config.name;
    if (className === 'Sequential')
        return { class_name: className, config: config.config ?? config.layers ?? null };
    const isModel = className === 'Model' || className === 'Container' || className === 'Graph';
    return isModel && isObject(config.config ?? config)
        ? { class_name: className, config: config.config ?? config }
        : undefined;
}
/** Every layer name and every `dim_ordering` in a configuration. */
function survey(root) {
    const names = new Set();
    const orders = new Set();
    const pending = [root];
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
        if (Array.isArray(value))
            pending.push(...value);
        if (!isObject(value))
            continue;
        if (typeof value.name === 'string')
            names.add(value.name);
        if (value.dim_ordering === 'tf' || value.dim_ordering === 'th')
            orders.add(value.dim_ordering);
        pending.push(...Object.values(value));
    }
    return { names, orders };
}
/** Names for unnamed items from the file, if its layers and the configuration's agree wherever both have a name. */
function nameItems(root, layerNames) {
    const saved = root.class_name === 'Sequential' ? savedItems(sequentialItems(root.config)) : [];
    const agree = saved.length === layerNames.length &&
        saved.every((item, at) => (itemName(item) ?? layerNames[at]) === layerNames[at]);
    return new Map(agree ? saved.map((item, at) => [item.config ?? null, layerNames[at] ?? '']) : []);
}
function upgradeRoot(root, findings, fileNames) {
    const made = new Map();
    function nameOf(item) {
        const config = item.config ?? null;
        const known = itemName(item) ?? fileNames.get(config) ?? made.get(config);
        if (known !== undefined)
            return known;
        const name = findings.uniqueName(item.class_name.toLowerCase());
        made.set(config, name);
        return name;
    }
    const upgradeModel = (className, config, name) => {
        const item = { class_name: className, config };
        if (isGraph(item))
            return { className: 'Model', config: functional(item.config) };
        if (className !== 'Sequential')
            return undefined;
        const items = sequentialItems(config);
        const own = name ?? nameOf(item);
        if (mergedBranches(items)) {
            findings.refuse(own, 'a Sequential that merges models lies inside another model; rebuild the model with the functional API of Keras 3');
        }
        return sequential(items, own);
    };
    function sequential(items, name) {
        const layers = items.flatMap((item, at) => {
            const model = upgradeModel(item.class_name, item.config ?? null, nameOf(item));
            if (model)
                return [model];
            const { before, layer, after } = upgradeLayer(item.class_name, at === 0 ? withInputShape(item) : configOf(item), findings, upgradeModel);
            return [...before, layer, ...after];
        });
        const config = { name, layers: layers.map(({ className, config }) => ({ class_name: className, config })) };
        return { className: 'Sequential', config };
    }
    function functional(config) {
        return upgradeFunctional(config, findings, (className, inner, name) => {
            const model = upgradeModel(className, inner, name);
            if (model)
                return { before: [], layer: model, after: [] };
            return upgradeLayer(className, { name, ...(isObject(inner) ? inner : {}) }, findings, upgradeModel);
        });
    }
    if (root.class_name === 'Graph')
        findings.refuse('Graph', 'the Graph model is of Keras 0; rebuild it with the functional API of Keras 3');
    if (isGraph(root))
        return { className: 'Model', config: functional(root.config) };
    const items = sequentialItems(root.config);
    const name = findings.uniqueName('sequential');
    if (!mergedBranches(items))
        return sequential(items, name);
    findings.change(`${name}/class_name`, 'Sequential', 'Model');
    return { className: 'Model', config: functional(mergeAsFunctional(items, name, findings, nameOf)) };
}
function configOf(item) {
    return isObject(item.config) ? item.config : {};
}
/** Keras 1 also took `input_dim` and `input_length` for the shape of a first layer's input. */
function withInputShape(item) {
    const { input_shape: _, ...config } = configOf(item);
    const shape = inputOf(item)?.shape;
    return shape === undefined || 'batch_input_shape' in config ? config : { ...config, batch_input_shape: shape };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/masked-attention.js
/** Keras 2.10 made MultiHeadAttention heed the masks of Embedding and Masking layers, as Keras 3 does; before, it did not. */
function checkMaskedAttention(notes) {
    if (!notes.writer.before(2, 10))
        return;
    const origins = [...notes.origins.values()];
    const masks = origins.some(({ className, config }) => className === 'Masking' || (className === 'Embedding' && config.mask_zero === true));
    if (!masks)
        return;
    for (const { className, name } of origins) {
        if (className !== 'MultiHeadAttention')
            continue;
        notes.warn(name, `MultiHeadAttention "${name}" ignored masks in the Keras that wrote the file and heeds them in Keras 3, as from Keras 2.10 on: check its predictions on masked input`);
    }
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/draft.js
/** Replaces a configuration value and notes the change. */
function setKey(layer, key, value) {
    layer.notes.change([...layer.place, key], layer.config[key], value);
    layer.config[key] = value;
}
/** Deletes a configuration key and notes the change. */
function deleteKey(layer, key) {
    if (!Object.hasOwn(layer.config, key))
        return;
    layer.notes.change([...layer.place, key], layer.config[key], undefined);
    delete layer.config[key];
}
/** A serialized Keras 3 object of a public module. */
function draft_kerasObject(module, className, config) {
    return { module, class_name: className, config, registered_name: null };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/names.js
/**
 * Keras 3 forbids `/` in names, which Keras 2 allowed. The layers of one model are renamed together, so that no two
 * meet: a name without `/` keeps its place, the others take `_` for `/`, and a number where that name is taken.
 */
class LayerNames {
    taken;
    renamed = new Map();
    constructor(names) {
        this.taken = new Set(names);
        for (const name of names)
            if (name.includes('/'))
                this.renamed.set(name, this.fresh(plainName(name)));
    }
    /** The name in Keras 3 of a layer of this model. */
    of(name) {
        return this.renamed.get(name) ?? name;
    }
    /** A name that no layer of this model has: `name` or `name_1`, `name_2`, …; it is taken from now on. */
    fresh(name) {
        let candidate = name;
        for (let number = 1; this.taken.has(candidate); number++)
            candidate = `${name}_${number}`;
        this.taken.add(candidate);
        return candidate;
    }
}
/** A name outside any model (a wrapped layer, a cell), without `/`. */
function plainName(name) {
    return name.replaceAll('/', '_');
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/values/dtype.js

/**
 * A dtype or dtype policy as Keras 3.3.3 writes it: a plain name. Keras 2 wrote a `Policy` dict for policies that are not
 * a dtype (mixed_precision/policy.py), earlier ones with a loss scale, which belongs to the optimizer. `infer` meant the
 * dtype of the first input, float32 in a saved model. Undefined: nothing that names a dtype.
 */
function upgradeDtype(dtype) {
    if (typeof dtype === 'string')
        return dtype_plainName(dtype);
    if (!isObject(dtype))
        return undefined;
    const config = dtype.config;
    return isObject(config) && typeof config.name === 'string' ? dtype_plainName(config.name) : undefined;
}
/** The dtype of the variables of a policy: `mixed_float16` keeps them in float32. */
function variableDtype(policy) {
    return policy.startsWith('mixed_') ? 'float32' : policy;
}
function dtype_plainName(name) {
    if (name === 'infer' || name === '_infer')
        return 'float32';
    // TensorFlow 1's variables had reference dtypes.
    return name.replace(/_ref$/, '').replace(/_with_float32_vars$/, '');
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/lambda.js





/** A Lambda layer: Keras 2's `[code, defaults, closure]` lists become Keras 3's `__lambda__` objects (lambda_layer.py in both). */
function upgradeLambda(layer, place, notes, name) {
    const source = isObject(layer.config) ? layer.config : {};
    const sourceName = upgrade_layer_nameOf(layer);
    const config = {
        name: name ?? plainName(sourceName),
        trainable: source.trainable ?? true,
        dtype: upgradeDtype(source.dtype) ?? 'float32',
        function: upgradeFunction(source.function ?? null, source.function_type, sourceName, notes),
        arguments: source.arguments ?? {},
    };
    const outputShape = source.output_shape ?? null;
    if (outputShape !== null)
        config.output_shape = upgradeFunction(outputShape, source.output_shape_type, sourceName, notes);
    if ((source.mask ?? null) !== null)
        config.mask = source.mask;
    for (const key of Object.keys(source)) {
        if (!Object.hasOwn(config, key))
            notes.change([...place, key], source[key], undefined);
    }
    if (JSON.stringify(config.function) !== JSON.stringify(source.function)) {
        notes.change([...place, 'function'], source.function, config.function);
    }
    const object = draft_kerasObject('keras.layers', 'Lambda', config);
    notes.origins.set(object, {
        className: 'Lambda',
        name: sourceName,
        config: source,
        custom: true,
        adjustments: [],
        configFromWeights: [],
    });
    return object;
}
function upgradeFunction(value, type, layer, notes) {
    if (Array.isArray(value) && typeof value[0] === 'string' && type !== 'raw')
        return byteCode(value, layer, notes);
    if (isObject(value) && value.class_name === '__lambda__' && isObject(value.config)) {
        const { code, defaults, closure } = value.config;
        return byteCode([code ?? null, defaults ?? null, closure ?? null], layer, notes);
    }
    if (typeof value === 'string' && type !== 'raw') {
        notes.custom(layer, `Lambda layer "${layer}" calls the function "${value}", which the file does not hold: load_model needs custom_objects={"${value}": ...}`);
        return { class_name: 'function', config: value, module: null, registered_name: value };
    }
    if (isObject(value) && value.class_name === 'function') {
        notes.custom(layer, `Lambda layer "${layer}" calls the function "${String(value.config)}", which the file does not hold: load_model needs it in custom_objects`);
    }
    return value;
}
/** Python bytecode is passed through as it is; Keras 3 runs it only when told to trust the file. */
function byteCode(code, layer, notes) {
    notes.custom(layer, `Lambda layer "${layer}" holds Python bytecode: load_model needs safe_mode=False (in Keras 3.3 keras.config.enable_unsafe_deserialization() for .h5) ` +
        'and runs it only in the Python version that saved the model');
    const [body = null, defaults = null, closure = null] = code;
    // Defaults must reach Python as a tuple, which Keras makes of a list only where it stands beside the code (func_load).
    const config = defaults === null
        ? { code: body, defaults, closure }
        : { code: [body, defaults, closure], defaults: null, closure: null };
    return { class_name: '__lambda__', config };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/aliases.js
/**
 * Other names Keras 2 and tf.keras wrote for a class that the tables know by one name: versioned implementations
 * (tensorflow/python/keras/layers), short names (keras/layers/__init__.py), and Keras 2's own legacy names.
 */
const LAYER_ALIASES = new Map(Object.entries({
    BatchNormalizationV1: 'BatchNormalization',
    BatchNormalizationV2: 'BatchNormalization',
    LSTMV1: 'LSTM',
    LSTMV2: 'LSTM',
    GRUV1: 'GRU',
    GRUV2: 'GRU',
    LSTMCellV1: 'LSTMCell',
    LSTMCellV2: 'LSTMCell',
    GRUCellV1: 'GRUCell',
    GRUCellV2: 'GRUCell',
    UnifiedLSTM: 'LSTM',
    UnifiedGRU: 'GRU',
    NormalizationV1: 'Normalization',
    TextVectorizationV1: 'TextVectorization',
    StringLookupV1: 'StringLookup',
    IntegerLookupV1: 'IntegerLookup',
    CategoryEncodingV1: 'CategoryEncoding',
    AvgPool1D: 'AveragePooling1D',
    AvgPool2D: 'AveragePooling2D',
    AvgPool3D: 'AveragePooling3D',
    MaxPool1D: 'MaxPooling1D',
    MaxPool2D: 'MaxPooling2D',
    MaxPool3D: 'MaxPooling3D',
    GlobalAvgPool1D: 'GlobalAveragePooling1D',
    GlobalAvgPool2D: 'GlobalAveragePooling2D',
    GlobalAvgPool3D: 'GlobalAveragePooling3D',
    GlobalMaxPool1D: 'GlobalMaxPooling1D',
    GlobalMaxPool2D: 'GlobalMaxPooling2D',
    GlobalMaxPool3D: 'GlobalMaxPooling3D',
    Convolution1D: 'Conv1D',
    Convolution2D: 'Conv2D',
    Convolution3D: 'Conv3D',
    Convolution1DTranspose: 'Conv1DTranspose',
    Convolution2DTranspose: 'Conv2DTranspose',
    Convolution3DTranspose: 'Conv3DTranspose',
    Deconv2D: 'Conv2DTranspose',
    Deconv3D: 'Conv3DTranspose',
    Deconvolution2D: 'Conv2DTranspose',
    Deconvolution3D: 'Conv3DTranspose',
    SeparableConvolution1D: 'SeparableConv1D',
    SeparableConvolution2D: 'SeparableConv2D',
    DepthwiseConvolution2D: 'DepthwiseConv2D',
}));

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/row.js
/** Any value may be lost: it says nothing of what the layer computes in Keras 3. */
const ANY = 'any';
/** A table from an object literal, safe to ask for any name a file may hold. */
function layerTable(rows) {
    return new Map(Object.entries(rows));
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/hard-sigmoid.js

/** 0.2x + 0.5 (Keras 2's backend.py) is 1.2x/6 + 0.5 (Keras 3's `keras/src/backend/<name>/nn.py`); both are clipped to [0, 1]. */
const SCALE = 1.2;
/** Whether an activation is the hard_sigmoid of Keras 1 and 2. */
function isKeras2HardSigmoid(activation, writer) {
    if (writer.isKeras3)
        return false;
    if (activation === 'hard_sigmoid')
        return true;
    return isObject(activation) && activation.class_name === 'function' && activation.config === 'hard_sigmoid';
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/scaling.js

/** The gate blocks of an LSTM are i, f, c, o, of a GRU z, r, h: the candidate is block 2 of both (Keras's lstm.py, gru.py). */
const CANDIDATE = 2;
function hasBias(layer) {
    if (layer.className === 'EinsumDense')
        return (layer.config.bias_axes ?? null) !== null;
    return layer.config.use_bias !== false;
}
/** Multiplies variables by {@link SCALE}, whole or in some of the equal blocks of their last axis, and says so. */
function scale(layer, variables, factors, what) {
    const scaled = variables.filter((variable) => variable !== 'bias' || hasBias(layer));
    for (const variable of scaled)
        layer.adjustments.push({ variable, steps: [{ kind: 'scale-blocks', factors }] });
    layer.notes.warn(layer.sourceName, `Keras 3's hard_sigmoid is x/6 + 0.5 where Keras 2's was 0.2x + 0.5: ${what} of layer "${layer.sourceName}" ` +
        `(${scaled.join(', ')}) are multiplied by ${SCALE}, so that it computes the same`);
}
/** A layer whose activation acts on `activated` variables applied linearly: Dense, Conv and their kin. */
function scaleActivated(layer, activated) {
    if (isKeras2HardSigmoid(layer.config.activation, layer.notes.writer))
        scale(layer, activated, [SCALE], 'the weights');
}
/** SimpleRNN: its only activation acts on the sum of all three. */
function scaleSimpleRecurrence(layer) {
    scaleActivated(layer, ['kernel', 'recurrent_kernel', 'bias']);
}
/** LSTM, ConvLSTM and GRU: the gates, and a GRU's candidate, whose activation acts on its weights alone. */
function scaleGates(layer) {
    const { writer } = layer.notes;
    const gates = isKeras2HardSigmoid(layer.config.recurrent_activation, writer);
    const candidate = isKeras2HardSigmoid(layer.config.activation, writer);
    if (!gates && !candidate)
        return;
    const isGRU = layer.className.startsWith('GRU');
    if (candidate && !isGRU) {
        refuseCellActivation(layer);
        return;
    }
    const factors = Array.from({ length: isGRU ? 3 : 4 }, (_, block) => (block === CANDIDATE ? candidate : gates) ? SCALE : 1);
    scale(layer, ['kernel', 'recurrent_kernel', 'bias'], factors, gates ? 'the gates' : 'the candidate');
}
function refuseCellActivation(layer) {
    layer.notes.refuse(layer.sourceName, `layer "${layer.sourceName}" (${layer.sourceClass}) applies hard_sigmoid to its cell state, which Keras 3 computes ` +
        'with another slope and no weight can make up for; rebuild the model with another activation and retrain it');
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/applications.js

/** Layers of `keras.applications` networks: importable by module, though `keras.layers` does not name them. */
const APPLICATION_LAYERS = layerTable({
    LayerScale: {
        module: 'keras.src.applications.convnext',
        keys: ['init_values', 'projection_dim', 'activity_regularizer'],
    },
});

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/attention.js

// Keras 2.4 to 2.9 kept causality in the layer, later versions and Keras 3 in the call.
const CAUSAL = { causal: [false] };
/** `keras/src/layers/attention`. */
const ATTENTION_LAYERS = layerTable({
    Attention: { keys: ['use_scale', 'score_mode', 'dropout', 'seed', 'activity_regularizer'], drop: CAUSAL },
    AdditiveAttention: { keys: ['use_scale', 'dropout', 'activity_regularizer'], drop: CAUSAL },
    MultiHeadAttention: {
        keys: [
            'num_heads',
            'key_dim',
            'value_dim',
            'dropout',
            'use_bias',
            'output_shape',
            'attention_axes',
            'kernel_initializer',
            'bias_initializer',
            'kernel_regularizer',
            'bias_regularizer',
            'activity_regularizer',
            'kernel_constraint',
            'bias_constraint',
        ],
        drop: { query_shape: ANY, key_shape: ANY, value_shape: ANY },
    },
});

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/convolution.js

const convolution_COMMON = [
    'kernel_size',
    'strides',
    'padding',
    'data_format',
    'dilation_rate',
    'activation',
    'use_bias',
    'bias_initializer',
    'bias_regularizer',
    'activity_regularizer',
    'bias_constraint',
];
const convolution_CONV = [...convolution_COMMON, 'filters', 'groups', 'kernel_initializer', 'kernel_regularizer', 'kernel_constraint'];
const TRANSPOSE = [...convolution_CONV.filter((key) => key !== 'groups'), 'output_padding'];
const DEPTHWISE = [
    ...convolution_COMMON,
    'depth_multiplier',
    'depthwise_initializer',
    'depthwise_regularizer',
    'depthwise_constraint',
];
const convolution_SEPARABLE = [...DEPTHWISE, 'filters', 'pointwise_initializer', 'pointwise_regularizer', 'pointwise_constraint'];
const KERNEL_AND_BIAS = ['kernel', 'bias'];
// Keras 2 inherited these from Conv and ignored them.
const INHERITED = { groups: [1], kernel_initializer: ANY, kernel_regularizer: ANY, kernel_constraint: ANY };
const POOLING = { keys: ['pool_size', 'strides', 'padding', 'data_format', 'activity_regularizer'] };
const GLOBAL_POOLING = { keys: ['data_format', 'keepdims', 'activity_regularizer'] };
const LOCALLY_CONNECTED = 'Keras 3 has no locally connected layers; rebuild the model with a Conv layer or a layer of your own and retrain it';
/** `keras/src/layers/convolutional` and `pooling`. */
const CONVOLUTION_LAYERS = layerTable({
    Conv1D: { keys: convolution_CONV, activated: KERNEL_AND_BIAS },
    Conv2D: { keys: convolution_CONV, activated: KERNEL_AND_BIAS },
    Conv3D: { keys: convolution_CONV, activated: KERNEL_AND_BIAS },
    Conv1DTranspose: { keys: TRANSPOSE, drop: { groups: [1] }, activated: KERNEL_AND_BIAS },
    Conv2DTranspose: { keys: TRANSPOSE, drop: { groups: [1] }, activated: KERNEL_AND_BIAS },
    Conv3DTranspose: { keys: TRANSPOSE, drop: { groups: [1] }, activated: KERNEL_AND_BIAS },
    DepthwiseConv1D: { keys: DEPTHWISE, drop: { ...INHERITED, filters: ANY }, activated: KERNEL_AND_BIAS },
    DepthwiseConv2D: { keys: DEPTHWISE, drop: { ...INHERITED, filters: ANY }, activated: KERNEL_AND_BIAS },
    SeparableConv1D: { keys: convolution_SEPARABLE, drop: INHERITED, activated: ['pointwise_kernel', 'bias'] },
    SeparableConv2D: { keys: convolution_SEPARABLE, drop: INHERITED, activated: ['pointwise_kernel', 'bias'] },
    LocallyConnected1D: { keys: [], refusal: LOCALLY_CONNECTED },
    LocallyConnected2D: { keys: [], refusal: LOCALLY_CONNECTED },
    AveragePooling1D: POOLING,
    AveragePooling2D: POOLING,
    AveragePooling3D: POOLING,
    MaxPooling1D: POOLING,
    MaxPooling2D: POOLING,
    MaxPooling3D: POOLING,
    GlobalAveragePooling1D: GLOBAL_POOLING,
    GlobalAveragePooling2D: GLOBAL_POOLING,
    GlobalAveragePooling3D: GLOBAL_POOLING,
    GlobalMaxPooling1D: GLOBAL_POOLING,
    GlobalMaxPooling2D: GLOBAL_POOLING,
    GlobalMaxPooling3D: GLOBAL_POOLING,
});

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/activations.js



/** Keras 2's ThresholdedReLU is Keras 3's ReLU with a threshold: both pass what is greater and give 0 otherwise. */
function equalThresholdedReLU(layer) {
    const theta = asNumber(layer.config.theta) ?? 1;
    deleteKey(layer, 'theta');
    setKey(layer, 'threshold', pythonFloat(theta));
}
/** An Activation has no weights to scale, so its input is: a Rescaling before it. */
function normalizeActivation(layer) {
    if (!isKeras2HardSigmoid(layer.config.activation, layer.notes.writer))
        return;
    layer.before = draft_kerasObject('keras.layers', 'Rescaling', {
        trainable: true,
        dtype: layer.config.dtype ?? 'float32',
        scale: SCALE,
        offset: pythonFloat(0),
    });
    layer.notes.warn(layer.sourceName, `Keras 3's hard_sigmoid is x/6 + 0.5 where Keras 2's was 0.2x + 0.5: a Rescaling by ${SCALE} was put before the ` +
        `Activation "${layer.sourceName}", so that it computes the same`);
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/core.js


const core_DENSE = [
    'units',
    'activation',
    'use_bias',
    'kernel_initializer',
    'bias_initializer',
    'kernel_regularizer',
    'bias_regularizer',
    'activity_regularizer',
    'kernel_constraint',
    'bias_constraint',
];
const ACTIVITY = { keys: ['activity_regularizer'] };
/** `keras/src/layers/core`, `activations`, `merging`, `regularization` and `reshaping`. */
const CORE_LAYERS = layerTable({
    Dense: { keys: core_DENSE, activated: ['kernel', 'bias'], drop: { input_dim: ANY } },
    EinsumDense: {
        keys: [...core_DENSE.filter((key) => key !== 'units'), 'equation', 'output_shape', 'bias_axes'],
        activated: ['kernel', 'bias'],
    },
    Embedding: {
        keys: [
            'input_dim',
            'output_dim',
            'embeddings_initializer',
            'embeddings_regularizer',
            'activity_regularizer',
            'embeddings_constraint',
            'mask_zero',
        ],
        // `sparse` only chose the form of the gradient (Keras 2.15's embedding.py).
        drop: { input_length: ANY, sparse: ANY },
    },
    Identity: ACTIVITY,
    Masking: { keys: ['mask_value', 'activity_regularizer'] },
    Activation: { keys: ['activation', 'activity_regularizer'], hook: normalizeActivation },
    ELU: { keys: ['alpha', 'activity_regularizer'] },
    LeakyReLU: { keys: ['negative_slope', 'activity_regularizer'], rename: { alpha: 'negative_slope' } },
    PReLU: {
        keys: ['alpha_initializer', 'alpha_regularizer', 'alpha_constraint', 'shared_axes', 'activity_regularizer'],
    },
    ReLU: { keys: ['max_value', 'negative_slope', 'threshold', 'activity_regularizer'] },
    Softmax: { keys: ['axis', 'activity_regularizer'] },
    // theta is 1.0 unless said otherwise (Keras 2's thresholded_relu.py).
    ThresholdedReLU: { renamed: 'ReLU', keys: ['theta', 'activity_regularizer'], hook: equalThresholdedReLU },
    Add: ACTIVITY,
    Average: ACTIVITY,
    Concatenate: { keys: ['axis', 'activity_regularizer'] },
    Dot: { keys: ['axes', 'normalize', 'activity_regularizer'] },
    Maximum: ACTIVITY,
    Minimum: ACTIVITY,
    Multiply: ACTIVITY,
    Subtract: ACTIVITY,
    ActivityRegularization: { keys: ['l1', 'l2', 'activity_regularizer'] },
    AlphaDropout: { keys: ['rate', 'noise_shape', 'seed', 'activity_regularizer'] },
    Dropout: { keys: ['rate', 'noise_shape', 'seed', 'activity_regularizer'] },
    GaussianDropout: { keys: ['rate', 'seed', 'activity_regularizer'] },
    GaussianNoise: { keys: ['stddev', 'seed', 'activity_regularizer'] },
    SpatialDropout1D: { keys: ['rate', 'seed'], drop: { noise_shape: ANY }, untrainable: true },
    SpatialDropout2D: { keys: ['rate', 'data_format', 'seed'], drop: { noise_shape: ANY }, untrainable: true },
    SpatialDropout3D: { keys: ['rate', 'data_format', 'seed'], drop: { noise_shape: ANY }, untrainable: true },
    // `data_format` of the one-dimensional ones was channels_last by construction (Keras 2.2's convolutional.py).
    Cropping1D: { keys: ['cropping', 'activity_regularizer'], drop: { data_format: [null, 'channels_last'] } },
    Cropping2D: { keys: ['cropping', 'data_format', 'activity_regularizer'] },
    Cropping3D: { keys: ['cropping', 'data_format', 'activity_regularizer'] },
    Flatten: { keys: ['data_format', 'activity_regularizer'] },
    Permute: { keys: ['dims', 'activity_regularizer'] },
    RepeatVector: { keys: ['n', 'activity_regularizer'] },
    Reshape: { keys: ['target_shape', 'activity_regularizer'] },
    UpSampling1D: { keys: ['size', 'activity_regularizer'], drop: { data_format: [null, 'channels_last'] } },
    UpSampling2D: { keys: ['size', 'data_format', 'interpolation', 'activity_regularizer'] },
    UpSampling3D: { keys: ['size', 'data_format', 'activity_regularizer'] },
    ZeroPadding1D: { keys: ['padding', 'activity_regularizer'], drop: { data_format: [null, 'channels_last'] } },
    ZeroPadding2D: { keys: ['padding', 'data_format', 'activity_regularizer'] },
    ZeroPadding3D: { keys: ['padding', 'data_format', 'activity_regularizer'] },
});

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/statistics.js


const RENORM_KEYS = ['renorm', 'renorm_clipping', 'renorm_momentum'];
/** Keras 2 wrote `axis: [3]`; Keras 3 takes an integer, and no more than one axis. */
function singleAxis(layer) {
    const axis = layer.config.axis;
    if (!Array.isArray(axis))
        return;
    const [only, ...others] = axis;
    if (only === undefined || others.length > 0) {
        layer.notes.refuse(layer.sourceName, `layer "${layer.sourceName}" (${layer.sourceClass}) normalizes over several axes, where Keras 3 takes one; rebuild the model without it`);
        return;
    }
    setKey(layer, 'axis', only);
}
/** Batch renormalization corrects training; inference is that of BatchNormalization (Keras 2's batch_normalization.py). */
function dropRenorm(layer) {
    singleAxis(layer);
    if (layer.config.renorm === true) {
        layer.notes.warn(layer.sourceName, `Keras 3 has no batch renormalization: layer "${layer.sourceName}" predicts the same, but further training is that of ` +
            'plain batch normalization, and its three renorm weights are dropped');
    }
    for (const key of RENORM_KEYS)
        deleteKey(layer, key);
}
function synchronize(layer) {
    dropRenorm(layer);
    setKey(layer, 'synchronized', true);
}
/**
 * Keras 3.3.3 does not read an adapted Normalization's weights from `.h5`, but every Keras 3 reads `mean` and `variance`
 * of the configuration. A single value for all channels must not be given an axis to broadcast over, as 3.3.3 reshapes it.
 */
function markAdaptedNormalization(layer) {
    const { config } = layer;
    if ((config.mean ?? null) === null) {
        layer.configFromWeights.push({ variable: 'mean', key: 'mean' }, { variable: 'variance', key: 'variance' });
        layer.notes.warn(layer.sourceName, `the mean and variance that Normalization "${layer.sourceName}" was adapted to are written into its configuration, ` +
            'because Keras 3.3 does not read them as weights');
        return;
    }
    const mean = scalarOf(config.mean);
    const variance = scalarOf(config.variance);
    if (mean === undefined || variance === undefined)
        return;
    setKey(layer, 'axis', null);
    setKey(layer, 'mean', pythonFloat(mean));
    setKey(layer, 'variance', pythonFloat(variance));
}
function scalarOf(value) {
    let inner = value;
    while (Array.isArray(inner) && inner.length === 1)
        inner = inner[0];
    return asNumber(inner);
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/normalization.js


const GAMMA_BETA = [
    'epsilon',
    'center',
    'scale',
    'beta_initializer',
    'gamma_initializer',
    'beta_regularizer',
    'gamma_regularizer',
    'activity_regularizer',
    'beta_constraint',
    'gamma_constraint',
];
const BATCH = [
    ...GAMMA_BETA,
    'axis',
    'momentum',
    'moving_mean_initializer',
    'moving_variance_initializer',
    'synchronized',
];
const BATCH_DROP = {
    // Alternative computations of the same result, or of training alone.
    fused: ANY,
    virtual_batch_size: [null],
    adjustment: [null],
};
/** `keras/src/layers/normalization` and `preprocessing/normalization.py`. */
const NORMALIZATION_LAYERS = layerTable({
    BatchNormalization: { keys: BATCH, drop: BATCH_DROP, hook: dropRenorm },
    SyncBatchNormalization: { renamed: 'BatchNormalization', keys: BATCH, drop: BATCH_DROP, hook: synchronize },
    GroupNormalization: { keys: [...GAMMA_BETA, 'axis', 'groups'], hook: singleAxis },
    LayerNormalization: { keys: [...GAMMA_BETA, 'axis'] },
    UnitNormalization: { keys: ['axis', 'activity_regularizer'] },
    SpectralNormalization: { keys: ['layer', 'power_iterations', 'activity_regularizer'] },
    Normalization: {
        keys: ['axis', 'mean', 'variance', 'invert', 'activity_regularizer'],
        hook: markAdaptedNormalization,
    },
});

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/preprocessing-hooks.js

const OUTPUT_MODES = new Map([
    ['binary', 'multi_hot'],
    ['tf-idf', 'tf_idf'],
]);
/** Output modes were renamed in Keras 2.7, which still read the old names (index_lookup.py). */
function longOutputMode(layer) {
    const mode = layer.config.output_mode;
    const renamed = typeof mode === 'string' ? OUTPUT_MODES.get(mode) : undefined;
    if (renamed !== undefined)
        setKey(layer, 'output_mode', renamed);
}
/**
 * Keras 2 kept a summary of the data it was adapted to as a weight, and derived the boundaries from it. Its dtype was that
 * of the result; Keras 3 casts the input to it, so that an integer one would cut the fractions off before they are binned.
 */
function upgradeDiscretization(layer) {
    if (typeof layer.config.dtype === 'string' && /^u?int/.test(layer.config.dtype))
        setKey(layer, 'dtype', 'float32');
    if (typeof layer.config.bin_boundaries === 'number') {
        setKey(layer, 'num_bins', layer.config.bin_boundaries);
        deleteKey(layer, 'bin_boundaries');
    }
    if ((layer.config.bin_boundaries ?? null) !== null)
        return;
    layer.configFromWeights.push({ variable: 'summary', key: 'bin_boundaries' });
    deleteKey(layer, 'num_bins');
    layer.notes.warn(layer.sourceName, `the boundaries that Discretization "${layer.sourceName}" was adapted to are written into its configuration, because Keras 3 keeps no such weight`);
}
/** Keras 3.15 does not crop at inference; Keras 2's inference is that of a Resizing that keeps the aspect ratio (image_preprocessing.py). */
function replaceRandomCrop(layer) {
    layer.className = 'Resizing';
    deleteKey(layer, 'seed');
    setKey(layer, 'crop_to_aspect_ratio', true);
    layer.notes.warn(layer.sourceName, `RandomCrop "${layer.sourceName}" became the Resizing that it is at inference, because newer Keras 3 versions do not crop then; further training is without random crops`);
}
const INTERPOLATIONS = ['bilinear', 'nearest', 'bicubic', 'lanczos3', 'lanczos5'];
function checkResizing(layer) {
    const { interpolation } = layer.config;
    if (typeof interpolation !== 'string' || INTERPOLATIONS.includes(interpolation))
        return;
    layer.notes.refuse(layer.sourceName, `Resizing "${layer.sourceName}" interpolates by "${interpolation}", which Keras 3 does not know; resize the images before the model`);
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/preprocessing.js


// Generators of random numbers: their choice leaves inference as it is.
const RANDOM = { rng_type: ANY, force_generator: ANY };
const LOOKUP = [
    'max_tokens',
    'num_oov_indices',
    'mask_token',
    'oov_token',
    'vocabulary',
    'vocabulary_dtype',
    'idf_weights',
    'invert',
    'output_mode',
    'sparse',
    'pad_to_max_tokens',
    'activity_regularizer',
];
const RESIZED_RANDOMLY = {
    keys: [],
    refusal: 'Keras 3 has no layer that changes the size of images at random; rebuild the model without it, as it does nothing at inference',
};
/** `keras/src/layers/preprocessing`. */
const PREPROCESSING_LAYERS = layerTable({
    CategoryEncoding: {
        keys: ['num_tokens', 'output_mode', 'sparse', 'activity_regularizer'],
        rename: { max_tokens: 'num_tokens' },
        hook: longOutputMode,
    },
    CenterCrop: { keys: ['height', 'width', 'activity_regularizer'] },
    Discretization: {
        keys: ['bin_boundaries', 'num_bins', 'epsilon', 'output_mode', 'sparse'],
        rename: { bins: 'bin_boundaries' },
        untrainable: true,
        hook: upgradeDiscretization,
    },
    HashedCrossing: { keys: ['num_bins', 'output_mode', 'sparse', 'activity_regularizer'] },
    Hashing: { keys: ['num_bins', 'mask_value', 'salt', 'output_mode', 'sparse', 'activity_regularizer'] },
    IntegerLookup: {
        keys: LOOKUP,
        rename: { mask_value: 'mask_token', oov_value: 'oov_token', max_values: 'max_tokens' },
        drop: { vocabulary_size: ANY },
        hook: longOutputMode,
    },
    StringLookup: { keys: [...LOOKUP, 'encoding'], drop: { vocabulary_size: ANY }, hook: longOutputMode },
    TextVectorization: {
        keys: [
            'max_tokens',
            'standardize',
            'split',
            'ngrams',
            'output_mode',
            'output_sequence_length',
            'pad_to_max_tokens',
            'vocabulary',
            'idf_weights',
            'sparse',
            'ragged',
            'encoding',
            'activity_regularizer',
        ],
        drop: { vocabulary_size: ANY },
        hook: longOutputMode,
    },
    Rescaling: { keys: ['scale', 'offset', 'activity_regularizer'] },
    Resizing: {
        keys: ['height', 'width', 'interpolation', 'crop_to_aspect_ratio', 'activity_regularizer'],
        hook: checkResizing,
    },
    RandomBrightness: { keys: ['factor', 'value_range', 'seed', 'activity_regularizer'], drop: RANDOM },
    RandomContrast: { keys: ['factor', 'seed', 'activity_regularizer'], drop: RANDOM },
    RandomCrop: { keys: ['height', 'width', 'seed', 'activity_regularizer'], drop: RANDOM, hook: replaceRandomCrop },
    RandomFlip: { keys: ['mode', 'seed', 'activity_regularizer'], drop: RANDOM },
    RandomRotation: {
        keys: ['factor', 'fill_mode', 'interpolation', 'seed', 'fill_value', 'activity_regularizer'],
        drop: RANDOM,
    },
    RandomTranslation: {
        keys: ['height_factor', 'width_factor', 'fill_mode', 'interpolation', 'seed', 'fill_value', 'activity_regularizer'],
        drop: RANDOM,
    },
    RandomZoom: {
        keys: ['height_factor', 'width_factor', 'fill_mode', 'interpolation', 'seed', 'fill_value', 'activity_regularizer'],
        drop: RANDOM,
    },
    RandomHeight: RESIZED_RANDOMLY,
    RandomWidth: RESIZED_RANDOMLY,
    RandomFourierFeatures: {
        keys: [],
        refusal: 'Keras 3 has no random Fourier features; rebuild the model with a layer of your own that holds its three weights',
    },
    DenseFeatures: {
        keys: [],
        refusal: 'Keras 3 reads no feature columns; rebuild the model with preprocessing layers',
    },
});

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/cudnn.js


/**
 * CuDNNLSTM and CuDNNGRU kept each gate's kernels as cuDNN did: the recurrent kernel transposed, the input kernel in
 * Fortran order, and one bias for the input and one for the recurrent product (`_convert_rnn_weights` in Keras 2's
 * hdf5_format.py).
 */
function adjustCuDNN(layer) {
    const isGRU = layer.className === 'GRU';
    setKey(layer, 'activation', 'tanh');
    setKey(layer, 'recurrent_activation', 'sigmoid');
    if (isGRU)
        setKey(layer, 'reset_after', true);
    const units = asNumber(layer.config.units);
    if (units === undefined) {
        layer.notes.refuse(layer.sourceName, `layer "${layer.sourceName}" (${layer.sourceClass}) does not say its number of units, which its weights need; the file may be damaged`);
        return;
    }
    const blocks = isGRU ? 3 : 4;
    layer.adjustments.push({ variable: 'kernel', steps: [{ kind: 'transpose-blocks', blocks }] }, { variable: 'recurrent_kernel', steps: [{ kind: 'transpose-blocks', blocks }] }, { variable: 'bias', steps: [isGRU ? { kind: 'reshape', shape: [2, 3 * units] } : { kind: 'sum-halves' }] });
    layer.notes.warn(layer.sourceName, `${layer.sourceClass} "${layer.sourceName}" became ${layer.className}: its kernels are transposed gate by gate and its bias ` +
        `is ${isGRU ? 'reshaped' : 'the sum of its two halves'}, so that it computes the same`);
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/recurrent.js



const CELL = [
    'units',
    'activation',
    'use_bias',
    'kernel_initializer',
    'recurrent_initializer',
    'bias_initializer',
    'kernel_regularizer',
    'recurrent_regularizer',
    'bias_regularizer',
    'activity_regularizer',
    'kernel_constraint',
    'recurrent_constraint',
    'bias_constraint',
    'dropout',
    'recurrent_dropout',
    'seed',
];
const LOOP = ['return_sequences', 'return_state', 'go_backwards', 'stateful', 'unroll', 'zero_output_for_mask'];
const GATED = [...CELL, 'recurrent_activation'];
const CONV_LSTM = [
    ...GATED.filter((key) => key !== 'units'),
    ...LOOP,
    'filters',
    'kernel_size',
    'strides',
    'padding',
    'data_format',
    'dilation_rate',
    'unit_forget_bias',
];
// `implementation` chose between equal ways to compute; `input_dim` and `input_length` only described the input.
const LOOP_DROP = {
    time_major: [false],
    num_constants: [null, 0],
    input_dim: ANY,
    input_length: ANY,
    implementation: ANY,
};
const CELL_DROP = { implementation: ANY };
/** Keras 2.3 made `sigmoid` the default of the gates; before, it was `hard_sigmoid`. */
function gateDefault(writer) {
    return writer.before(2, 3) ? { recurrent_activation: 'hard_sigmoid' } : {};
}
/** `reset_after` came with Keras 2.1.3 and a default of False; a configuration without it means False. */
function gruDefaults(writer) {
    return { ...gateDefault(writer), reset_after: false };
}
const convLstmDefaults = () => ({ recurrent_activation: 'hard_sigmoid' });
/** `keras/src/layers/rnn`. */
const RECURRENT_LAYERS = layerTable({
    SimpleRNN: { keys: [...CELL, ...LOOP], drop: LOOP_DROP, hook: scaleSimpleRecurrence },
    SimpleRNNCell: { keys: CELL, drop: CELL_DROP, hook: scaleSimpleRecurrence },
    LSTM: {
        keys: [...GATED, ...LOOP, 'unit_forget_bias', 'use_cudnn'],
        drop: LOOP_DROP,
        defaults: gateDefault,
        hook: scaleGates,
    },
    LSTMCell: { keys: [...GATED, 'unit_forget_bias'], drop: CELL_DROP, defaults: gateDefault, hook: scaleGates },
    GRU: {
        keys: [...GATED, ...LOOP, 'reset_after', 'use_cudnn'],
        drop: LOOP_DROP,
        defaults: gruDefaults,
        hook: scaleGates,
    },
    GRUCell: { keys: [...GATED, 'reset_after'], drop: CELL_DROP, defaults: gruDefaults, hook: scaleGates },
    ConvLSTM1D: { keys: CONV_LSTM, drop: LOOP_DROP, defaults: convLstmDefaults, hook: scaleGates },
    ConvLSTM2D: { keys: CONV_LSTM, drop: LOOP_DROP, defaults: convLstmDefaults, hook: scaleGates },
    ConvLSTM3D: { keys: CONV_LSTM, drop: LOOP_DROP, defaults: convLstmDefaults, hook: scaleGates },
    CuDNNLSTM: {
        renamed: 'LSTM',
        keys: [...CELL, ...LOOP, 'unit_forget_bias'],
        drop: LOOP_DROP,
        hook: adjustCuDNN,
    },
    CuDNNGRU: { renamed: 'GRU', keys: [...CELL, ...LOOP], drop: LOOP_DROP, hook: adjustCuDNN },
    RNN: { keys: ['cell', ...LOOP, 'activity_regularizer'], drop: LOOP_DROP },
    // `reverse_state_order` only ordered the states of `return_state` (Keras 2's stacked_rnn_cells.py).
    StackedRNNCells: { keys: ['cells', 'activity_regularizer'], drop: { reverse_state_order: [false] } },
    Bidirectional: {
        keys: ['layer', 'merge_mode', 'backward_layer', 'activity_regularizer'],
        drop: { num_constants: [null, 0] },
    },
    TimeDistributed: { keys: ['layer', 'activity_regularizer'] },
});

;// CONCATENATED MODULE: ./lib/keras/upgrade/layers/table.js







/** Every built-in layer of Keras 2.15 and those that went away before, by the name {@link LAYER_ALIASES} resolves to. */
const LAYERS = new Map([
    ...CORE_LAYERS,
    ...CONVOLUTION_LAYERS,
    ...RECURRENT_LAYERS,
    ...ATTENTION_LAYERS,
    ...NORMALIZATION_LAYERS,
    ...PREPROCESSING_LAYERS,
    ...APPLICATION_LAYERS,
]);

;// CONCATENATED MODULE: ./lib/keras/upgrade/source-class.js
/** Modules whose classes are Keras's own: `keras.layers`, `keras.src.engine.functional`, `tf_keras.src.…`, `tensorflow.python.keras.…`. */
const KERAS_MODULE = /^(keras|tf_keras|tensorflow\.keras|tensorflow\.python\.keras)(\.|$)/;
/**
 * Reads the class of a serialized object in either of Keras 2's forms: the legacy one, `{class_name, config}` with
 * `package>Class` for registered classes, and the one of 2.12 and later, with `module` and `registered_name`.
 */
function sourceClassOf(object) {
    const { class_name: written, module, registered_name: registered } = object;
    if (typeof written !== 'string')
        return { className: undefined, registeredName: undefined, custom: false };
    const separator = written.lastIndexOf('>');
    const className = written.slice(separator + 1);
    const registeredName = separator >= 0 ? written : typeof registered === 'string' ? registered : undefined;
    const foreign = Object.hasOwn(object, 'module') && !(typeof module === 'string' && KERAS_MODULE.test(module));
    return { className, registeredName, custom: separator >= 0 || foreign || (registeredName?.includes('>') ?? false) };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/values/activation.js


/** Keras 3.3.3's activations (`keras/src/activations/__init__.py`). */
const ACTIVATIONS = new Set([
    'elu',
    'exponential',
    'gelu',
    'hard_sigmoid',
    'hard_silu',
    'hard_swish',
    'leaky_relu',
    'linear',
    'log_softmax',
    'mish',
    'relu',
    'relu6',
    'selu',
    'sigmoid',
    'silu',
    'softmax',
    'softplus',
    'softsign',
    'swish',
    'tanh',
]);
/** TensorFlow functions used as activations, by their Python name. */
const ALIASES = new Map([
    ['softmax_v2', 'softmax'],
    ['log_softmax_v2', 'log_softmax'],
    ['tanh_v2', 'tanh'],
    ['sigmoid_v2', 'sigmoid'],
    ['elu_v2', 'elu'],
    ['relu_v2', 'relu'],
    ['exp', 'exponential'],
    ['identity', 'linear'],
    ['hardsigmoid', 'hard_sigmoid'],
]);
/** The name of a serialized function: a string, or Keras 2.12+'s `function` dict. */
function functionName(activation) {
    if (typeof activation === 'string')
        return activation;
    if (!isObject(activation) || activation.class_name !== 'function')
        return undefined;
    return typeof activation.config === 'string' ? activation.config : undefined;
}
function upgradeActivation(activation, layer, notes) {
    if (activation === null)
        return { value: 'linear' };
    const name = functionName(activation);
    if (name === undefined) {
        if (isObject(activation) && sourceClassOf(activation).className !== undefined)
            return { layer: activation };
        return { value: activation };
    }
    const known = ALIASES.get(name) ?? name;
    if (ACTIVATIONS.has(known))
        return { value: known };
    notes.custom(layer, `layer "${layer}" uses the activation "${name}", which is not Keras's: load_model needs it in custom_objects`);
    return { value: activation };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/values/initializers.js
/** Initializers by every name Keras 1, 2 and tf.keras gave them, as Keras 3.3.3 names them. */
const initializers_INITIALIZERS = withAliases({
    Zeros: ['zeros', 'zero', 'ZerosV2'],
    Ones: ['ones', 'one', 'OnesV2'],
    Constant: ['constant', 'ConstantV2'],
    RandomNormal: ['random_normal', 'normal', 'RandomNormalV2'],
    RandomUniform: ['random_uniform', 'uniform', 'RandomUniformV2'],
    TruncatedNormal: ['truncated_normal', 'TruncatedNormalV2'],
    VarianceScaling: ['variance_scaling', 'VarianceScalingV2'],
    GlorotNormal: ['glorot_normal', 'GlorotNormalV2'],
    GlorotUniform: ['glorot_uniform', 'GlorotUniformV2'],
    HeNormal: ['he_normal', 'HeNormalV2'],
    HeUniform: ['he_uniform', 'HeUniformV2'],
    LecunNormal: ['lecun_normal', 'LecunNormalV2'],
    LecunUniform: ['lecun_uniform', 'LecunUniformV2'],
    // 3.3.3 knows the long names alone.
    OrthogonalInitializer: ['Orthogonal', 'orthogonal', 'OrthogonalV2'],
    IdentityInitializer: ['Identity', 'identity', 'IdentityV2'],
});
/** Regularizers, likewise. */
const REGULARIZERS = withAliases({
    L1: ['l1'],
    L2: ['l2'],
    L1L2: ['l1_l2', 'WeightRegularizer', 'ActivityRegularizer', 'L1L2Regularizer'],
    OrthogonalRegularizer: ['orthogonal_regularizer'],
});
/** Constraints, likewise. */
const CONSTRAINTS = withAliases({
    MaxNorm: ['max_norm', 'maxnorm'],
    MinMaxNorm: ['min_max_norm'],
    NonNeg: ['non_neg', 'nonneg'],
    UnitNorm: ['unit_norm', 'unitnorm'],
});
function withAliases(names) {
    const map = new Map();
    for (const [name, aliases] of Object.entries(names))
        for (const alias of [name, ...aliases])
            map.set(alias, name);
    return map;
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/values/objects.js



const FAMILIES = new Map(Object.entries({
    // TensorFlow 1's initializers kept their dtype, which the variable knows anyway.
    initializer: { module: 'keras.initializers', names: initializers_INITIALIZERS, drop: ['dtype', 'partition_info', 'name'] },
    regularizer: { module: 'keras.regularizers', names: REGULARIZERS, drop: ['name'] },
    constraint: { module: 'keras.constraints', names: CONSTRAINTS, drop: ['name'] },
}));
/** The family of objects a configuration key holds (`kernel_initializer`: initializers), if any. */
function objects_familyOf(key) {
    const family = key.slice(key.lastIndexOf('_') + 1);
    return FAMILIES.has(family) ? family : undefined;
}
/** An initializer, regularizer or constraint in Keras 3's form; null stays null, a custom one is passed through and noted. */
function upgradeObject(value, familyName, place, layer, notes) {
    const family = FAMILIES.get(familyName);
    if (!family || value === null)
        return value;
    if (typeof value === 'string')
        return objects_upgradeNamed(value, family, familyName, layer, notes);
    if (!isObject(value))
        return value;
    const { className, custom } = sourceClassOf(value);
    if (className === undefined)
        return value;
    if (className === 'RadialConstraint' || className === 'radial_constraint')
        return dropRadial(layer, notes);
    const known = custom ? undefined : family.names.get(className);
    if (known === undefined) {
        notes.custom(layer, customText(familyName, className, layer));
        return value;
    }
    return {
        module: family.module,
        class_name: known,
        config: upgradeConfig(value.config, known, family),
        registered_name: null,
    };
}
function objects_upgradeNamed(name, family, familyName, layer, notes) {
    if (name === 'RadialConstraint' || name === 'radial_constraint')
        return dropRadial(layer, notes);
    const known = family.names.get(name);
    if (known === undefined)
        notes.custom(layer, customText(familyName, name, layer));
    return known ?? name;
}
function upgradeConfig(config, className, family) {
    if (!isObject(config))
        return {};
    const upgraded = {};
    for (const [key, value] of Object.entries(config)) {
        if (!family.drop.includes(key))
            upgraded[key] = value;
    }
    // Keras 2.2's "normal" was a truncated normal (initializers.py).
    if (className === 'VarianceScaling' && upgraded.distribution === 'normal')
        upgraded.distribution = 'truncated_normal';
    if (className === 'VarianceScaling' && !Object.hasOwn(upgraded, 'distribution'))
        upgraded.distribution = 'truncated_normal';
    return upgraded;
}
function dropRadial(layer, notes) {
    notes.warn(layer, `Keras 3 has no RadialConstraint: layer "${layer}" predicts the same, but further training is without it`);
    return null;
}
function customText(family, className, layer) {
    return `layer "${layer}" uses the ${family} "${className}", which is not Keras's: load_model needs it in custom_objects`;
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/layer.js














/** What every Keras 2 layer may carry and no Keras 3 layer takes: the model knows its inputs, and `dynamic` its own code. */
const COMMON_DROP = ['batch_input_shape', 'batch_shape', 'dynamic', 'input_dtype', 'autocast', 'input_shape'];
/**
 * Upgrades one serialized layer, wrapped layers, cells and nested models included.
 *
 * @param name the layer's name in Keras 3, where the model around it has chosen one.
 */
function layer_upgradeLayer(layer, place, notes, name) {
    const { className: written, custom } = sourceClassOf(layer);
    const sourceName = upgrade_layer_nameOf(layer);
    const className = written === undefined ? undefined : (LAYER_ALIASES.get(written) ?? written);
    const here = [...place, sourceName];
    if (className === undefined) {
        notes.refuse(sourceName, `the configuration of "${here.join('/')}" names no class; the file may be damaged`);
        return { object: draft_kerasObject('keras.layers', 'Identity', { name: sourceName }) };
    }
    if (isModel(layer))
        return { object: upgradeNestedModel(layer, place, notes, name) };
    const row = custom ? undefined : LAYERS.get(className);
    if (!custom && className === 'Lambda')
        return { object: upgradeLambda(layer, here, notes, name) };
    if (!row)
        return { object: upgradeCustomLayer(layer, here, notes, name) };
    return upgradeBuiltIn(layer, className, row, here, notes, name);
}
/** The name of a serialized layer in its source; Keras 1 and 2 write it in the configuration. */
function upgrade_layer_nameOf(layer) {
    const { config } = layer;
    if (isObject(config) && typeof config.name === 'string')
        return config.name;
    if (typeof layer.name === 'string')
        return layer.name;
    return typeof layer.class_name === 'string' ? layer.class_name.toLowerCase() : 'layer';
}
function upgradeBuiltIn(layer, sourceClass, row, place, notes, name) {
    const source = isObject(layer.config) ? layer.config : {};
    const sourceName = upgrade_layer_nameOf(layer);
    const draft = {
        notes,
        place,
        sourceName,
        sourceClass,
        source,
        className: row.renamed ?? sourceClass,
        config: { ...source },
        adjustments: [],
        configFromWeights: [],
        before: undefined,
        after: undefined,
    };
    if (layer.class_name !== draft.className)
        notes.change([...place, 'class_name'], layer.class_name, draft.className);
    const written = name ?? plainName(sourceName);
    if (written !== draft.config.name)
        setKey(draft, 'name', written);
    if (row.refusal !== undefined) {
        notes.refuse(sourceName, `layer "${sourceName}" (${sourceClass}) cannot be converted: ${row.refusal}`);
    }
    else {
        applyRow(draft, row);
        upgradeValues(draft, row);
    }
    const object = draft_kerasObject(row.module ?? 'keras.layers', draft.className, draft.config);
    const origin = {
        className: sourceClass,
        name: sourceName,
        config: source,
        custom: false,
        adjustments: draft.adjustments,
        configFromWeights: draft.configFromWeights,
    };
    notes.origins.set(object, origin);
    return {
        object,
        ...(draft.before ? { before: draft.before } : {}),
        ...(draft.after ? { after: draft.after } : {}),
    };
}
/** Keys renamed, defaults written out, keys dropped, hook run, and what is left checked against what Keras 3 takes. */
function applyRow(draft, row) {
    const { config, notes } = draft;
    const dtype = upgradeDtype(config.dtype);
    if (dtype === undefined)
        deleteKey(draft, 'dtype');
    else if (dtype !== config.dtype)
        setKey(draft, 'dtype', dtype);
    for (const [from, to] of Object.entries(row.rename ?? {})) {
        const value = config[from];
        if (value === undefined || Object.hasOwn(config, to))
            continue;
        deleteKey(draft, from);
        setKey(draft, to, value);
    }
    if (!notes.writer.isKeras3 && row.defaults) {
        for (const [key, value] of Object.entries(row.defaults(notes.writer))) {
            if (!Object.hasOwn(config, key))
                setKey(draft, key, value);
        }
    }
    for (const key of COMMON_DROP)
        if (!row.keys.includes(key))
            deleteKey(draft, key);
    for (const [key, harmless] of Object.entries(row.drop ?? {}))
        dropKey(draft, key, harmless);
    if (row.untrainable)
        deleteKey(draft, 'trainable');
    row.hook?.(draft);
    if (row.activated)
        scaleActivated(draft, row.activated);
}
function dropKey(draft, key, harmless) {
    const value = draft.config[key];
    if (value === undefined)
        return;
    if (harmless !== ANY && !harmless.some((allowed) => sameJson(allowed, value))) {
        draft.notes.refuse(draft.sourceName, `layer "${draft.sourceName}" (${draft.sourceClass}) has ${key} set to ${JSON.stringify(value)}, which Keras 3 cannot do; ` +
            'rebuild the model without it and save it again');
    }
    deleteKey(draft, key);
}
const COMMON_KEYS = ['name', 'trainable', 'dtype'];
function upgradeValues(draft, row) {
    for (const [key, value] of Object.entries(draft.config)) {
        const upgraded = layer_upgradeValue(draft, key, value);
        if (!sameJson(upgraded, value))
            draft.config[key] = upgraded;
    }
    for (const [key, value] of Object.entries(draft.config)) {
        if (row.keys.includes(key) || COMMON_KEYS.includes(key) || isKnownToTarget(draft, key))
            continue;
        if (value !== null && value !== false) {
            draft.notes.refuse(draft.sourceName, `layer "${draft.sourceName}" (${draft.sourceClass}) has a setting "${key}" that Keras 3's ${draft.className} does not take; ` +
                'rebuild the model without it and save it again');
        }
        deleteKey(draft, key);
    }
}
/** A hook may have chosen another class, or written a key that only Keras 3 has. */
function isKnownToTarget(draft, key) {
    return LAYERS.get(draft.className)?.keys.includes(key) ?? false;
}
function layer_upgradeValue(draft, key, value) {
    const { notes, sourceName, place } = draft;
    const family = objects_familyOf(key);
    if (family !== undefined)
        return upgradeObject(value, family, [...place, key], sourceName, notes);
    if (key === 'activation' || key === 'recurrent_activation')
        return upgradeActivationKey(draft, key, value);
    if ((key === 'layer' || key === 'backward_layer' || key === 'cell') && isObject(value))
        return upgradeInner(draft, value);
    if (key === 'cells' && Array.isArray(value)) {
        return value.map((cell) => (isObject(cell) ? upgradeInner(draft, cell) : cell));
    }
    return value;
}
/** A wrapped layer or cell; what must stand before or after it moves outside, which is the same for element-wise layers. */
function upgradeInner(draft, inner) {
    if (Array.isArray(inner))
        return inner;
    const upgraded = layer_upgradeLayer(inner, draft.place, draft.notes);
    if (draft.className === 'TimeDistributed' && isModel(inner))
        unlistOutputs(draft, upgraded.object);
    if ((upgraded.before || upgraded.after) && draft.className !== 'TimeDistributed') {
        draft.notes.refuse(draft.sourceName, `layer "${draft.sourceName}" (${draft.sourceClass}) wraps an activation that Keras 3 computes otherwise; rebuild the model without the wrapper`);
    }
    if (upgraded.before)
        draft.before = upgraded.before;
    if (upgraded.after)
        draft.after = upgraded.after;
    return upgraded.object;
}
function upgradeActivationKey(draft, key, value) {
    const upgraded = upgradeActivation(value, draft.sourceName, draft.notes);
    if ('value' in upgraded)
        return upgraded.value;
    return placeActivationLayer(draft, key, upgraded.layer);
}
/** Keras 3.3.3 takes no layer for an activation: it becomes a layer of its own, directly after. */
function placeActivationLayer(draft, key, layer) {
    const separable = key === 'activation' &&
        isObject(layer) &&
        (LAYERS.get(draft.sourceClass)?.activated || draft.className === 'Activation');
    const row = isObject(layer) ? LAYERS.get(sourceClassOf(layer).className ?? '') : undefined;
    if (!separable || !isObject(layer) || row === undefined || sourceClassOf(layer).className === 'PReLU') {
        draft.notes.refuse(draft.sourceName, `layer "${draft.sourceName}" (${draft.sourceClass}) has a layer for its ${key}, which Keras 3 does not load; put that layer after it and save the model again`);
        return 'linear';
    }
    const upgraded = layer_upgradeLayer(layer, draft.place, draft.notes);
    draft.notes.origins.delete(upgraded.object);
    draft.after = upgraded.object;
    draft.notes.change([...draft.place, key], layer, 'linear');
    return 'linear';
}
/**
 * Keras 3.3.3's TimeDistributed cannot wrap a model at all, as its models compute no output shapes; newer ones can, where
 * the model returns a tensor and no list of one. So the one place where 3.3.3's dialect has no use is written in theirs.
 */
function unlistOutputs(draft, model) {
    if (isObject(model.config)) {
        for (const key of ['input_layers', 'output_layers']) {
            const tensors = model.config[key];
            const [only, ...others] = Array.isArray(tensors) ? tensors : [];
            if (Array.isArray(only) && others.length === 0)
                model.config[key] = only;
        }
    }
    draft.notes.warn(draft.sourceName, `TimeDistributed "${draft.sourceName}" wraps a model, which Keras 3.3 cannot do: load the file with a newer Keras 3`);
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/custom.js





/** Keys of Keras 2's base layer that no Keras 3 layer takes, so that a custom layer handing them on would fail. */
const BASE_KEYS = ['batch_input_shape', 'dynamic', 'input_dtype'];
/** A layer class that is not Keras's: what it says of itself is passed through, and the user told what load_model needs. */
function upgradeCustomLayer(layer, place, notes, name) {
    const sourceName = upgrade_layer_nameOf(layer);
    const { className } = sourceClassOf(layer);
    const source = isObject(layer.config) ? layer.config : {};
    const config = {};
    for (const [key, value] of Object.entries(source)) {
        if (BASE_KEYS.includes(key))
            notes.change([...place, key], value, undefined);
        else
            config[key] = value;
    }
    const dtype = upgradeDtype(source.dtype);
    if (dtype !== undefined && dtype !== source.dtype) {
        notes.change([...place, 'dtype'], source.dtype, dtype);
        config.dtype = dtype;
    }
    const written = name ?? plainName(sourceName);
    if (written !== config.name) {
        notes.change([...place, 'name'], config.name, written);
        config.name = written;
    }
    const object = custom_customObject(layer, config);
    noteCustomClass(layer, sourceName, notes);
    notes.origins.set(object, {
        className: className ?? '',
        name: sourceName,
        config: source,
        custom: true,
        adjustments: [],
        configFromWeights: [],
    });
    return object;
}
/** A custom object in Keras 3's form: found by its registered name, or by its class name in `custom_objects`. */
function custom_customObject(layer, config) {
    const { className, registeredName } = sourceClassOf(layer);
    return {
        module: null,
        class_name: className ?? null,
        config,
        registered_name: registeredName ?? className ?? null,
    };
}
function noteCustomClass(layer, sourceName, notes) {
    const { className, registeredName } = sourceClassOf(layer);
    const key = registeredName ?? className ?? '';
    notes.custom(sourceName, `layer "${sourceName}" is of the class "${key}", which is not Keras's: load_model needs custom_objects={"${key}": ...} ` +
        'with a class that runs in Keras 3');
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/graph.js
/** A tensor of a functional graph: which call (`node`) of which layer made it, and which of that call's outputs it is. */
class TensorRef {
    layer;
    node;
    tensor;
    constructor(layer, node, tensor) {
        this.layer = layer;
        this.node = node;
        this.tensor = tensor;
    }
}
/**
 * A Keras 3 operation or layer standing for (a part of) a Keras 2 tensor operation. Its arguments may be further
 * operations: whoever builds the graph gives each a name and an entry of its own, the outermost taking the name of the
 * layer it replaces.
 */
class Operation {
    /** As Keras 3 serializes it, e.g. `keras.src.ops.numpy` or `keras.layers`. */
    module;
    className;
    /** Without `name` unless Keras 3.3.3 writes one there; see {@link Operation.named}. */
    config;
    args;
    kwargs;
    /** Whether Keras 3.3.3 expects `name` inside the config. */
    named;
    constructor(module, className, config, args, options = {}) {
        this.module = module;
        this.className = className;
        this.config = config;
        this.args = args;
        this.kwargs = options.kwargs ?? {};
        this.named = options.named ?? false;
    }
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/call-forms.js


/** Layers that Keras 2 called with a list of the input and its initial states (`RNN.__call__`, `Bidirectional.__call__`). */
const STATEFUL = new Set([
    'RNN',
    'SimpleRNN',
    'LSTM',
    'GRU',
    'ConvLSTM1D',
    'ConvLSTM2D',
    'ConvLSTM3D',
    'Bidirectional',
]);
/**
 * A call in the form Keras 3's layers take: initial states by keyword, and no keyword arguments that say nothing, as not
 * every Keras 3 layer takes `training` or `mask`. What a custom layer was given is left as it is.
 */
function upgradeCall(sourceClass, object, call) {
    const className = typeof object.class_name === 'string' ? object.class_name : sourceClass;
    if (object.module === null)
        return call;
    const kwargs = Object.fromEntries(Object.entries(call.kwargs).filter(([, value]) => value !== null));
    const [inputs, ...others] = call.args;
    if (!STATEFUL.has(className) || !LAYERS.has(className) || !isTensorList(inputs))
        return { args: call.args, kwargs };
    const [first, ...states] = inputs;
    if (first === undefined || states.length === 0)
        return { args: [first ?? null, ...others], kwargs };
    return { args: [first, ...others], kwargs: { initial_state: states, ...kwargs } };
}
function isTensorList(argument) {
    return Array.isArray(argument) && argument.every((item) => item instanceof TensorRef);
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/arguments.js


/** Calls `visit` with every tensor of an argument. */
function visitRefs(argument, visit) {
    if (argument instanceof TensorRef)
        visit(argument);
    else if (Array.isArray(argument))
        for (const item of argument)
            visitRefs(item, visit);
    else if (argument !== null && typeof argument === 'object' && !(argument instanceof Float)) {
        for (const item of Object.values(argument))
            visitRefs(item, visit);
    }
}
/** The argument as JSON, its tensors written by `write`. */
function writeArgument(argument, write) {
    if (argument instanceof TensorRef)
        return write(argument);
    if (Array.isArray(argument))
        return argument.map((item) => writeArgument(item, write));
    if (argument === null || typeof argument !== 'object' || argument instanceof Float)
        return argument;
    return Object.fromEntries(Object.entries(argument).map(([key, item]) => [key, writeArgument(item, write)]));
}
/** The argument with its tensors replaced. */
function mapRefs(argument, map) {
    if (argument instanceof TensorRef)
        return map(argument);
    if (Array.isArray(argument))
        return argument.map((item) => mapRefs(item, map));
    if (argument === null || typeof argument !== 'object' || argument instanceof Float)
        return argument;
    return Object.fromEntries(Object.entries(argument).map(([key, item]) => [key, mapRefs(item, map)]));
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/calls.js


/** What stands for a layer name where Keras 2 wrote a constant (`_CONSTANT_VALUE` of Keras 2's node.py). */
const CONSTANT = '_CONSTANT_VALUE';
/**
 * One entry of `inbound_nodes` as a call. Keras 3 writes `{args, kwargs}` with `__keras_tensor__` objects; Keras 2 the
 * structure of the first argument with `[layer, node, tensor, kwargs]` for each tensor, every one repeating the same
 * keyword arguments; Keras before 2.1 the same without kwargs.
 *
 * @param keepsLists the layer took a list of one tensor as such (TFOpLambda); others were given the tensor alone.
 */
function parseCall(node, reader, keepsLists) {
    if (isObject(node) && Array.isArray(node.args) && isObject(node.kwargs)) {
        return {
            args: node.args.map((argument) => parseModern(argument)),
            kwargs: mapValues(node.kwargs, (argument) => parseModern(argument)),
        };
    }
    const first = firstLeaf(node);
    if (!first)
        return undefined;
    const kwargs = isObject(first[3]) ? first[3] : {};
    return {
        args: [parseInputs(node, reader, keepsLists)],
        kwargs: mapValues(kwargs, (argument) => parseKeyword(argument, reader)),
    };
}
/** `[layer, node, tensor]` of Keras 2, with or without keyword arguments. */
function isLeaf(value) {
    return Array.isArray(value) && (value.length === 3 || value.length === 4) && typeof value[0] === 'string';
}
/** A tensor of the graph from its Keras 2 reference; undefined for anything else. */
function parseRef(leaf, reader) {
    const [layer, node, tensor] = leaf;
    if (typeof layer !== 'string' || typeof node !== 'number' || typeof tensor !== 'number')
        return undefined;
    return new TensorRef(layer, node - reader.offsetOf(layer), tensor);
}
function firstLeaf(node) {
    if (isLeaf(node))
        return node;
    const inner = Array.isArray(node) ? node : isObject(node) ? Object.values(node) : [];
    for (const item of inner) {
        const leaf = firstLeaf(item);
        if (leaf)
            return leaf;
    }
    return undefined;
}
function parseInputs(node, reader, keepsLists) {
    if (!keepsLists && Array.isArray(node) && node.length === 1 && isLeaf(node[0]))
        return parseInput(node[0], reader);
    return parseStructure(node, reader);
}
function parseStructure(node, reader) {
    if (isLeaf(node))
        return parseInput(node, reader);
    if (Array.isArray(node))
        return node.map((item) => parseStructure(item, reader));
    if (isObject(node))
        return mapValues(node, (item) => parseStructure(item, reader));
    return node;
}
function parseInput(leaf, reader) {
    if (leaf[0] === CONSTANT)
        return leaf[2] ?? null;
    return parseRef(leaf, reader) ?? leaf;
}
function parseKeyword(value, reader) {
    if (isLeaf(value) && typeof value[0] === 'string' && reader.has(value[0]))
        return parseRef(value, reader) ?? value;
    if (Array.isArray(value))
        return value.map((item) => parseKeyword(item, reader));
    if (isObject(value))
        return mapValues(value, (item) => parseKeyword(item, reader));
    return value;
}
function parseModern(value) {
    if (Array.isArray(value))
        return value.map(parseModern);
    if (!isObject(value))
        return value;
    const history = isObject(value.config) ? value.config.keras_history : undefined;
    if (value.class_name === '__keras_tensor__' && Array.isArray(history)) {
        const [layer, node, tensor] = history;
        if (typeof layer === 'string' && typeof node === 'number' && typeof tensor === 'number') {
            return new TensorRef(layer, node, tensor);
        }
    }
    return mapValues(value, parseModern);
}
function mapValues(object, map) {
    return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/input-layer.js





/** An InputLayer of Keras 3: `batch_shape` for Keras 2's `batch_input_shape`, no ragged tensors. */
function upgradeInputLayer(layer, place, notes, name) {
    const source = isObject(layer.config) ? layer.config : {};
    const sourceName = upgrade_layer_nameOf(layer);
    const written = name ?? plainName(sourceName);
    if (source.ragged === true) {
        notes.refuse(sourceName, `input "${sourceName}" takes ragged tensors, which Keras 3 does not have; save a model that takes padded tensors and masks them`);
    }
    const shape = source.batch_input_shape ?? source.batch_shape ?? null;
    if (shape === null) {
        notes.refuse(sourceName, `input "${sourceName}" does not say its shape, which Keras 3 needs; save the model with an Input of a known shape`);
    }
    if (Object.hasOwn(source, 'batch_input_shape')) {
        notes.change([...place, sourceName, 'batch_input_shape'], shape, undefined);
        notes.change([...place, sourceName, 'batch_shape'], undefined, shape);
    }
    if (written !== sourceName)
        notes.change([...place, sourceName, 'name'], sourceName, written);
    return record(sourceName, source, inputLayer(written, shape, upgradeDtype(source.dtype) ?? 'float32', source.sparse === true), notes);
}
/** A new InputLayer, as Keras 3.3.3 writes one. */
function inputLayer(name, batchShape, dtype, sparse = false) {
    return draft_kerasObject('keras.layers', 'InputLayer', { batch_shape: batchShape, dtype, sparse, name });
}
function record(name, config, object, notes) {
    notes.origins.set(object, {
        className: 'InputLayer',
        name,
        config,
        custom: false,
        adjustments: [],
        configFromWeights: [],
    });
    return object;
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/sequential.js








/**
 * A Sequential's configuration: `{name, layers}`, or before Keras 2.3 the bare list of layers. Its first layer is made
 * an InputLayer wherever the shape is known, as Keras 3 counts on (`keras/src/models/sequential.py`).
 */
function upgradeSequential(object, name, isCustom, place, notes) {
    const layers = upgradeMembers(object, place, notes);
    const trainable = isObject(object.config) ? object.config.trainable : undefined;
    const graph = !isCustom && layers.some(isFunctional) ? chainedGraph(layers) : undefined;
    if (graph)
        return trainable === false ? { name, trainable, ...graph } : { name, ...graph };
    return typeof trainable === 'boolean' ? { name, trainable, layers: [...layers] } : { name, layers: [...layers] };
}
/** The layers of a Sequential in their order, an InputLayer first where the shape of the input is known. */
function upgradeMembers(object, place, notes) {
    const config = isObject(object.config) ? object.config : {};
    const sources = layersOf(object);
    const names = new LayerNames(sources.map(upgrade_layer_nameOf));
    const layers = [];
    const first = sources[0];
    if (first && !isInput(first)) {
        const input = impliedInput(first, config, names, sources);
        if (input)
            layers.push(input);
    }
    for (const source of sources)
        layers.push(...upgradeMember(source, place, names, notes));
    return layers;
}
/** The serialized layers of a Sequential, in either form. */
function layersOf(object) {
    const { config } = object;
    const layers = Array.isArray(config) ? config : isObject(config) ? config.layers : undefined;
    return Array.isArray(layers) ? layers.filter(isObject) : [];
}
function isInput(layer) {
    return sourceClassOf(layer).className === 'InputLayer';
}
function upgradeMember(source, place, names, notes) {
    const name = names.of(upgrade_layer_nameOf(source));
    if (isInput(source))
        return [upgradeInputLayer(source, place, notes, name)];
    const { before, object, after } = layer_upgradeLayer(source, place, notes, name);
    const placed = [];
    if (before)
        placed.push(named(before, names.fresh(`${name}_scaling`)));
    placed.push(object);
    if (after)
        placed.push(named(after, names.fresh(`${name}_activation`)));
    return placed;
}
/** Gives an inserted layer its name; the object keeps its identity. */
function named(object, name) {
    if (isObject(object.config))
        object.config.name = name;
    return object;
}
/**
 * The InputLayer a Sequential without one is called with: of the shape its first layer was given, or that it was built
 * with, whose batch size was that of one call unless a layer keeps states between batches.
 */
function impliedInput(first, config, names, sources) {
    const given = givenInput(first);
    const built = config.build_input_shape;
    const shape = given?.shape ?? (Array.isArray(built) ? unbatched(built, sources) : undefined);
    if (!shape || shape.some(Array.isArray))
        return undefined;
    const dtype = given?.dtype ?? variableDtype(sequential_dtypeOf(first));
    return inputLayer(names.fresh(`${names.of(upgrade_layer_nameOf(first))}_input`), [...shape], dtype);
}
/** The input that a first layer, or the first layer of a model standing first, was given (Keras 2's Sequential.add). */
function givenInput(layer) {
    const { config } = layer;
    const kind = modelKind(layer);
    if (kind !== undefined) {
        const inner = layersOf(layer);
        const input = kind === 'functional' ? soleInput(inner) : inner[0];
        return input ? givenInput(input) : undefined;
    }
    if (!isObject(config))
        return undefined;
    const shape = config.batch_input_shape ?? (isInput(layer) ? config.batch_shape : undefined);
    return Array.isArray(shape) ? { shape, dtype: variableDtype(sequential_dtypeOf(layer)) } : undefined;
}
function soleInput(layers) {
    const inputs = layers.filter(isInput);
    return inputs.length === 1 ? inputs[0] : undefined;
}
function sequential_dtypeOf(layer) {
    return upgradeDtype(isObject(layer.config) ? layer.config.dtype : undefined) ?? 'float32';
}
function unbatched(shape, sources) {
    const stateful = sources.some((source) => isObject(source.config) && source.config.stateful === true);
    return stateful ? [...shape] : [null, ...shape.slice(1)];
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/source-graph.js







/** Tensor operations in place of layers (`keras/src/layers/core/tf_op_layer.py` of Keras 2): they keep lists of one. */
const KEEPS_LISTS = new Set([
    'TFOpLambda',
    'SlicingOpLambda',
    'ClassMethod',
    'InstanceMethod',
    'InstanceProperty',
]);
/** The configuration is not a graph; the message completes "the model cannot be read: …". */
class MalformedGraph extends Error {
    name = 'MalformedGraph';
}
/**
 * Reads the graph of a functional model's configuration.
 *
 * @throws MalformedGraph
 */
function readGraph(config) {
    const objects = (Array.isArray(config.layers) ? config.layers : []).filter(isObject);
    const byName = new Map(objects.map((object) => [source_graph_entryName(object), object]));
    const isModern = objects.some((object) => nodesOf(object).some((node) => isObject(node) && Array.isArray(node.args)));
    const offsets = new Map([...byName].map(([name, object]) => [name, isModern ? 0 : legacyOffset(object, name, objects, config)]));
    const reader = { has: (name) => byName.has(name), offsetOf: (name) => offsets.get(name) ?? 0 };
    const layers = objects.map((object) => {
        const keepsLists = KEEPS_LISTS.has(sourceClassOf(object).className ?? '');
        const calls = nodesOf(object).flatMap((node) => parseCall(node, reader, keepsLists) ?? []);
        return { name: source_graph_entryName(object), object, calls };
    });
    // Keras 3 counts a nested Functional's nodes from 1 in output_layers alone.
    const outputReader = isModern
        ? {
            ...reader,
            offsetOf: (name) => (byName.has(name) && modelKind(byName.get(name) ?? {}) === 'functional' ? 1 : 0),
        }
        : reader;
    return {
        layers,
        inputs: readOutputs(config.input_layers, reader),
        outputs: readOutputs(config.output_layers, outputReader),
    };
}
/** The name a graph knows a layer by. */
function source_graph_entryName(object) {
    return typeof object.name === 'string' ? object.name : upgrade_layer_nameOf(object);
}
function nodesOf(object) {
    return Array.isArray(object.inbound_nodes) ? object.inbound_nodes : [];
}
/**
 * Keras 2 counted a nested model's nodes from 1, as the first was its own graph, unless it was a Sequential without an
 * input (`_should_skip_first_node` of Keras 2's functional.py; before 2.2 every nested model). The references tell where
 * they can: a 0 means counting from 0, the number of calls means counting from 1.
 */
function legacyOffset(object, name, objects, config) {
    const kind = modelKind(object);
    if (kind === undefined)
        return 0;
    const indices = new Set();
    for (const other of objects)
        collectIndices([...nodesOf(other)], name, indices);
    collectIndices(config.output_layers ?? null, name, indices);
    if (indices.has(0))
        return 0;
    if (indices.has(nodesOf(object).length))
        return 1;
    return kind === 'functional' || startsWithInput(object) ? 1 : 0;
}
function startsWithInput(sequential) {
    const first = layersOf(sequential)[0];
    return (first !== undefined &&
        (sourceClassOf(first).className === 'InputLayer' ||
            (isObject(first.config) && Array.isArray(first.config.batch_input_shape))));
}
function collectIndices(value, name, indices) {
    if (isLeaf(value) && value[0] === name) {
        const node = asNumber(value[1]);
        if (node !== undefined)
            indices.add(node);
    }
    const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
    for (const item of inner)
        collectIndices(item, name, indices);
}
function readOutputs(value, reader) {
    if (isObject(value)) {
        return new Map(Object.entries(value).map(([key, item]) => [key, oneOf(flatten(item, reader), key)]));
    }
    return value === undefined ? [] : flatten(value, reader);
}
function oneOf(refs, key) {
    const [ref, ...others] = refs;
    if (!ref || others.length > 0)
        throw new MalformedGraph(`its output "${key}" is not one tensor`);
    return ref;
}
/** Keras 3.3.3 takes a flat list of outputs, or a dict of them. */
function flatten(value, reader) {
    if (isLeaf(value)) {
        const ref = parseRef(value, reader);
        if (!ref)
            throw new MalformedGraph(`${JSON.stringify(value)} is not a tensor of its graph`);
        return [ref];
    }
    const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
    return inner.flatMap((item) => flatten(item, reader));
}
/** All tensors a call takes. */
function refsOf(call) {
    const refs = [];
    visitRefs([...call.args], (ref) => refs.push(ref));
    visitRefs({ ...call.kwargs }, (ref) => refs.push(ref));
    return refs;
}
function listOutputs(outputs) {
    return Array.isArray(outputs) ? outputs : [...outputs.values()];
}
/**
 * The calls that the outputs depend on, by layer; the inputs of the model always belong. Keras 2 also kept the layers that
 * only losses and metrics depended on (add_loss, add_metric), which Keras 3 leaves out of the model.
 *
 * @throws MalformedGraph where a reference leads nowhere.
 */
function reachableCalls(graph) {
    const layers = new Map();
    for (const layer of graph.layers) {
        if (layers.has(layer.name))
            throw new MalformedGraph(`two of its layers are named "${layer.name}"`);
        layers.set(layer.name, layer);
    }
    const reached = new Map();
    const pending = [...listOutputs(graph.outputs), ...listOutputs(graph.inputs)];
    for (let ref = pending.pop(); ref; ref = pending.pop()) {
        const layer = layers.get(ref.layer);
        if (!layer)
            throw new MalformedGraph(`it refers to a layer "${ref.layer}" that it does not hold`);
        const calls = reached.get(ref.layer) ?? new Set();
        reached.set(ref.layer, calls);
        if (calls.has(ref.node))
            continue;
        const call = layer.calls[ref.node];
        const isInput = ref.node === 0 && layer.calls.length === 0;
        if (!call && !isInput) {
            throw new MalformedGraph(`it refers to call ${ref.node} of layer "${ref.layer}", which has ${layer.calls.length}`);
        }
        calls.add(ref.node);
        if (call)
            pending.push(...refsOf(call));
    }
    return reached;
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/target-graph.js



/**
 * Writes the layers so that Keras 3.3.3 can rebuild the graph (`functional_from_config`). It calls the layers in the order
 * written, each as often as its inputs allow, then starts over; but a call in the modern form whose input does not exist
 * yet makes it fail instead of wait, unless the lookup itself raises IndexError, as index -1 of a layer not yet called
 * does. So layers stand in an order that needs no waiting where there is one; elsewhere (a layer shared between depths)
 * the input is looked up by -1, through a relay where its layer is called more than once.
 */
function writeLayers(layers, freshName) {
    let entries = inCallingOrder(layers);
    const relayed = new Set();
    for (;;) {
        const late = lateRefs(entries);
        const unguarded = late.filter((ref) => !relayed.has(keyOf(ref)));
        if (unguarded.length === 0)
            break;
        entries = guard(entries, unguarded, relayed, freshName);
    }
    const calls = new Map(entries.map((entry) => [entry.name, entry.calls.length]));
    return entries.map((entry) => writeLayer(entry, (ref) => relayed.has(keyOf(ref)) && calls.get(ref.layer) === 1));
}
const keyOf = (ref) => `${ref.node} ${ref.layer}`;
/** Greedy topological order: a layer comes when all its calls can be made, or, failing any, when its next call can. */
function inCallingOrder(layers) {
    const made = new Map();
    const isMade = (ref) => (made.get(ref.layer) ?? 0) > ref.node;
    const ordered = [];
    let waiting = [...layers];
    let started = [];
    const advance = (layer) => {
        const before = made.get(layer.name) ?? 0;
        let count = before;
        for (let call = layer.calls[count]; call && refsOf(call).every(isMade); call = layer.calls[count]) {
            count++;
            made.set(layer.name, count);
        }
        if (layer.calls.length === 0)
            made.set(layer.name, 1);
        return count > before || layer.calls.length === 0;
    };
    while (waiting.length > 0) {
        const complete = waiting.find((layer) => layer.calls.every((call) => refsOf(call).every(isMade)));
        const next = complete ?? waiting.find((layer) => layer.calls[0] && refsOf(layer.calls[0]).every(isMade));
        if (next) {
            advance(next);
            ordered.push(next);
            waiting = waiting.filter((layer) => layer !== next);
            if (!complete)
                started.push(next);
        }
        else if (!started.some(advance)) {
            // Only a cycle is left; it is refused before it comes here.
            return [...ordered, ...waiting];
        }
        started = started.filter((layer) => (made.get(layer.name) ?? 0) < layer.calls.length);
        for (const layer of started)
            advance(layer);
    }
    return ordered;
}
/** The inputs that do not exist yet when Keras first tries the call that takes them. */
function lateRefs(entries) {
    const made = new Map();
    const late = [];
    let pending = entries.length;
    const done = new Set();
    while (pending > 0) {
        let progress = false;
        for (const entry of entries) {
            if (done.has(entry.name))
                continue;
            let count = made.get(entry.name) ?? 0;
            for (let call = entry.calls[count]; call; call = entry.calls[count]) {
                const missing = refsOf(call).filter((ref) => (made.get(ref.layer) ?? 0) <= ref.node);
                if (!entry.isRelay)
                    late.push(...missing);
                if (missing.length > 0)
                    break;
                count++;
                progress = true;
                made.set(entry.name, count);
            }
            if (count < entry.calls.length)
                continue;
            if (entry.calls.length === 0)
                made.set(entry.name, 1);
            done.add(entry.name);
            pending--;
            progress = true;
        }
        if (!progress)
            break;
    }
    return late;
}
/** Makes the inputs waitable: by index -1 where their layer is called once, through a relay elsewhere. */
function guard(entries, refs, relayed, freshName) {
    const calls = new Map(entries.map((entry) => [entry.name, entry.calls.length]));
    const relays = new Map();
    for (const ref of refs) {
        if (calls.get(ref.layer) === 1)
            relayed.add(keyOf(ref));
        else if (!relays.has(`${keyOf(ref)} ${ref.tensor}`)) {
            const name = freshName(`${ref.layer}_relay`);
            relays.set(`${keyOf(ref)} ${ref.tensor}`, relay(name, ref));
            relayed.add(keyOf(new TensorRef(name, 0, 0)));
        }
    }
    const redirect = (ref) => {
        const through = relays.get(`${keyOf(ref)} ${ref.tensor}`);
        return through ? new TensorRef(through.name, 0, 0) : ref;
    };
    return entries.flatMap((entry) => {
        const own = [...relays.values()].filter((through) => refsOf(through.calls[0] ?? EMPTY)[0]?.layer === entry.name);
        const redirected = entry.isRelay ? entry : { ...entry, calls: entry.calls.map((call) => mapCall(call, redirect)) };
        return [redirected, ...own];
    });
}
const EMPTY = { args: [], kwargs: {} };
function relay(name, ref) {
    const object = {
        module: 'keras.layers',
        class_name: 'Identity',
        config: { name, trainable: true, dtype: 'float32' },
        registered_name: null,
    };
    return { name, object, calls: [{ args: [ref], kwargs: {} }], isRelay: true };
}
/** A call with its tensors replaced. */
function mapCall(call, map) {
    return {
        args: call.args.map((argument) => mapRefs(argument, map)),
        kwargs: Object.fromEntries(Object.entries(call.kwargs).map(([key, value]) => [key, mapRefs(value, map)])),
    };
}
function writeLayer(entry, isAwaited) {
    // The layer's own object gains its place in the graph, and stays the object its origin is known by.
    const { object } = entry;
    object.name = entry.name;
    object.inbound_nodes = entry.calls.map((call) => entry.isRelay ? writeLegacyCall(call) : writeCall(call, isAwaited));
    return object;
}
/** Keras 2's form of a call, which Keras 3 still reads and can wait for; it holds no keyword tensors. */
function writeLegacyCall(call) {
    return refsOf(call).map((ref) => [ref.layer, ref.node, ref.tensor, {}]);
}
function writeCall(call, isAwaited) {
    const write = (ref) => ({
        class_name: '__keras_tensor__',
        // Keras 3 reads the history alone; shape and dtype stand for the form's sake.
        config: { shape: [null], dtype: 'float32', keras_history: [ref.layer, isAwaited(ref) ? -1 : ref.node, ref.tensor] },
    });
    return {
        args: call.args.map((argument) => writeArgument(argument, write)),
        kwargs: Object.fromEntries(Object.entries(call.kwargs).map(([key, value]) => [key, writeArgument(value, write)])),
    };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/chain.js



/**
 * A Sequential's layers as the graph of a Functional. Keras 3.15 takes the outputs of a Functional that is written for 3.3
 * for a list of one, which the next layer of a Sequential cannot use; a graph names the tensor itself. Undefined where
 * the Sequential has no known input.
 */
function chainedGraph(layers) {
    const first = layers[0];
    if (first?.class_name !== 'InputLayer')
        return undefined;
    const entries = [];
    let last;
    for (const object of layers) {
        const name = chain_nameOf(object);
        entries.push({ name, object, calls: last ? [{ args: [last], kwargs: {} }] : [] });
        last = new TensorRef(name, 0, 0);
    }
    const end = layers.at(-1) ?? first;
    return {
        layers: writeLayers(entries, (name) => name),
        input_layers: [[chain_nameOf(first), 0, 0]],
        output_layers: [[chain_nameOf(end), isFunctional(end) ? 1 : 0, 0]],
    };
}
/** Keras 3 counts the calls of a nested Functional from 1 in `output_layers`. */
function isFunctional(object) {
    return isObject(object.config) && Object.hasOwn(object.config, 'output_layers');
}
function chain_nameOf(object) {
    return isObject(object.config) && typeof object.config.name === 'string' ? object.config.name : '';
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/compose.js

/**
 * Operations of Keras 3 that Keras 3.3.3 constructs with a name (`__init__(self, dtype=None, name=None)` or none at all);
 * the others take only what their configuration holds and name themselves after their class.
 */
function numpy(className, args, config) {
    return operation('keras.src.ops.numpy', className, args, config);
}
function nn(className, args, config) {
    return operation('keras.src.ops.nn', className, args, config);
}
function core(className, args, config) {
    return operation('keras.src.ops.core', className, args, config);
}
function math(className, args, config) {
    return operation('keras.src.ops.math', className, args, config);
}
function compose_image(className, args, config) {
    return operation('keras.src.ops.image', className, args, config);
}
function linalg(className, args, config) {
    return operation('keras.src.ops.linalg', className, args, config);
}
/** A layer that computes the same; `dtype` is that of its inputs, lest the layer cast them. */
function compose_layer(className, args, config, dtype) {
    return new Operation('keras.layers', className, { ...config, dtype }, args, { named: true });
}
function operation(module, className, args, config) {
    return new Operation(module, className, config ?? {}, args, { named: config === undefined });
}
function compose_cast(x, dtype) {
    return core('Cast', [x], { dtype });
}
/** `x` with an axis reversed, counted from the front or, if negative, from the back. */
function reversed(x, axis) {
    return numpy('Flip', [x], { axis });
}
/** `x` with a key at one axis, counted from the front. */
function sliced(x, axis, key) {
    return numpy('GetItem', [x, [...Array.from({ length: axis }, () => WHOLE), key]]);
}
/** Python's slice as Keras 3 serializes it (serialization_lib.py). */
function slice(start, stop, step) {
    return { class_name: '__slice__', config: { start, stop, step } };
}
/** Python's `:`. */
const WHOLE = slice(null, null, null);
/** A constant array as Keras 3 serializes it: unlike a bare list it has a shape, which shape inference broadcasts. */
function array(value, dtype) {
    return { class_name: '__numpy__', config: { value, dtype } };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/rows.js
/** Rows of functions that differ in nothing but their names. */
function alike(names, row) {
    return Object.entries(names).map(([className, tensorflow]) => ({ names: tensorflow, ...row(className) }));
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/unsupported.js
/** Why an operation cannot be written for Keras 3; the reason completes "`tf.f` …". */
class unsupported_Unsupported extends Error {
    name = 'Unsupported';
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/activations.js




const FEATURES = 'features|x|logits|input';
const PLAIN = {
    Relu: 'nn.relu relu',
    Relu6: 'nn.relu6 relu6',
    Selu: 'nn.selu selu',
    Sigmoid: 'math.sigmoid sigmoid nn.sigmoid',
    Softplus: 'math.softplus nn.softplus softplus',
    Softsign: 'nn.softsign math.softsign softsign',
};
/**
 * As a layer, if the type of the tensor is known: the operation's automatic name in Keras 3.3.3 would be that of a
 * common layer.
 */
function layerOr(operation, className, config, given) {
    const dtype = given.layerDtype(given.raw('features'));
    return dtype === undefined ? operation : compose_layer(className, [given.operand('features')], config, dtype);
}
/** TensorFlow's default axis is the last. */
function softmax(given) {
    const config = { axis: given.integer('axis', -1) };
    return layerOr(nn('Softmax', [given.operand('features')], config), 'Softmax', config, given);
}
function silu(given) {
    const beta = given.number('beta', 1);
    const x = given.operand('features');
    if (beta === 1)
        return nn('Silu', [x]);
    return numpy('Multiply', [x, nn('Sigmoid', [numpy('Multiply', [x, pythonFloat(beta)])])]);
}
/** `nn.dropout` draws at random whenever the model runs, not in training only. */
function dropout(given) {
    if (given.number('rate', 0) !== 0 || given.number('keep_prob', 1) !== 1) {
        throw new unsupported_Unsupported('drops at random in prediction too, which Keras 3 does only in layers of your own');
    }
    return numpy('Copy', [given.operand('x')]);
}
const activations_ACTIVATIONS = [
    ...alike(PLAIN, (className) => ({
        parameters: FEATURES,
        build: (given) => nn(className, [given.operand('features')]),
    })),
    {
        names: 'nn.elu elu',
        parameters: FEATURES,
        build: (given) => {
            const config = { alpha: pythonFloat(1) };
            return layerOr(nn('Elu', [given.operand('features')], config), 'ELU', config, given);
        },
    },
    {
        names: 'nn.leaky_relu leaky_relu',
        parameters: `${FEATURES} alpha`,
        build: (given) => nn('LeakyRelu', [given.operand('features')], { negative_slope: pythonFloat(given.number('alpha', 0.2)) }),
    },
    {
        names: 'nn.gelu gelu',
        parameters: `${FEATURES} approximate`,
        build: (given) => nn('Gelu', [given.operand('features')], { approximate: given.flag('approximate') }),
    },
    { names: 'nn.silu nn.swish', parameters: `${FEATURES} beta`, build: silu },
    { names: 'nn.softmax math.softmax softmax', parameters: `${FEATURES} axis|dim`, build: softmax },
    {
        names: 'nn.log_softmax math.log_softmax log_softmax',
        parameters: `${FEATURES} axis|dim`,
        build: (given) => nn('LogSoftmax', [given.operand('features')], { axis: given.integer('axis', -1) }),
    },
    {
        names: 'nn.crelu',
        parameters: `${FEATURES} axis`,
        build: (given) => {
            const x = given.operand('features');
            const halves = [nn('Relu', [x]), nn('Relu', [numpy('Negative', [x])])];
            return numpy('Concatenate', [halves], { axis: given.integer('axis', -1) });
        },
    },
    { names: 'nn.dropout', parameters: 'x rate|keep_prob noise_shape seed', build: dropout },
];

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/node-def.js

// TensorFlow's types.proto, as Keras names them, by their numbers.
const TYPES = new Map([
    [1, 'float32'],
    [2, 'float64'],
    [3, 'int32'],
    [4, 'uint8'],
    [5, 'int16'],
    [6, 'int8'],
    [9, 'int64'],
    [10, 'bool'],
    [14, 'bfloat16'],
    [17, 'uint16'],
    [19, 'float16'],
    [22, 'uint32'],
    [23, 'uint64'],
]);
const TYPE_NAMES = new Map([
    ['DT_FLOAT', 'float32'],
    ['DT_DOUBLE', 'float64'],
    ['DT_HALF', 'float16'],
]);
/**
 * Reads the `node_def` of a TensorFlowOpLayer: a dictionary (protobuf's JSON) since TensorFlow 2.2, before that the
 * binary message as text.
 */
function readNodeDef(value) {
    if (isObject(value))
        return fromJson(value);
    if (typeof value !== 'string')
        return undefined;
    try {
        return fromMessage(new TextEncoder().encode(value));
    }
    catch (error) {
        if (error instanceof RangeError)
            return undefined;
        throw error;
    }
}
function fromJson(node) {
    if (typeof node.op !== 'string')
        return undefined;
    const attributes = new Map();
    for (const [name, value] of Object.entries(isObject(node.attr) ? node.attr : {})) {
        if (isObject(value))
            attributes.set(name, node_def_jsonAttribute(value));
    }
    return { op: node.op, inputs: Array.isArray(node.input) ? node.input.length : 0, attributes };
}
/** Protobuf's JSON writes 64-bit integers as strings and bytes in base64. */
function node_def_jsonAttribute(value) {
    if (typeof value.s === 'string')
        return new TextDecoder().decode(Uint8Array.from(atob(value.s), (c) => c.charCodeAt(0)));
    if (value.i !== undefined)
        return Number(value.i);
    if (value.f !== undefined)
        return asNumber(value.f) ?? Number(value.f);
    if (value.b !== undefined)
        return value.b;
    if (typeof value.type === 'string')
        return TYPE_NAMES.get(value.type) ?? value.type.replace('DT_', '').toLowerCase();
    if (isObject(value.list))
        return Array.isArray(value.list.i) ? value.list.i.map(Number) : [];
    return null;
}
/** @throws RangeError where the message ends too early */
function readFields(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const fields = [];
    let at = 0;
    const varint = () => {
        let value = 0n;
        for (let shift = 0n;; shift += 7n) {
            const byte = view.getUint8(at++);
            value |= BigInt(byte & 0x7f) << shift;
            if (byte < 0x80 || shift > 63n)
                return Number(BigInt.asIntN(64, value));
        }
    };
    while (at < bytes.length) {
        const key = varint();
        const [number, wire] = [key >>> 3, key & 7];
        if (wire === 0)
            fields.push([number, varint()]);
        else if (wire === 5) {
            fields.push([number, view.getFloat32(at, true)]);
            at += 4;
        }
        else if (wire === 2) {
            const length = varint();
            if (length < 0 || at + length > bytes.length)
                throw new RangeError('a field is longer than its message');
            fields.push([number, bytes.subarray(at, at + length)]);
            at += length;
        }
        else
            throw new RangeError('a field of a kind that a NodeDef does not have');
    }
    return fields;
}
// node_def.proto: op = 2, input = 3, attr = 5, a map of key = 1 and value = 2.
function fromMessage(bytes) {
    const fields = readFields(bytes);
    const op = fields.find(([number]) => number === 2)?.[1];
    if (!(op instanceof Uint8Array))
        return undefined;
    const attributes = new Map();
    for (const [number, entry] of fields) {
        if (number !== 5 || !(entry instanceof Uint8Array))
            continue;
        const parts = new Map(readFields(entry));
        const [key, value] = [parts.get(1), parts.get(2)];
        if (key instanceof Uint8Array && value instanceof Uint8Array)
            attributes.set(node_def_text(key), messageAttribute(readFields(value)));
    }
    return { op: node_def_text(op), inputs: fields.filter(([number]) => number === 3).length, attributes };
}
// attr_value.proto: list = 1 (whose integers are field 3, packed), s = 2, i = 3, f = 4, b = 5, type = 6.
function messageAttribute(fields) {
    const [number, value] = fields[0] ?? [0, 0];
    if (value instanceof Uint8Array) {
        if (number === 2)
            return node_def_text(value);
        return number === 1
            ? readFields(value).flatMap(([, item]) => (item instanceof Uint8Array ? packed(item) : [item]))
            : null;
    }
    if (number === 5)
        return value !== 0;
    return number === 6 ? (TYPES.get(value) ?? null) : value;
}
function packed(bytes) {
    const numbers = [];
    let value = 0n;
    let shift = 0n;
    for (const byte of bytes) {
        value |= BigInt(byte & 0x7f) << shift;
        shift += 7n;
        if (byte >= 0x80)
            continue;
        numbers.push(Number(BigInt.asIntN(64, value)));
        value = 0n;
        shift = 0n;
    }
    return numbers;
}
function node_def_text(bytes) {
    return new TextDecoder().decode(bytes);
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/raw-operations.js
const SAME_NAME = [
    ['Abs', 'math.abs'],
    ['Neg', 'math.negative'],
    ['Exp', 'math.exp'],
    ['Expm1', 'math.expm1'],
    ['Log', 'math.log'],
    ['Log1p', 'math.log1p'],
    ['Sqrt', 'math.sqrt'],
    ['Rsqrt', 'math.rsqrt'],
    ['Square', 'math.square'],
    ['Reciprocal', 'math.reciprocal'],
    ['Inv', 'math.reciprocal'],
    ['Sign', 'math.sign'],
    ['Floor', 'math.floor'],
    ['Ceil', 'math.ceil'],
    ['Rint', 'math.rint'],
    ['Round', 'math.round'],
    ['Sin', 'math.sin'],
    ['Cos', 'math.cos'],
    ['Tan', 'math.tan'],
    ['Sinh', 'math.sinh'],
    ['Cosh', 'math.cosh'],
    ['Tanh', 'math.tanh'],
    ['Asin', 'math.asin'],
    ['Acos', 'math.acos'],
    ['Atan', 'math.atan'],
    ['Asinh', 'math.asinh'],
    ['Acosh', 'math.acosh'],
    ['Atanh', 'math.atanh'],
    ['Erf', 'math.erf'],
    ['Erfinv', 'math.erfinv'],
    ['IsNan', 'math.is_nan'],
    ['IsInf', 'math.is_inf'],
    ['IsFinite', 'math.is_finite'],
    ['LogicalNot', 'math.logical_not'],
];
const PAIRS = [
    ['Add', 'math.add'],
    ['AddV2', 'math.add'],
    ['Sub', 'math.subtract'],
    ['Mul', 'math.multiply'],
    ['RealDiv', 'math.truediv'],
    ['DivNoNan', 'math.divide_no_nan'],
    ['MulNoNan', 'math.multiply_no_nan'],
    ['Xlogy', 'math.xlogy'],
    ['FloorDiv', 'math.floordiv'],
    ['FloorMod', 'math.floormod'],
    ['Pow', 'math.pow'],
    ['Maximum', 'math.maximum'],
    ['Minimum', 'math.minimum'],
    ['SquaredDifference', 'math.squared_difference'],
    ['Equal', 'math.equal'],
    ['NotEqual', 'math.not_equal'],
    ['Greater', 'math.greater'],
    ['GreaterEqual', 'math.greater_equal'],
    ['Less', 'math.less'],
    ['LessEqual', 'math.less_equal'],
    ['LogicalAnd', 'math.logical_and'],
    ['LogicalOr', 'math.logical_or'],
];
const raw_operations_FEATURES = [
    ['Relu', 'nn.relu'],
    ['Relu6', 'nn.relu6'],
    ['Elu', 'nn.elu'],
    ['Selu', 'nn.selu'],
    ['Sigmoid', 'math.sigmoid'],
    ['Softplus', 'math.softplus'],
    ['Softsign', 'nn.softsign'],
    ['Softmax', 'nn.softmax'],
    ['LogSoftmax', 'nn.log_softmax'],
];
const REDUCTIONS = [
    ['Mean', 'math.reduce_mean'],
    ['Sum', 'math.reduce_sum'],
    ['Prod', 'math.reduce_prod'],
    ['Max', 'math.reduce_max'],
    ['Min', 'math.reduce_min'],
    ['All', 'math.reduce_all'],
    ['Any', 'math.reduce_any'],
    ['EuclideanNorm', 'math.reduce_euclidean_norm'],
];
const WINDOW = 'ksize strides padding data_format';
const CONVOLUTION = 'strides padding data_format dilations';
const OTHERS = [
    ['AddN', { function: 'math.add_n', inputs: 'inputs*' }],
    ['Atan2', { function: 'math.atan2', inputs: 'y x' }],
    ['Cast', { function: 'cast', inputs: 'x', attributes: 'DstT=dtype' }],
    ['Identity', { function: 'identity', inputs: 'input' }],
    ['IdentityN', { function: 'identity_n', inputs: 'inputs*' }],
    ['EnsureShape', { function: 'identity', inputs: 'input' }],
    ['StopGradient', { function: 'stop_gradient', inputs: 'input' }],
    ['ZerosLike', { function: 'zeros_like', inputs: 'input' }],
    ['OnesLike', { function: 'ones_like', inputs: 'input' }],
    ['ClipByValue', { function: 'clip_by_value', inputs: 't clip_value_min clip_value_max' }],
    ['SelectV2', { function: 'where', inputs: 'condition x y' }],
    ['Select', { function: 'compat.v1.where', inputs: 'condition x y' }],
    ['LeakyRelu', { function: 'nn.leaky_relu', inputs: 'features', attributes: 'alpha' }],
    ['ArgMax', { function: 'math.argmax', inputs: 'input axis' }],
    ['ArgMin', { function: 'math.argmin', inputs: 'input axis' }],
    ['Cumsum', { function: 'math.cumsum', inputs: 'x axis', attributes: 'exclusive reverse' }],
    ['Cumprod', { function: 'math.cumprod', inputs: 'x axis', attributes: 'exclusive reverse' }],
    ['TopKV2', { function: 'math.top_k', inputs: 'input k' }],
    ['InTopKV2', { function: 'math.in_top_k', inputs: 'predictions targets k' }],
    ['Reshape', { function: 'reshape', inputs: 'tensor shape' }],
    ['Shape', { function: 'shape', inputs: 'input' }],
    ['Size', { function: 'size', inputs: 'input' }],
    ['Transpose', { function: 'transpose', inputs: 'a perm' }],
    ['ExpandDims', { function: 'expand_dims', inputs: 'input axis' }],
    ['Squeeze', { function: 'squeeze', inputs: 'input', attributes: 'squeeze_dims=axis' }],
    ['Tile', { function: 'tile', inputs: 'input multiples' }],
    ['BroadcastTo', { function: 'broadcast_to', inputs: 'input shape' }],
    ['ConcatV2', { function: 'concat', inputs: 'values* axis' }],
    ['Pack', { function: 'stack', inputs: 'values*', attributes: 'axis' }],
    ['Unpack', { function: 'unstack', inputs: 'value', attributes: 'axis num' }],
    ['Split', { function: 'split', inputs: 'axis value', attributes: 'num_split=num_or_size_splits' }],
    ['SplitV', { function: 'split', inputs: 'value num_or_size_splits axis' }],
    [
        'StridedSlice',
        {
            function: 'strided_slice',
            inputs: 'input begin end strides',
            attributes: 'begin_mask end_mask ellipsis_mask new_axis_mask shrink_axis_mask',
        },
    ],
    ['Slice', { function: 'slice', inputs: 'input begin size' }],
    ['GatherV2', { function: 'gather', inputs: 'params indices axis', attributes: 'batch_dims' }],
    ['Pad', { function: 'pad', inputs: 'tensor paddings' }],
    ['PadV2', { function: 'pad', inputs: 'tensor paddings constant_values' }],
    ['MirrorPad', { function: 'pad', inputs: 'tensor paddings', attributes: 'mode' }],
    ['ReverseV2', { function: 'reverse', inputs: 'tensor axis' }],
    ['Roll', { function: 'roll', inputs: 'input shift axis' }],
    ['SpaceToDepth', { function: 'nn.space_to_depth', inputs: 'input', attributes: 'block_size data_format' }],
    ['DepthToSpace', { function: 'nn.depth_to_space', inputs: 'input', attributes: 'block_size data_format' }],
    ['OneHot', { function: 'one_hot', inputs: 'indices depth on_value off_value', attributes: 'axis' }],
    ['Fill', { function: 'fill', inputs: 'dims value' }],
    ['MatMul', { function: 'linalg.matmul', inputs: 'a b', attributes: 'transpose_a transpose_b' }],
    ['BatchMatMul', { function: 'linalg.matmul', inputs: 'a b', attributes: 'adj_x=adjoint_a adj_y=adjoint_b' }],
    ['BatchMatMulV2', { function: 'linalg.matmul', inputs: 'a b', attributes: 'adj_x=adjoint_a adj_y=adjoint_b' }],
    ['Einsum', { function: 'raw_ops.einsum', inputs: 'inputs*', attributes: 'equation' }],
    ['MatrixBandPart', { function: 'linalg.band_part', inputs: 'input num_lower num_upper' }],
    ['MatrixDiagV3', { function: 'linalg.diag', inputs: 'diagonal k num_rows num_cols padding_value' }],
    ['MatrixDiag', { function: 'linalg.diag', inputs: 'diagonal' }],
    ['MatrixDiagPartV3', { function: 'linalg.diag_part', inputs: 'input k padding_value' }],
    ['MatrixDiagPart', { function: 'linalg.diag_part', inputs: 'input' }],
    ['MatrixDeterminant', { function: 'linalg.det', inputs: 'input' }],
    ['MatrixInverse', { function: 'linalg.inv', inputs: 'input', attributes: 'adjoint' }],
    ['Cross', { function: 'linalg.cross', inputs: 'a b' }],
    ['BiasAdd', { function: 'nn.bias_add', inputs: 'value bias', attributes: 'data_format' }],
    ['MaxPool', { function: 'nn.max_pool2d', inputs: 'input', attributes: WINDOW }],
    ['AvgPool', { function: 'nn.avg_pool2d', inputs: 'input', attributes: WINDOW }],
    ['Conv2D', { function: 'nn.conv2d', inputs: 'input filter', attributes: CONVOLUTION }],
    ['DepthwiseConv2dNative', { function: 'nn.depthwise_conv2d', inputs: 'input filter', attributes: CONVOLUTION }],
    ['AdjustContrastv2', { function: 'image.adjust_contrast', inputs: 'images contrast_factor' }],
    ...['Bilinear', 'Bicubic'].map((method) => [
        `Resize${method}`,
        {
            function: `image.resize_${method.toLowerCase()}`,
            inputs: 'images size',
            attributes: 'align_corners half_pixel_centers',
        },
    ]),
    [
        'ResizeNearestNeighbor',
        {
            function: 'image.resize_nearest_neighbor',
            inputs: 'images size',
            attributes: 'align_corners half_pixel_centers',
        },
    ],
];
/** The raw operations (TensorFlow's op registry) of TensorFlowOpLayers that are calls of functions known here. */
const RAW_OPERATIONS = new Map([
    ...SAME_NAME.map(([op, name]) => [op, { function: name, inputs: 'x' }]),
    ...PAIRS.map(([op, name]) => [op, { function: name, inputs: 'x y' }]),
    ...raw_operations_FEATURES.map(([op, name]) => [op, { function: name, inputs: 'features' }]),
    ...REDUCTIONS.map(([op, name]) => [
        op,
        { function: name, inputs: 'input axis', attributes: 'keep_dims=keepdims' },
    ]),
    ...OTHERS,
]);

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/names.js



/** The classes Keras 2 wraps TensorFlow functions in when they are called on its tensors (layers/core/tf_op_layer.py). */
const FUNCTION_LAYERS = new Set(['TFOpLambda', 'SlicingOpLambda']);
/** `where` of TensorFlow 1 broadcasts its condition along other axes than NumPy's. */
const OF_TENSORFLOW_1 = new Set(['compat.v1.where', 'compat.v1.image.resize', 'compat.v1.image.resize_images']);
/** What a layer of the source computes, if it is an operation. */
function names_functionCall(className, config, call) {
    if (className === 'TensorFlowOpLayer')
        return rawCall(config, call);
    const name = config.function;
    if (!FUNCTION_LAYERS.has(className) || typeof name !== 'string')
        return undefined;
    return { name: OF_TENSORFLOW_1.has(name) ? name : name.replace(/^compat\.v[12]\./, ''), call };
}
/** The raw operation of a TensorFlowOpLayer, as TensorFlow names it. */
function rawName(config) {
    return readNodeDef(config.node_def)?.op;
}
function rawCall(config, call) {
    const node = readNodeDef(config.node_def);
    const raw = node && RAW_OPERATIONS.get(node.op);
    if (!node || !raw)
        return undefined;
    const values = new Map(inputsOf(raw, withConstants(call, config.constants)));
    for (const [parameter, value] of attributesOf(raw, node))
        values.set(parameter, value);
    const [first, ...others] = [...values];
    const dtype = node.attributes.get('T');
    return {
        name: raw.function,
        call: { args: first === undefined ? [] : [first[1]], kwargs: Object.fromEntries(others) },
        ...(typeof dtype === 'string' ? { dtype } : {}),
    };
}
/** The operation's inputs: the tensors of the graph, with the constants put in at their places. */
function withConstants(call, constants) {
    const [first] = call.args;
    const inputs = Array.isArray(first) ? [...first] : first === undefined ? [] : [first];
    const entries = Object.entries(isObject(constants) ? constants : {});
    for (const [index, constant] of entries.sort(([a], [b]) => Number(a) - Number(b)))
        inputs.splice(Number(index), 0, constant);
    return inputs;
}
/** Inputs under the names of parameters, the one that comes first in the function's own order first. */
function inputsOf(raw, inputs) {
    const parameters = raw.inputs.split(' ');
    const [list, ...fixed] = parameters;
    if (list?.endsWith('*')) {
        const count = inputs.length - fixed.length;
        return [
            [list.slice(0, -1), inputs.slice(0, count)],
            ...fixed.map((name, i) => [name, inputs[count + i] ?? null]),
        ];
    }
    const named = parameters.map((name, index) => [name, inputs[index] ?? null]);
    // Split takes its axis first.
    return raw.inputs === 'axis value' ? named.reverse() : named;
}
function attributesOf(raw, node) {
    return (raw.attributes?.split(' ') ?? []).flatMap((attribute) => {
        const [name = '', parameter = name] = attribute.split('=');
        const value = node.attributes.get(name);
        // Protobuf's JSON leaves an empty list out.
        if (value === undefined || value === null || (Array.isArray(value) && value.length === 0))
            return [];
        return [[parameter, asNumber(value) ?? value]];
    });
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/dimensions.js



/** The number of samples, as the first axis of this tensor has it. */
class Batch {
    of;
    constructor(of) {
        this.of = of;
    }
}
/** Follows a value back through the graph, as far as it is made of shapes and constants. */
function known(value, facts, depth = 0) {
    if (value === undefined || value === null || depth > MAX_STEPS)
        return undefined;
    if (typeof value === 'number' || value instanceof Float)
        return value;
    if (Array.isArray(value))
        return value.map((item) => known(item, facts, depth + 1));
    if (!(value instanceof TensorRef))
        return undefined;
    const producer = facts.producerOf?.(value);
    if (producer === undefined)
        return undefined;
    const made = names_functionCall(producer.className, producer.config, producer.call);
    return made && STEPS.get(made.name)?.(made.call, facts, depth + 1);
}
// Longer chains of shape arithmetic are not written by hand; a malformed graph may be a circle.
const MAX_STEPS = 64;
function scalar(value) {
    return value instanceof Float || typeof value === 'number' ? Number(value) : undefined;
}
function dimensions_first(call) {
    return call.args[0];
}
/** Arithmetic of two numbers: of integers an integer, else a float. */
function binary(compute, float = false) {
    return (call, facts, depth) => {
        const [a, b] = [dimensions_first(call), call.args[1] ?? call.kwargs.y].map((side) => known(side, facts, depth));
        const [x, y] = [scalar(a), scalar(b)];
        if (x === undefined || y === undefined)
            return undefined;
        return float || !isInteger(a) || !isInteger(b) ? pythonFloat(compute(x, y)) : compute(x, y);
    };
}
function isInteger(value) {
    return typeof value === 'number' && Number.isInteger(value);
}
function unary(compute) {
    return (call, facts, depth) => {
        const x = scalar(known(dimensions_first(call), facts, depth));
        return x === undefined ? undefined : pythonFloat(compute(x));
    };
}
const same = (call, facts, depth) => known(dimensions_first(call), facts, depth);
const shape = (call, facts) => {
    const of = dimensions_first(call);
    if (!(of instanceof TensorRef))
        return undefined;
    const sizes = facts.shapeOf(of);
    if (sizes === undefined)
        return undefined;
    return sizes.map((size, axis) => size ?? (axis === 0 ? new Batch(of) : undefined));
};
const getItem = (call, facts, depth) => {
    const key = call.args[1] ?? call.kwargs.slice_spec;
    const keys = Array.isArray(key) ? key : [key];
    const [only] = keys;
    if (keys.length !== 1 || only === undefined || only === null)
        return undefined;
    const tensor = dimensions_first(call);
    const list = known(tensor, facts, depth);
    if (!Array.isArray(list))
        return only === 0 ? batchOfUnknownShape(tensor, facts) : undefined;
    if (typeof only === 'number')
        return list.at(only);
    if (typeof only !== 'object' || Array.isArray(only) || only instanceof TensorRef || only instanceof Float)
        return undefined;
    const bounds = [only.start, only.stop, only.step ?? 1].map((bound) => bound === null ? undefined : asNumber(bound));
    return bounds[2] === 1 ? list.slice(bounds[0], bounds[1]) : undefined;
};
/** `tf.shape(x)[0]` where the other sizes of `x` are not known. */
function batchOfUnknownShape(tensor, facts) {
    const producer = tensor instanceof TensorRef ? facts.producerOf?.(tensor) : undefined;
    const made = producer && names_functionCall(producer.className, producer.config, producer.call);
    if (made?.name !== 'shape')
        return undefined;
    const of = dimensions_first(made.call);
    return of instanceof TensorRef && facts.shapeOf(of) === undefined ? new Batch(of) : undefined;
}
/** A strided slice of a list: one item, or a range. */
const stridedSlice = (call, facts, depth) => {
    const tensor = dimensions_first(call);
    const { begin, end, strides, begin_mask, end_mask, shrink_axis_mask } = call.kwargs;
    const [start, stop, step] = [begin, end, strides].map((part) => Array.isArray(part) && part.length === 1 ? part[0] : undefined);
    if (typeof start !== 'number' || typeof stop !== 'number' || step !== 1)
        return undefined;
    const list = known(tensor, facts, depth);
    if (!Array.isArray(list))
        return shrink_axis_mask === 1 && start === 0 ? batchOfUnknownShape(tensor, facts) : undefined;
    if (shrink_axis_mask === 1)
        return list.at(start);
    return list.slice(begin_mask === 1 ? undefined : start, end_mask === 1 ? undefined : stop);
};
const dimensions_concatenate = (call, facts, depth) => {
    const parts = known(dimensions_first(call), facts, depth);
    if (!Array.isArray(parts) || !parts.every((part) => Array.isArray(part)))
        return undefined;
    return parts.flat();
};
const product = (call, facts, depth) => {
    const list = known(dimensions_first(call), facts, depth);
    if (!Array.isArray(list))
        return undefined;
    const sizes = list.map(scalar);
    return sizes.every((size) => size !== undefined)
        ? sizes.reduce((total, size) => total * (size ?? 0), 1)
        : undefined;
};
const castTo = (call, facts, depth) => {
    const value = known(dimensions_first(call), facts, depth);
    const dtype = call.args[1] ?? call.kwargs.dtype;
    const number = scalar(value);
    if (number === undefined || typeof dtype !== 'string')
        return value;
    return dtype.includes('float') ? pythonFloat(number) : Math.trunc(number);
};
const STEPS = new Map([
    ['shape', shape],
    ['__operators__.getitem', getItem],
    ['strided_slice', stridedSlice],
    ['stack', same],
    ['concat', dimensions_concatenate],
    ['cast', castTo],
    ['identity', same],
    ['convert_to_tensor', same],
    ['math.reduce_prod', product],
    ['math.multiply', binary((x, y) => x * y)],
    ['math.add', binary((x, y) => x + y)],
    ['__operators__.add', binary((x, y) => x + y)],
    ['math.subtract', binary((x, y) => x - y)],
    ['floor_div', binary((x, y) => Math.floor(x / y))],
    ['math.floordiv', binary((x, y) => Math.floor(x / y))],
    ['math.truediv', binary((x, y) => x / y, true)],
    ['math.pow', binary((x, y) => x ** y)],
    ['math.sqrt', unary(Math.sqrt)],
    ['math.rsqrt', unary((x) => 1 / Math.sqrt(x))],
]);

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/arguments.js





/** The arguments of one call under the names of the function's parameters. */
class arguments_Arguments {
    facts;
    policy;
    values;
    /**
     * Keras 2 records the first argument by position and the others by the function's own parameter names
     * (engine/node.py, `Node.serialize`), but calls built from raw operations give all by position.
     *
     * @param parameters the function's parameters in order, separated by spaces; alternative spellings by `|`
     * @param policy the type of floats that the source's layer was made for
     */
    constructor(parameters, call, facts, policy) {
        this.facts = facts;
        this.policy = policy;
        const spellings = parameters.split(' ').map((parameter) => parameter.split('|'));
        const values = new Map();
        call.args.forEach((value, index) => {
            const name = spellings[index]?.[0];
            if (name === undefined)
                throw new unsupported_Unsupported('is called with more arguments than TensorFlow documents');
            values.set(name, value);
        });
        for (const [key, value] of Object.entries(call.kwargs)) {
            if (key === 'name')
                continue;
            const name = spellings.find((names) => names.includes(key))?.[0];
            if (name === undefined)
                throw new unsupported_Unsupported(`is called with the argument "${key}", which is not known`);
            // Of two spellings of one parameter (keepdims and keep_dims) the one that says something counts.
            if (value !== null || !values.has(name))
                values.set(name, value);
        }
        this.values = values;
    }
    /** The argument as it stands, a missing one as null. */
    raw(name) {
        return this.values.get(name) ?? null;
    }
    /** All that was given, in the order of the call. */
    all() {
        return [...this.values.values()];
    }
    given(name) {
        return this.raw(name) !== null;
    }
    /** A tensor or a constant, to be handed to an operation; arrays take the type of `like` if that is known. */
    operand(name, like) {
        return this.asOperand(this.raw(name), name, like);
    }
    /** A list of tensors and constants. */
    operands(name) {
        const value = this.raw(name);
        if (!Array.isArray(value))
            return [this.asOperand(value, name)];
        const like = value.find((item) => item instanceof TensorRef);
        return value.map((item) => this.asOperand(item, name, like));
    }
    asOperand(value, name, like) {
        if (value instanceof TensorRef)
            return this.constant(value) ?? value;
        if (value === null)
            throw new unsupported_Unsupported(`is recorded without its argument "${name}"`);
        if (Array.isArray(value))
            return array(constants(value, name), this.dtype(like) ?? arrayType(value));
        if (typeof value === 'string' || (typeof value === 'object' && !(value instanceof Float))) {
            throw new unsupported_Unsupported(`takes a "${name}" that is neither a tensor nor a number`);
        }
        return value;
    }
    /** The type of a tensor of the graph, if it is known; undefined for constants. */
    dtype(value) {
        return value instanceof TensorRef ? this.facts.dtypeOf(value) : undefined;
    }
    shape(value) {
        return value instanceof TensorRef ? this.facts.shapeOf(value) : undefined;
    }
    /** The type a layer must be given so that it does not cast a tensor; undefined if that is not known. */
    layerDtype(value) {
        const dtype = this.dtype(value);
        // Layers cast floats only.
        if (dtype !== undefined && !dtype.includes('float'))
            return 'float32';
        return dtype ?? this.policy;
    }
    /** An axis counted from the front, when it is asked for. */
    frontAxis(axis, tensor) {
        return () => {
            if (axis >= 0)
                return axis;
            const rank = this.shape(tensor)?.length;
            if (rank === undefined)
                throw new unsupported_Unsupported('is called on a tensor whose number of axes is not known');
            return axis + rank;
        };
    }
    number(name, missing) {
        const value = this.raw(name);
        return value === null ? missing : this.knownNumber(value, name);
    }
    /** A number, written as such or made of the sizes of tensors. */
    knownNumber(value, name) {
        const number = value instanceof TensorRef ? this.constant(value) : asNumber(value);
        if (number === undefined)
            throw new unsupported_Unsupported(`takes "${name}" from a tensor whose values are not known`);
        return Number(number);
    }
    /** Integers, written as such or made of the sizes of tensors. */
    knownIntegers(name) {
        return this.sizes(name).map((size) => {
            if (typeof size !== 'number')
                throw new unsupported_Unsupported(`takes "${name}" from a tensor whose values are not known`);
            return size;
        });
    }
    /** Sizes of tensors: numbers, the batch, or undefined for what is not known. */
    sizes(name) {
        const value = known(this.raw(name), this.facts);
        if (!Array.isArray(value))
            throw new unsupported_Unsupported(`takes "${name}" from a tensor whose values are not known`);
        return value.map((size) => {
            if (size instanceof Batch)
                return size;
            const number = Array.isArray(size) ? undefined : asNumber(size);
            return Number.isSafeInteger(number) ? number : undefined;
        });
    }
    constant(ref) {
        const value = known(ref, this.facts);
        return typeof value === 'number' || value instanceof Float ? value : undefined;
    }
    integer(name, missing) {
        const number = this.number(name, missing);
        if (!Number.isSafeInteger(number))
            throw new unsupported_Unsupported(`has the "${name}" ${number}, which is not an integer`);
        return number;
    }
    /** A list of integers, a single one counting as a list. */
    integers(name) {
        const value = this.raw(name);
        const items = Array.isArray(value) ? value : [value];
        return items.map((item) => {
            const number = item instanceof TensorRef ? undefined : asNumber(item);
            if (number === undefined || !Number.isSafeInteger(number)) {
                throw new unsupported_Unsupported(`takes "${name}" from a tensor, not from integers`);
            }
            return number;
        });
    }
    flag(name) {
        const value = this.raw(name);
        if (value === null)
            return false;
        if (typeof value !== 'boolean')
            throw new unsupported_Unsupported(`has a "${name}" that is neither true nor false`);
        return value;
    }
    text(name, missing) {
        const value = this.raw(name);
        if (value === null)
            return missing;
        if (typeof value !== 'string')
            throw new unsupported_Unsupported(`has a "${name}" that is not a string`);
        return value;
    }
    /** A type as Keras 3 spells it; undefined where none is given. */
    dtypeArgument(name) {
        const value = this.raw(name);
        if (value === null)
            return undefined;
        const dtype = typeof value === 'string' ? value.replace(/^(<dtype: '|tf\.)|'>$/g, '') : '';
        if (!KERAS_DTYPES.has(dtype))
            throw new unsupported_Unsupported(`has the ${name} ${describe(value)}, which Keras 3 does not have`);
        return dtype;
    }
    /** Refuses a call that gives `name` a value other than those that change nothing. */
    only(name, ...harmless) {
        const value = this.raw(name);
        if (value === null || harmless.includes(value instanceof Float ? value.value : value))
            return;
        throw new unsupported_Unsupported(`is called with ${name}=${describe(value)}, for which Keras 3 has no counterpart`);
    }
}
// `allowed_dtypes` of keras/src/backend/common/variables.py, as of 3.3.3.
const KERAS_DTYPES = new Set('float16 float32 float64 bfloat16 uint8 uint16 uint32 uint64 int8 int16 int32 int64 bool'.split(' '));
function describe(value) {
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : 'of that kind';
}
function constants(value, name) {
    return value.map((item) => {
        if (Array.isArray(item))
            return constants(item, name);
        if (typeof item === 'number' || typeof item === 'boolean' || typeof item === 'bigint' || item instanceof Float)
            return item;
        throw new unsupported_Unsupported(`takes a "${name}" whose parts are tensors`);
    });
}
/** The type TensorFlow gives a list of Python numbers. */
function arrayType(value) {
    const leaves = value.flat(32);
    if (leaves.every((leaf) => typeof leaf === 'boolean'))
        return 'bool';
    return leaves.every((leaf) => typeof leaf === 'bigint' || (typeof leaf === 'number' && Number.isInteger(leaf)))
        ? 'int32'
        : 'float32';
}
/** Narrows an argument to an object of named parts, such as the `{start, stop, step}` of a slice. */
function isArgumentObject(value) {
    return isObject(value) && !(value instanceof TensorRef);
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/arithmetic.js




const BINARY = {
    Add: 'math.add add __operators__.add',
    Subtract: 'math.subtract subtract',
    Multiply: 'math.multiply multiply',
    DivideNoNan: 'math.divide_no_nan div_no_nan',
    FloorDivide: 'math.floordiv floordiv floor_div',
    Mod: 'math.floormod floormod math.mod mod',
    Power: 'math.pow pow',
    Maximum: 'math.maximum maximum',
    Minimum: 'math.minimum minimum',
};
const COMPARISONS = {
    Equal: 'math.equal equal',
    NotEqual: 'math.not_equal not_equal',
    Greater: 'math.greater greater',
    GreaterEqual: 'math.greater_equal greater_equal',
    Less: 'math.less less',
    LessEqual: 'math.less_equal less_equal',
    LogicalAnd: 'math.logical_and logical_and',
    LogicalOr: 'math.logical_or logical_or',
    LogicalXor: 'math.logical_xor logical_xor',
};
const UNARY = {
    Absolute: 'math.abs abs',
    Negative: 'math.negative negative',
    Exp: 'math.exp exp',
    Expm1: 'math.expm1 expm1',
    Log: 'math.log log',
    Log1p: 'math.log1p log1p',
    Sqrt: 'math.sqrt sqrt',
    Square: 'math.square square',
    Reciprocal: 'math.reciprocal reciprocal',
    Sign: 'math.sign sign',
    Floor: 'math.floor floor',
    Ceil: 'math.ceil math.ceiling ceil',
    Sin: 'math.sin sin',
    Cos: 'math.cos cos',
    Tan: 'math.tan tan',
    Sinh: 'math.sinh sinh',
    Cosh: 'math.cosh cosh',
    Tanh: 'math.tanh tanh nn.tanh',
    Arcsin: 'math.asin asin',
    Arccos: 'math.acos acos',
    Arctan: 'math.atan atan',
    Arcsinh: 'math.asinh asinh',
    Arccosh: 'math.acosh acosh',
    Arctanh: 'math.atanh atanh',
};
/** Sum of several tensors, as nested additions. */
function sum(terms) {
    const [first, ...others] = terms;
    if (first === undefined)
        throw new unsupported_Unsupported('is called without tensors');
    if (others.length === 0)
        return numpy('Copy', [first]);
    return others.reduce((total, term) => numpy('Add', [total, term]), first);
}
/** `f(x, y)`, but 0 where `x` is 0 whatever `y` may be. */
function zeroWhereZero(x, result) {
    return numpy('Where', [numpy('Equal', [x, pythonFloat(0)]), pythonFloat(0), result]);
}
function pair(given) {
    return [given.operand('x', given.raw('y')), given.operand('y', given.raw('x'))];
}
const ARITHMETIC = [
    ...alike(BINARY, (className) => ({
        parameters: 'x y',
        build: (given) => numpy(className, pair(given)),
    })),
    {
        // Of integers, TensorFlow's quotient is a float64 and Keras 3's a float32.
        names: 'math.truediv truediv math.divide divide div realdiv',
        parameters: 'x y',
        build: (given) => numpy('Divide', pair(given)),
        dtype: (given) => {
            const dtype = given.dtype(given.raw('x')) ?? given.dtype(given.raw('y'));
            return dtype === undefined || dtype.includes('float') ? dtype : 'float32';
        },
    },
    ...alike(COMPARISONS, (className) => ({
        parameters: 'x y',
        build: (given) => numpy(className, pair(given)),
        dtype: 'bool',
    })),
    ...alike(UNARY, (className) => ({ parameters: 'x|input', build: (given) => numpy(className, [given.operand('x')]) })),
    ...alike({ Isnan: 'math.is_nan is_nan', Isinf: 'math.is_inf is_inf', Isfinite: 'math.is_finite is_finite' }, (className) => ({
        parameters: 'x',
        build: (given) => numpy(className, [given.operand('x')]),
        dtype: 'bool',
    })),
    ...alike({ Erf: 'math.erf erf', Erfinv: 'math.erfinv', Rsqrt: 'math.rsqrt rsqrt' }, (className) => ({
        parameters: 'x',
        build: (given) => math(className, [given.operand('x')]),
    })),
    {
        names: 'math.logical_not logical_not',
        parameters: 'x',
        build: (given) => numpy('LogicalNot', [given.operand('x')]),
        dtype: 'bool',
    },
    {
        // Both round halves to even.
        names: 'math.round round math.rint',
        parameters: 'x',
        build: (given) => numpy('Round', [given.operand('x')], { decimals: 0 }),
    },
    {
        names: 'math.reciprocal_no_nan reciprocal_no_nan',
        parameters: 'x',
        build: (given) => numpy('DivideNoNan', [pythonFloat(1), given.operand('x')]),
    },
    {
        names: 'math.multiply_no_nan',
        parameters: 'x y',
        build: (given) => zeroWhereZero(given.operand('y'), numpy('Multiply', pair(given))),
    },
    {
        names: 'math.xlogy',
        parameters: 'x y',
        build: (given) => {
            const x = given.operand('x', given.raw('y'));
            return zeroWhereZero(x, numpy('Multiply', [x, numpy('Log', [given.operand('y', given.raw('x'))])]));
        },
    },
    {
        names: 'math.atan2 atan2',
        parameters: 'y x',
        build: (given) => numpy('Arctan2', [given.operand('y', given.raw('x')), given.operand('x', given.raw('y'))]),
    },
    {
        names: 'math.squared_difference squared_difference',
        parameters: 'x y',
        build: (given) => numpy('Square', [numpy('Subtract', pair(given))]),
    },
    {
        names: 'math.add_n add_n math.accumulate_n accumulate_n',
        parameters: 'inputs shape tensor_dtype',
        build: (given) => sum(given.operands('inputs')),
    },
    {
        names: 'math.scalar_mul scalar_mul',
        parameters: 'scalar x',
        build: (given) => numpy('Multiply', [given.operand('scalar', given.raw('x')), given.operand('x')]),
    },
    {
        // TensorFlow takes the lesser first, so that clip_value_min wins where the bounds cross.
        names: 'clip_by_value',
        parameters: 't clip_value_min clip_value_max',
        build: (given) => {
            const t = given.raw('t');
            const upper = numpy('Minimum', [given.operand('t'), given.operand('clip_value_max', t)]);
            return numpy('Maximum', [upper, given.operand('clip_value_min', t)]);
        },
    },
    {
        names: 'where where_v2',
        parameters: 'condition x y',
        build: (given) => {
            if (!given.given('x') || !given.given('y')) {
                throw new unsupported_Unsupported('without values to choose from gives a number of indices that depends on the data');
            }
            return numpy('Where', [given.operand('condition'), ...pair(given)]);
        },
        dtype: (given) => given.dtype(given.raw('x')) ?? given.dtype(given.raw('y')),
    },
    {
        // That of TensorFlow 1: the condition has the shape of both, or its own broadcasting.
        names: 'compat.v1.where',
        parameters: 'condition x y',
        build: (given) => {
            const [condition, x] = ['condition', 'x'].map((name) => given.shape(given.raw(name)));
            if (!condition || !x || condition.join() !== x.join()) {
                throw new unsupported_Unsupported('broadcasts its condition as Keras 3 does not');
            }
            return numpy('Where', [given.operand('condition'), ...pair(given)]);
        },
        dtype: (given) => given.dtype(given.raw('x')) ?? given.dtype(given.raw('y')),
    },
    {
        // As many results as inputs, which have one shape where TensorFlow itself makes use of it (swish).
        names: 'identity_n',
        parameters: 'inputs',
        build: (given) => {
            const inputs = given.operands('inputs');
            return core('Unstack', [numpy('Stack', [inputs], { axis: 0 })], { num: inputs.length, axis: 0 });
        },
    },
    {
        names: 'cast dtypes.cast',
        parameters: 'x dtype',
        build: (given) => compose_cast(given.operand('x'), given.dtypeArgument('dtype') ?? 'float32'),
        dtype: (given) => given.dtypeArgument('dtype'),
    },
    ...alike({ float32: 'to_float', int32: 'to_int32', int64: 'to_int64', float64: 'to_double' }, (dtype) => ({
        parameters: 'x',
        build: (given) => compose_cast(given.operand('x'), dtype),
        dtype: () => dtype,
    })),
    {
        names: 'saturate_cast dtypes.saturate_cast',
        parameters: 'value dtype',
        build: (given) => saturateCast(given.operand('value'), given.dtypeArgument('dtype') ?? ''),
        dtype: (given) => given.dtypeArgument('dtype'),
    },
    {
        names: 'identity grad_pass_through ensure_shape',
        parameters: 'input|x shape',
        build: (given) => numpy('Copy', [given.operand('input')]),
    },
    {
        names: 'convert_to_tensor',
        parameters: 'value dtype dtype_hint preferred_dtype',
        build: (given) => {
            const dtype = given.dtypeArgument('dtype');
            const value = given.operand('value');
            return dtype === undefined ? numpy('Copy', [value]) : compose_cast(value, dtype);
        },
        dtype: (given) => given.dtypeArgument('dtype') ?? given.dtype(given.raw('value')),
    },
    {
        names: 'stop_gradient',
        parameters: 'input',
        build: (given) => core('StopGradient', [given.operand('input')], {}),
    },
    ...alike({ ZerosLike: 'zeros_like', OnesLike: 'ones_like' }, (className) => ({
        parameters: 'input|tensor dtype optimize layout',
        build: (given) => {
            const dtype = given.dtypeArgument('dtype');
            // The type is an argument of the call in 3.3.3 and of the constructor later: a cast says it in both.
            const filled = numpy(className, [given.operand('input')]);
            return dtype === undefined ? filled : compose_cast(filled, dtype);
        },
        dtype: (given) => given.dtypeArgument('dtype') ?? given.dtype(given.raw('input')),
    })),
    {
        names: 'math.log_sigmoid log_sigmoid',
        parameters: 'x',
        build: (given) => nn('LogSigmoid', [given.operand('x')]),
    },
];
// The limits that float32 can hold exactly.
const SATURATED = new Map([
    ['uint8', [0, 255]],
    ['int8', [-128, 127]],
    ['uint16', [0, 65535]],
    ['int16', [-32768, 32767]],
]);
function saturateCast(value, dtype) {
    const [lowest, highest] = SATURATED.get(dtype) ?? [];
    if (lowest === undefined || highest === undefined) {
        throw new unsupported_Unsupported(`to ${dtype} has no counterpart in Keras 3`);
    }
    const upper = numpy('Minimum', [value, highest]);
    return compose_cast(numpy('Maximum', [upper, lowest]), dtype);
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/images.js




// tf.image.ResizeMethod, and the numbers it had in TensorFlow 1.
const METHODS = new Map([
    ['bilinear', 'bilinear'],
    ['nearest', 'nearest'],
    ['bicubic', 'bicubic'],
    ['lanczos3', 'lanczos3'],
    ['lanczos5', 'lanczos5'],
]);
/** `tf.image.resize` of TensorFlow 2: half-pixel centres, as in Keras 3. All but `nearest` give floats. */
function resize(given) {
    const method = METHODS.get(given.raw('method') ?? 'bilinear');
    if (method === undefined)
        throw new unsupported_Unsupported(`by the method ${String(given.raw('method'))} has no counterpart in Keras 3`);
    given.only('preserve_aspect_ratio', false);
    return resizeTo(given, method, method !== 'nearest' && given.flag('antialias'));
}
function resizeTo(given, interpolation, antialias) {
    const images = given.operand('images');
    // Keras 3 casts the result back to the type of the images.
    const keepsType = interpolation === 'nearest' || given.dtype(given.raw('images')) === 'float32';
    return compose_image('Resize', [keepsType ? images : compose_cast(images, 'float32')], {
        size: given.knownIntegers('size'),
        interpolation,
        antialias,
        data_format: 'channels_last',
    });
}
/** The operation that `tf.image.resize` comes down to; that of TensorFlow 1 samples at the pixels' corners. */
function resizeRaw(method) {
    return (given) => {
        given.only('align_corners', false);
        if (!given.flag('half_pixel_centers'))
            throw new unsupported_Unsupported('of TensorFlow 1 samples other points than Keras 3 does');
        return resizeTo(given, method, false);
    };
}
/** `resize_nearest_neighbor` of TensorFlow 1 by whole factors repeats every pixel; by others it samples elsewhere. */
function repeatPixels(given) {
    given.only('align_corners', false);
    const shape = given.shape(given.raw('images'));
    const [height, width] = given.knownIntegers('size');
    const factor = (wanted, axis) => {
        const size = shape?.length === 4 ? shape[axis] : undefined;
        if (!size || wanted === undefined || wanted % size !== 0) {
            throw new unsupported_Unsupported('of TensorFlow 1 samples other pixels than Keras 3 does');
        }
        return wanted / size;
    };
    const rows = numpy('Repeat', [given.operand('images')], { repeats: factor(height, 1), axis: 1 });
    return numpy('Repeat', [rows], { repeats: factor(width, 2), axis: 2 });
}
function crop(given) {
    const [top, left, height, width] = ['offset_height', 'offset_width', 'target_height', 'target_width'].map((name) => given.integer(name, 0));
    const rows = given.frontAxis(-3, given.raw('image'))();
    const sides = [slice(top, top + height, null), slice(left, left + width, null)];
    return numpy('GetItem', [given.operand('image'), [...Array.from({ length: rows }, () => WHOLE), ...sides]]);
}
/** The mean over height and width, channel by channel. */
function contrast(given) {
    const images = floats(given, 'images');
    const mean = numpy('Mean', [images], { axis: [-3, -2], keepdims: true });
    const stretched = numpy('Multiply', [
        numpy('Subtract', [images, mean]),
        pythonFloat(given.number('contrast_factor', 1)),
    ]);
    return numpy('Add', [stretched, mean]);
}
/** Refuses integer images, which TensorFlow scales to floats and back. */
function floats(given, name) {
    const dtype = given.dtype(given.raw(name));
    if (dtype === undefined || !dtype.startsWith('float'))
        throw new unsupported_Unsupported('of images that are not floats has no counterpart in Keras 3');
    return given.operand(name);
}
function convertDtype(given) {
    const to = given.dtypeArgument('dtype') ?? '';
    const from = given.dtype(given.raw('image'));
    const scale = from === undefined ? undefined : MAXIMUM.get(from);
    if (!to.startsWith('float') || from === undefined)
        throw new unsupported_Unsupported('has no counterpart in Keras 3 for these types');
    if (scale === undefined) {
        if (!from.startsWith('float'))
            throw new unsupported_Unsupported(`from ${from} has no counterpart in Keras 3`);
        return compose_cast(given.operand('image'), to);
    }
    return numpy('Multiply', [compose_cast(given.operand('image'), to), pythonFloat(1 / scale)]);
}
const MAXIMUM = new Map([
    ['uint8', 255],
    ['int8', 127],
    ['uint16', 65535],
    ['int16', 32767],
]);
/** `ksize`, `strides`, …: a number, one a spatial axis, or one an axis of an NHWC tensor. */
function spatial(given, name, rank, missing) {
    const list = missing !== undefined && !given.given(name) ? [missing] : given.integers(name);
    const [first] = list;
    if (list.length === 1 && first !== undefined)
        return Array.from({ length: rank }, () => first);
    if (list.length === rank)
        return list;
    if (list.length === rank + 2 && list[0] === 1 && list.at(-1) === 1)
        return list.slice(1, -1);
    throw new unsupported_Unsupported(`has a ${name} of ${list.length} entries, for which Keras 3 has no counterpart`);
}
function images_window(given) {
    given.only('data_format', 'NHWC', 'NWC', 'NDHWC');
    const padding = given.raw('padding');
    if (padding !== 'SAME' && padding !== 'VALID')
        throw new unsupported_Unsupported('with paddings given one by one has no counterpart in Keras 3');
    return { padding: padding.toLowerCase(), data_format: 'channels_last' };
}
function images_pooling(className, rank) {
    return (given) => nn(className, [given.operand('input')], {
        pool_size: spatial(given, 'ksize', rank),
        strides: spatial(given, 'strides', rank),
        ...images_window(given),
    });
}
/** Keras 3.3.3's depthwise convolution takes one number, not a list. */
function uniform(values) {
    const [first] = values;
    if (first === undefined || values.some((value) => value !== first)) {
        throw new unsupported_Unsupported('with strides that differ from axis to axis has no counterpart in Keras 3');
    }
    return first;
}
function images_convolution(className) {
    return (given) => nn(className, [given.operand('input'), given.operand('filter')], {
        strides: uniform(spatial(given, 'strides', 2, 1)),
        ...images_window(given),
        dilation_rate: uniform(spatial(given, 'dilations', 2, 1)),
    });
}
/** Channels are last, or second: then a constant bias is given the axes that follow. */
function biasAdd(given) {
    const value = given.operand('value');
    const bias = given.raw('bias');
    const format = given.text('data_format', 'NHWC');
    if (!/^NC/.test(format))
        return numpy('Add', [value, given.operand('bias', given.raw('value'))]);
    const rank = given.shape(given.raw('value'))?.length;
    if (rank === undefined || !Array.isArray(bias)) {
        throw new unsupported_Unsupported(`is called with data_format=${format}, for which Keras 3 has no counterpart`);
    }
    const raised = bias.map((item) => Array.from({ length: rank - 2 }).reduce((inner) => [inner], item));
    return numpy('Add', [value, given.asOperand(raised, 'bias', given.raw('value'))]);
}
const POOL = 'input|value ksize strides padding data_format';
const IMAGES = [
    {
        names: 'image.resize image.resize_images',
        parameters: 'images size method preserve_aspect_ratio antialias',
        build: resize,
        dtype: (given) => (given.raw('method') === 'nearest' ? given.dtype(given.raw('images')) : 'float32'),
    },
    {
        names: 'image.resize_nearest_neighbor',
        parameters: 'images size align_corners half_pixel_centers',
        build: (given) => (given.flag('half_pixel_centers') ? resizeRaw('nearest')(given) : repeatPixels(given)),
    },
    ...alike({ bilinear: 'image.resize_bilinear', bicubic: 'image.resize_bicubic' }, (method) => ({
        parameters: 'images size align_corners half_pixel_centers',
        build: resizeRaw(method),
        dtype: 'float32',
    })),
    ...alike({ '-2': 'image.flip_left_right', '-3': 'image.flip_up_down' }, (axis) => ({
        parameters: 'image',
        build: (given) => reversed(given.operand('image'), Number(axis)),
    })),
    {
        names: 'image.transpose image.transpose_image',
        parameters: 'image',
        build: (given) => numpy('Swapaxes', [given.operand('image')], { axis1: -3, axis2: -2 }),
    },
    {
        names: 'image.rgb_to_grayscale',
        parameters: 'images',
        build: (given) => compose_image('RGBToGrayscale', [given.operand('images')], { data_format: 'channels_last' }),
    },
    {
        names: 'image.grayscale_to_rgb',
        parameters: 'images',
        build: (given) => numpy('Repeat', [given.operand('images')], { repeats: 3, axis: -1 }),
    },
    {
        names: 'image.crop_to_bounding_box',
        parameters: 'image offset_height offset_width target_height target_width',
        build: crop,
    },
    {
        names: 'image.adjust_brightness',
        parameters: 'image delta',
        build: (given) => numpy('Add', [floats(given, 'image'), pythonFloat(given.number('delta', 0))]),
    },
    { names: 'image.adjust_contrast', parameters: 'images contrast_factor', build: contrast },
    {
        names: 'image.convert_image_dtype',
        parameters: 'image dtype saturate',
        build: convertDtype,
        dtype: (given) => given.dtypeArgument('dtype'),
    },
    { names: 'nn.max_pool2d', parameters: POOL, build: images_pooling('MaxPool', 2) },
    { names: 'nn.avg_pool2d', parameters: POOL, build: images_pooling('AveragePool', 2) },
    { names: 'nn.max_pool1d', parameters: POOL, build: images_pooling('MaxPool', 1) },
    { names: 'nn.avg_pool1d', parameters: POOL, build: images_pooling('AveragePool', 1) },
    { names: 'nn.max_pool3d', parameters: POOL, build: images_pooling('MaxPool', 3) },
    { names: 'nn.avg_pool3d', parameters: POOL, build: images_pooling('AveragePool', 3) },
    { names: 'nn.max_pool', parameters: POOL, build: (given) => images_pooling('MaxPool', poolRank(given))(given) },
    { names: 'nn.avg_pool', parameters: POOL, build: (given) => images_pooling('AveragePool', poolRank(given))(given) },
    {
        names: 'nn.conv2d',
        parameters: 'input filter|filters strides padding use_cudnn_on_gpu data_format dilations explicit_paddings',
        build: images_convolution('Conv'),
    },
    {
        names: 'nn.depthwise_conv2d',
        parameters: 'input filter strides padding rate data_format dilations',
        build: (given) => {
            given.only('rate', 1);
            return images_convolution('DepthwiseConv')(given);
        },
    },
    {
        names: 'nn.bias_add bias_add',
        parameters: 'value bias data_format',
        build: biasAdd,
    },
];
/** Of windows that name every axis or none the rank of the images is known from elsewhere. */
function poolRank(given) {
    const length = given.integers('ksize').length;
    const rank = given.shape(given.raw('input'))?.length;
    if (rank !== undefined)
        return rank - 2;
    if (length >= 4)
        return length - 2;
    throw new unsupported_Unsupported('is called on images whose number of axes is not known');
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/slicing.js





/** `x[key]`: Keras 2 writes slices as `{start, stop, step}` and `...` as a dictionary of its own. */
function itemKeys(given) {
    const spec = given.raw('slice_spec');
    return (Array.isArray(spec) ? spec : [spec]).map((key) => sliceKey(key, given));
}
const ELLIPSIS = Symbol('...');
/**
 * An item of a tensor. `...` is written out as so many slices, since Keras 3.3.3 cannot read one from an `.h5`
 * (legacy/saving/saving_utils.py). Where the number of axes is not known, an index or a reversal of the last axis can
 * still be told by other operations.
 */
function pick(given, name, keys) {
    const tensor = given.operand(name);
    const dots = keys.indexOf(ELLIPSIS);
    if (dots === -1)
        return numpy('GetItem', [tensor, keys.filter(isWritten)]);
    const rank = given.shape(given.raw(name))?.length;
    const [before, after] = [keys.slice(0, dots).filter(isWritten), keys.slice(dots + 1).filter(isWritten)];
    if (rank !== undefined) {
        const left = rank - [...before, ...after].filter((key) => key !== null).length;
        const whole = Array.from({ length: left }, () => WHOLE);
        return numpy('GetItem', [tensor, [...before, ...whole, ...after]]);
    }
    const [last] = after;
    if (before.length === 0 && after.length === 1 && last !== undefined) {
        if (last === null)
            return numpy('ExpandDims', [tensor], { axis: -1 });
        if (typeof last === 'number')
            return numpy('Take', [tensor, array(last, 'int32')], { axis: -1 });
        if (sameJson(last, slice(null, null, -1)))
            return reversed(tensor, -1);
    }
    throw new unsupported_Unsupported('is called on a tensor whose number of axes is not known');
}
function isWritten(key) {
    return key !== ELLIPSIS;
}
function sliceKey(key, given) {
    if (key === null)
        return null;
    if (key instanceof TensorRef)
        return given.knownNumber(key, 'slice_spec');
    if (isArgumentObject(key)) {
        if (key.class_name === '__ellipsis__' || key.class_name === 'Ellipsis')
            return ELLIPSIS;
        const { start, stop, step } = (key.class_name === '__slice__' && isArgumentObject(key.config ?? null) ? key.config : key);
        const bound = (value) => value === undefined || value === null ? null : given.knownNumber(value, 'slice_spec');
        return slice(bound(start), bound(stop), bound(step));
    }
    return given.knownNumber(key, 'slice_spec');
}
/** `tf.slice`: from `begin`, `size` elements, -1 for all that are left. */
function sizedSlice(given) {
    const begin = given.integers('begin');
    const keys = given.integers('size').map((size, axis) => {
        const start = begin[axis] ?? 0;
        return slice(start, size === -1 ? null : start + size, null);
    });
    return numpy('GetItem', [given.operand('input'), keys]);
}
/** `tf.strided_slice`, whose masks are bits: one a key. */
function stridedKeys(given) {
    const begin = given.integers('begin');
    const end = given.integers('end');
    const strides = given.given('strides') ? given.integers('strides') : begin.map(() => 1);
    const bit = (mask, index) => (given.integer(mask, 0) & (1 << index)) !== 0;
    return begin.map((start, index) => {
        if (bit('ellipsis_mask', index))
            return ELLIPSIS;
        if (bit('new_axis_mask', index))
            return null;
        if (bit('shrink_axis_mask', index))
            return start;
        return slice(bit('begin_mask', index) ? null : start, bit('end_mask', index) ? null : (end[index] ?? null), strides[index] ?? 1);
    });
}
/** `tf.gather`: like `Take`, which counts negative indices from the end where TensorFlow fails. */
function slicing_gather(given) {
    const indices = given.raw('indices');
    const batchDims = given.integer('batch_dims', 0);
    const axis = given.integer('axis', batchDims);
    const params = given.operand('params');
    if (batchDims !== 0)
        return gatherAlongBatch(given, axis, batchDims);
    if (typeof indices === 'number')
        return numpy('Take', [params, array(indices, 'int32')], { axis });
    return numpy('Take', [params, given.operand('indices')], { axis });
}
function gatherAlongBatch(given, axis, batchDims) {
    const rank = given.shape(given.raw('params'))?.length;
    if (rank !== batchDims + 1 ||
        given.shape(given.raw('indices'))?.length !== rank ||
        (axis + rank) % rank !== batchDims) {
        throw new unsupported_Unsupported('with batch_dims has no counterpart in Keras 3');
    }
    return numpy('TakeAlongAxis', [given.operand('params'), given.operand('indices')], { axis: batchDims });
}
function lookup(given) {
    given.only('max_norm');
    return numpy('Take', [given.operand('params'), given.operand('ids')], { axis: 0 });
}
/** A mask that is a constant vector picks what it marks. */
function booleanMask(given) {
    const mask = given.raw('mask');
    if (!Array.isArray(mask) || !mask.every((item) => typeof item === 'boolean')) {
        throw new unsupported_Unsupported('gives a number of rows that depends on the data');
    }
    const marked = mask.flatMap((keep, index) => (keep ? [index] : []));
    return numpy('Take', [given.operand('tensor'), array(marked, 'int32')], { axis: given.integer('axis', 0) });
}
/** The keys of both kinds of slicing, for what is to be told of the result. */
const KEYS = new Map([
    ['__operators__.getitem', itemKeys],
    ['strided_slice', stridedKeys],
]);
const SLICING = [
    {
        names: '__operators__.getitem',
        parameters: 'tensor slice_spec var',
        build: (given) => pick(given, 'tensor', itemKeys(given)),
    },
    { names: 'slice', parameters: 'input|input_ begin size', build: sizedSlice },
    {
        names: 'strided_slice',
        parameters: 'input|input_ begin end strides begin_mask end_mask ellipsis_mask new_axis_mask shrink_axis_mask var',
        build: (given) => pick(given, 'input', stridedKeys(given)),
    },
    { names: 'gather gather_v2', parameters: 'params indices validate_indices axis batch_dims', build: slicing_gather },
    {
        names: 'nn.embedding_lookup',
        parameters: 'params ids partition_strategy validate_indices max_norm',
        build: lookup,
    },
    { names: 'boolean_mask', parameters: 'tensor mask axis', build: booleanMask },
];

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/inference.js


/** Of the functions whose result does not have the shape that their operands broadcast to; the first name of their row. */
function inference_inferShape(name, given) {
    const rule = inference_RULES.get(name);
    if (rule !== undefined)
        return rule(given);
    return UNKNOWN.test(name) ? undefined : broadcast(given.all().map((value) => operandShape(value, given)));
}
/** Functions without a rule whose results have another shape than their operands. */
const UNKNOWN = /^(image\.(?!adjust|convert|flip)|nn\.(.*pool|conv|depth|space|embedding|moments)|linalg|einsum|tensordot|repeat|roll|boolean_mask|meshgrid|sequence_mask|zeros$|ones$|fill$|keras)/;
function operandShape(value, given) {
    if (value instanceof TensorRef)
        return given.shape(value);
    if (!Array.isArray(value))
        return [];
    const [first] = value;
    if (value.some((item) => item instanceof TensorRef))
        return broadcast(value.map((item) => operandShape(item, given)));
    const inner = first === undefined ? [] : operandShape(first, given);
    return inner && [value.length, ...inner];
}
function broadcast(shapes) {
    let result = [];
    for (const shape of shapes) {
        if (shape === undefined)
            return undefined;
        const rank = Math.max(shape.length, result.length);
        const [a, b] = [result, shape].map((sizes) => [...Array.from({ length: rank - sizes.length }, () => 1), ...sizes]);
        result = Array.from({ length: rank }, (_, axis) => larger(a?.[axis] ?? null, b?.[axis] ?? null));
    }
    return result;
}
function larger(a, b) {
    if (a === 1)
        return b;
    return b === 1 || b === null ? a : b;
}
/** A rule that needs the shape of one argument. */
function of(parameter, rule) {
    return (given) => {
        const shape = given.shape(given.raw(parameter));
        return shape && rule([...shape], given);
    };
}
function axisOf(given, rank, missing = 0) {
    const axis = given.integer('axis', missing);
    return axis < 0 ? axis + rank : axis;
}
const reduce = of('input', (shape, given) => {
    const axes = given.given('axis')
        ? given.integers('axis').map((axis) => (axis < 0 ? axis + shape.length : axis))
        : undefined;
    const reduced = (axis) => axes === undefined || axes.includes(axis);
    if (given.flag('keepdims'))
        return shape.map((size, axis) => (reduced(axis) ? 1 : size));
    return shape.filter((_, axis) => !reduced(axis));
});
const without = (parameter, missing) => of(parameter, (shape, given) => shape.toSpliced(axisOf(given, shape.length, missing), 1));
const inference_same = (parameter) => of(parameter, (shape) => shape);
/** The sizes that are left of `x[keys]`. */
function sliceShape(shape, keys) {
    const consumed = keys.filter((key) => key !== null && key !== ELLIPSIS).length;
    const result = [];
    let axis = 0;
    for (const key of keys) {
        if (key === null)
            result.push(1);
        else if (key === ELLIPSIS) {
            const count = shape.length - consumed;
            result.push(...shape.slice(axis, axis + count));
            axis += count;
        }
        else {
            const bounds = sliceBounds(key);
            if (bounds !== undefined)
                result.push(sliceSize(shape[axis] ?? null, bounds));
            axis++;
        }
    }
    return [...result, ...shape.slice(axis)];
}
function sliceBounds(key) {
    return typeof key === 'object' && key !== null && 'config' in key ? key.config : undefined;
}
function sliceSize(size, bounds) {
    const { start, stop, step } = bounds;
    if (start === null && stop === null && (step === null || step === 1 || step === -1))
        return size;
    if (size === null || ![start, stop, step].every((part) => part === null || typeof part === 'number'))
        return null;
    const stride = Number(step ?? 1);
    const bound = (part, missing) => {
        if (typeof part !== 'number')
            return missing;
        const counted = part < 0 ? part + size : part;
        return stride > 0 ? Math.min(Math.max(counted, 0), size) : Math.min(Math.max(counted, -1), size - 1);
    };
    const [from, to] = [bound(start, stride > 0 ? 0 : size - 1), bound(stop, stride > 0 ? size : -1)];
    return stride === 0 ? null : Math.max(0, Math.ceil((to - from) / stride));
}
const inference_reshape = (given) => {
    const sizes = given.sizes('shape').map((size) => (typeof size === 'number' && size >= 0 ? size : null));
    const before = given.shape(given.raw('tensor'));
    // One open size follows from the others if all of the tensor's are known, or if the batch stays in front.
    const open = sizes.flatMap((size, axis) => (size === null ? [axis] : []));
    const count = (list) => list.reduce((total, size) => total * (size ?? 1), 1);
    const last = open.at(-1);
    const known = before?.every((size, axis) => size !== null || (axis === 0 && open[0] === 0 && open.length === 2));
    if (!before || !known || last === undefined || (before[0] !== null && open.length > 1))
        return sizes;
    return sizes.map((size, axis) => (axis === last ? count(before) / count(sizes) : size));
};
const concat = (given) => {
    const shapes = [given.raw('values')].flat().map((value) => operandShape(value, given));
    const [first] = shapes;
    if (first === undefined)
        return undefined;
    const axis = axisOf(given, first.length);
    const sizes = shapes.map((shape) => shape?.[axis]);
    const total = sizes.every((size) => typeof size === 'number') ? sizes.reduce((sum, size) => sum + size, 0) : null;
    return first.with(axis, total);
};
const matmul = (given) => {
    const [a, b] = ['a', 'b'].map((name) => {
        const shape = operandShape(given.raw(name), given);
        const turned = given.flag(`transpose_${name}`) || given.flag(`adjoint_${name}`);
        return shape && (turned ? [...shape.slice(0, -2), shape.at(-1) ?? null, shape.at(-2) ?? null] : shape);
    });
    if (!a || !b || a.length < 2 || b.length < 2)
        return undefined;
    const batch = broadcast([a.slice(0, -2), b.slice(0, -2)]);
    return batch && [...batch, a.at(-2) ?? null, b.at(-1) ?? null];
};
const inference_RULES = new Map([
    ...['mean', 'sum', 'prod', 'max', 'min', 'std', 'variance', 'all', 'any', 'logsumexp', 'euclidean_norm'].map((kind) => [`math.reduce_${kind}`, reduce]),
    ['math.count_nonzero', reduce],
    ['math.argmax', without('input')],
    ['math.argmin', without('input')],
    ['unstack', without('value')],
    [
        '__operators__.getitem',
        of('tensor', (shape, given) => sliceShape(shape, KEYS.get('__operators__.getitem')?.(given) ?? [])),
    ],
    ['strided_slice', of('input', (shape, given) => sliceShape(shape, KEYS.get('strided_slice')?.(given) ?? []))],
    ['reshape', inference_reshape],
    ['concat', concat],
    ['linalg.matmul', matmul],
    ['shape', of('input', (shape) => [shape.length])],
    ['size', () => []],
    ['cast', inference_same('x')],
    ['identity', inference_same('input')],
    ['convert_to_tensor', (given) => operandShape(given.raw('value'), given)],
    ['zeros_like', inference_same('input')],
    ['ones_like', inference_same('input')],
    ['clip_by_value', inference_same('t')],
    ['saturate_cast', inference_same('value')],
    ['math.cumsum', inference_same('x')],
    ['math.cumprod', inference_same('x')],
    ['math.l2_normalize', inference_same('x')],
    ['nn.softmax', inference_same('features')],
    ['nn.log_softmax', inference_same('features')],
    ['nn.leaky_relu', inference_same('features')],
    ['nn.gelu', inference_same('features')],
    ['nn.silu', inference_same('features')],
    ['nn.crelu', () => undefined],
    ['nn.bias_add', inference_same('value')],
    ['nn.dropout', inference_same('x')],
    ['sort', inference_same('values')],
    ['argsort', inference_same('values')],
    ['reverse', inference_same('tensor')],
    ['roll', inference_same('input')],
    ['math.top_k', of('input', (shape, given) => shape.with(-1, given.integer('k', 1)))],
    ['math.in_top_k', inference_same('targets')],
    [
        'transpose',
        of('a', (shape, given) => given.given('perm') ? given.integers('perm').map((axis) => shape[axis] ?? null) : shape.toReversed()),
    ],
    ['linalg.matrix_transpose', of('a', (shape) => [...shape.slice(0, -2), shape.at(-1) ?? null, shape.at(-2) ?? null])],
    ['expand_dims', of('input', (shape, given) => shape.toSpliced(axisOf(given, shape.length + 1), 0, 1))],
    [
        'squeeze',
        of('input', (shape, given) => {
            if (!given.given('axis'))
                return undefined;
            const axes = given.integers('axis').map((axis) => (axis < 0 ? axis + shape.length : axis));
            return shape.filter((_, axis) => !axes.includes(axis));
        }),
    ],
    [
        'stack',
        (given) => {
            const shape = broadcast([given.raw('values')].flat().map((value) => operandShape(value, given)));
            const count = [given.raw('values')].flat().length;
            return shape?.toSpliced(axisOf(given, shape.length + 1), 0, count);
        },
    ],
    [
        'split',
        of('value', (shape, given) => {
            const axis = axisOf(given, shape.length);
            const parts = given.raw('num_or_size_splits');
            const size = shape[axis];
            return shape.with(axis, typeof parts === 'number' && typeof size === 'number' ? size / parts : null);
        }),
    ],
    [
        'tile',
        of('input', (shape, given) => given.sizes('multiples').map((times, axis) => {
            const size = shape[axis];
            return typeof times === 'number' && typeof size === 'number' ? size * times : null;
        })),
    ],
    ['broadcast_to', (given) => given.sizes('shape').map((size) => (typeof size === 'number' ? size : null))],
    [
        'pad',
        of('tensor', (shape, given) => {
            const paddings = given.raw('paddings');
            if (!Array.isArray(paddings))
                return undefined;
            return shape.map((size, axis) => {
                const sides = paddings[axis];
                return size === null || !Array.isArray(sides) ? null : size + Number(sides[0]) + Number(sides[1]);
            });
        }),
    ],
    [
        'slice',
        of('input', (shape, given) => {
            const begin = given.integers('begin');
            return given.integers('size').map((size, axis) => {
                const whole = shape[axis] ?? null;
                return size === -1 ? whole && whole - (begin[axis] ?? 0) : size;
            });
        }),
    ],
    [
        'gather',
        (given) => {
            const [params, indices] = ['params', 'indices'].map((name) => operandShape(given.raw(name), given));
            if (!params || !indices || given.number('batch_dims', 0) !== 0)
                return undefined;
            return params.toSpliced(axisOf(given, params.length), 1, ...indices);
        },
    ],
    [
        'one_hot',
        of('indices', (shape, given) => {
            return shape.toSpliced(axisOf(given, shape.length + 1, -1), 0, given.integer('depth', 1));
        }),
    ],
    [
        'image.resize',
        of('images', (shape, given) => {
            const sizes = given.sizes('size').map((size) => (typeof size === 'number' ? size : null));
            return given.flag('preserve_aspect_ratio') ? undefined : [...shape.slice(0, -3), ...sizes, shape.at(-1) ?? null];
        }),
    ],
    ['math.scalar_mul', inference_same('x')],
    ['where', (given) => broadcast(['condition', 'x', 'y'].map((name) => operandShape(given.raw(name), given)))],
]);

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/products.js



function products_matmul(given) {
    for (const name of ['a_is_sparse', 'b_is_sparse', 'output_type'])
        given.only(name, false);
    const turn = (name, other) => {
        const matrix = given.operand(name, given.raw(other));
        // The adjoint of real numbers is their transpose; Keras 3 has no complex tensors.
        const transposed = given.flag(`transpose_${name}`) || given.flag(`adjoint_${name}`);
        return transposed ? transpose(matrix) : matrix;
    };
    return numpy('Matmul', [turn('a', 'b'), turn('b', 'a')]);
}
function transpose(matrix) {
    return numpy('Swapaxes', [matrix], { axis1: -2, axis2: -1 });
}
function einsum(given) {
    return numpy('Einsum', given.operands('inputs'), { subscripts: given.text('equation', '') });
}
function tensordot(given) {
    const axes = given.raw('axes');
    const pairs = Array.isArray(axes)
        ? axes.map((side) => (Array.isArray(side) ? side.map(Number) : [Number(side)]))
        : given.integer('axes', 2);
    return numpy('Tensordot', [given.operand('a', given.raw('b')), given.operand('b', given.raw('a'))], { axes: pairs });
}
/** Keeps `lower` diagonals below and `upper` above the main one; negative numbers keep all. */
function bandPart(given) {
    const lower = given.integer('num_lower', -1);
    const upper = given.integer('num_upper', -1);
    const x = given.operand('input');
    const lowered = upper < 0 ? x : numpy('Tril', [x], { k: upper });
    return lower < 0
        ? lowered === x
            ? numpy('Copy', [x])
            : lowered
        : numpy('Triu', [lowered], { k: 0 - lower });
}
/** A matrix with the vector on its diagonal and zeros elsewhere, whatever the vector holds. */
function diagonalMatrix(given) {
    for (const name of ['k', 'num_rows', 'num_cols', 'padding_value'])
        given.only(name, 0, -1);
    const size = given.shape(given.raw('diagonal'))?.at(-1);
    if (size === undefined || size === null)
        throw new unsupported_Unsupported('is called on vectors of unknown length');
    const mask = Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, column) => row === column));
    const rows = numpy('ExpandDims', [given.operand('diagonal')], { axis: -1 });
    return numpy('Where', [array(mask, 'bool'), rows, numpy('ZerosLike', [rows])]);
}
const PRODUCTS = [
    {
        names: 'linalg.matmul matmul batch_mat_mul mat_mul',
        parameters: 'a|x b|y transpose_a transpose_b adjoint_a|adj_x adjoint_b|adj_y a_is_sparse b_is_sparse output_type grad_a grad_b',
        build: products_matmul,
    },
    { names: 'raw_ops.einsum', parameters: 'inputs equation', build: einsum },
    { names: 'tensordot linalg.tensordot', parameters: 'a b axes', build: tensordot },
    {
        names: 'linalg.matrix_transpose matrix_transpose linalg.transpose',
        parameters: 'a|matrix conjugate',
        build: (given) => transpose(given.operand('a')),
    },
    { names: 'linalg.band_part matrix_band_part', parameters: 'input num_lower num_upper', build: bandPart },
    {
        names: 'linalg.diag matrix_diag',
        parameters: 'diagonal k num_rows num_cols padding_value align',
        build: diagonalMatrix,
    },
    {
        names: 'linalg.diag_part matrix_diag_part linalg.tensor_diag_part',
        parameters: 'input|tensor k padding_value align',
        build: (given) => {
            given.only('k', 0);
            return numpy('Diagonal', [given.operand('input')], { offset: 0, axis1: -2, axis2: -1 });
        },
    },
    {
        names: 'linalg.trace trace',
        parameters: 'x',
        build: (given) => {
            // Trace of 3.3.3 fails inside tf.function.
            const diagonal = numpy('Diagonal', [given.operand('x')], { offset: 0, axis1: -2, axis2: -1 });
            return numpy('Sum', [diagonal], { axis: -1, keepdims: false });
        },
    },
    {
        names: 'linalg.cross cross',
        parameters: 'a b',
        build: (given) => numpy('Cross', [given.operand('a'), given.operand('b')], { axisa: -1, axisb: -1, axisc: -1, axis: null }),
    },
    ...alike({ Inv: 'linalg.inv matrix_inverse', Cholesky: 'linalg.cholesky cholesky' }, (className) => ({
        parameters: 'input adjoint',
        build: (given) => {
            given.only('adjoint', false);
            return linalg(className, [given.operand('input')], {});
        },
    })),
];

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/reductions.js




const REDUCTION = 'input|input_tensor|x axis|reduction_indices|dim|dims keepdims|keep_dims';
/** `axis` and `keepdims` as Keras 3's reductions are configured; no axis stands for all of them. */
function reduction(given) {
    return { axis: axes(given), keepdims: given.flag('keepdims') };
}
function axes(given) {
    if (!given.given('axis'))
        return null;
    const list = given.integers('axis');
    if (list.length === 0)
        throw new unsupported_Unsupported('over an empty list of axes has no counterpart in Keras 3');
    return list.length === 1 ? (list[0] ?? null) : list;
}
function reductions_isInteger(dtype) {
    return dtype !== undefined && /^u?int/.test(dtype);
}
/** Refuses the types that Keras 3 widens where TensorFlow lets them overflow. */
function withoutSmallIntegers(given) {
    const dtype = given.dtype(given.raw('input'));
    if (dtype !== undefined && /^u?int(8|16)$/.test(dtype)) {
        throw new unsupported_Unsupported(`of ${dtype} tensors overflows in TensorFlow and not in Keras 3`);
    }
    return given.operand('input');
}
/** TensorFlow's mean of integers is an integer, rounded towards zero; Keras 3's is a float. */
function mean(given) {
    const x = given.operand('input');
    const dtype = given.dtype(given.raw('input'));
    if (!reductions_isInteger(dtype) || dtype === undefined)
        return numpy('Mean', [x], reduction(given));
    return compose_cast(numpy('Mean', [compose_cast(x, 'float64')], reduction(given)), dtype);
}
function euclidean(x, config) {
    return numpy('Sqrt', [numpy('Sum', [numpy('Square', [x])], config)]);
}
/** Norms as `tf.norm` computes them; over two axes all but the Frobenius norm are norms of matrices. */
function norm(given) {
    const x = given.operand('tensor');
    const config = { axis: axes(given), keepdims: given.flag('keepdims') };
    const ord = given.raw('ord') ?? 'euclidean';
    const matrix = Array.isArray(config.axis);
    if (ord === 'euclidean' || (ord === 'fro' && matrix) || (!matrix && Number(ord) === 2))
        return euclidean(x, config);
    if (!matrix && Number(ord) === 1)
        return numpy('Sum', [numpy('Absolute', [x])], config);
    if (!matrix && Number(ord) === Number.POSITIVE_INFINITY)
        return numpy('Max', [numpy('Absolute', [x])], config);
    throw new unsupported_Unsupported('of this order has no counterpart in Keras 3');
}
/** `x / sqrt(max(sum(x ** 2), epsilon))`: Keras 3's Normalize bounds the root, not the sum. */
function l2Normalize(given) {
    const x = given.operand('x');
    const squares = numpy('Sum', [numpy('Square', [x])], { axis: axes(given), keepdims: true });
    const bounded = numpy('Maximum', [squares, pythonFloat(given.number('epsilon', 1e-12))]);
    return numpy('Multiply', [x, math('Rsqrt', [bounded])]);
}
function argument(className) {
    return (given) => numpy(className, [given.operand('input')], { axis: given.integer('axis', 0) });
}
/** Running sums and products; `exclusive` ones start from the neutral element and leave the last entry out. */
function cumulative(className, neutral) {
    return (given) => {
        const axis = given.integer('axis', 0);
        const front = given.frontAxis(axis, given.raw('x'));
        const turn = (x) => (given.flag('reverse') ? reversed(x, axis) : x);
        let x = turn(given.operand('x'));
        if (given.flag('exclusive')) {
            const first = numpy(neutral, [sliced(x, front(), slice(null, 1, null))]);
            x = numpy('Concatenate', [[first, sliced(x, front(), slice(null, -1, null))]], { axis });
        }
        return turn(numpy(className, [x], { axis }));
    };
}
function sort(given) {
    const axis = given.integer('axis', -1);
    const sorted = numpy('Sort', [given.operand('values')], { axis });
    return given.text('direction', 'ASCENDING') === 'ASCENDING' ? sorted : reversed(sorted, axis);
}
function argsort(given) {
    const values = given.operand('values');
    const axis = given.integer('axis', -1);
    if (given.text('direction', 'ASCENDING') === 'ASCENDING')
        return numpy('Argsort', [values], { axis });
    // Of equal values the first comes first in either direction, so that a reversed order would not do.
    return numpy('Argsort', [numpy('Negative', [values])], { axis });
}
const reductions_REDUCTIONS = [
    { names: 'math.reduce_mean reduce_mean mean', parameters: REDUCTION, build: mean },
    ...alike({ Sum: 'math.reduce_sum reduce_sum sum', Prod: 'math.reduce_prod reduce_prod prod' }, (className) => ({
        parameters: REDUCTION,
        build: (given) => numpy(className, [withoutSmallIntegers(given)], reduction(given)),
    })),
    ...alike({
        Max: 'math.reduce_max reduce_max max',
        Min: 'math.reduce_min reduce_min min',
        Std: 'math.reduce_std',
        Var: 'math.reduce_variance',
    }, (className) => ({
        parameters: REDUCTION,
        build: (given) => numpy(className, [given.operand('input')], reduction(given)),
    })),
    ...alike({ All: 'math.reduce_all reduce_all all', Any: 'math.reduce_any reduce_any any' }, (className) => ({
        parameters: REDUCTION,
        build: (given) => numpy(className, [given.operand('input')], reduction(given)),
        dtype: 'bool',
    })),
    {
        names: 'math.reduce_logsumexp reduce_logsumexp',
        parameters: REDUCTION,
        build: (given) => {
            const { axis, keepdims } = reduction(given);
            // 3.3.3 takes only lists of axes here.
            const list = typeof axis === 'number' ? [axis] : (axis ?? null);
            return math('Logsumexp', [given.operand('input')], { axis: list, keepdims: keepdims ?? false });
        },
    },
    {
        names: 'math.reduce_euclidean_norm euclidean_norm',
        parameters: REDUCTION,
        build: (given) => euclidean(given.operand('input'), reduction(given)),
    },
    {
        names: 'math.count_nonzero count_nonzero',
        parameters: `${REDUCTION} dtype`,
        build: (given) => {
            const nonzero = numpy('NotEqual', [given.operand('input'), 0]);
            return numpy('Sum', [compose_cast(nonzero, 'int32')], reduction(given));
        },
        dtype: 'int32',
    },
    ...alike({ Argmax: 'math.argmax argmax arg_max', Argmin: 'math.argmin argmin arg_min' }, (className) => ({
        parameters: 'input axis|dimension output_type',
        build: argument(className),
        dtype: 'int32',
    })),
    { names: 'math.cumsum cumsum', parameters: 'x axis exclusive reverse', build: cumulative('Cumsum', 'ZerosLike') },
    { names: 'math.cumprod cumprod', parameters: 'x axis exclusive reverse', build: cumulative('Cumprod', 'OnesLike') },
    { names: 'norm linalg.norm', parameters: 'tensor ord axis keepdims|keep_dims', build: norm },
    {
        names: 'math.l2_normalize nn.l2_normalize linalg.l2_normalize',
        parameters: 'x axis|dim epsilon',
        build: l2Normalize,
    },
    {
        names: 'math.top_k nn.top_k',
        parameters: 'input k sorted index_type',
        build: (given) => math('TopK', [given.operand('input')], { k: given.integer('k', 1), sorted: true }),
        dtype: () => undefined,
    },
    {
        names: 'math.in_top_k nn.in_top_k',
        parameters: 'predictions targets k',
        build: (given) => math('InTopK', [given.operand('targets'), given.operand('predictions')], { k: given.integer('k', 1) }),
        dtype: 'bool',
    },
    { names: 'sort', parameters: 'values axis direction', build: sort },
    { names: 'argsort', parameters: 'values axis direction stable', build: argsort, dtype: 'int32' },
    { names: 'linalg.det', parameters: 'input', build: (given) => linalg('Det', [given.operand('input')], {}) },
];
/** `nn.moments` of old models is one operation with two results, which Keras 3 has under the same name. */
const MOMENTS = {
    names: 'nn.moments',
    parameters: 'x axes shift keepdims|keep_dims',
    build: (given) => nn('Moments', [given.operand('x')], { axes: given.integers('axes'), keepdims: given.flag('keepdims') }),
};

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/batch.js



/** Functions that work sample by sample on tensors of the same batch, whatever their arguments. */
const ELEMENTWISE = /^(?:math\.(?!reduce|arg|cum|count|top_k|bincount|segment|unsorted|in_top)|nn\.|__operators__\.add$|cast$|identity$|stop_gradient$|clip_by_value$|where$|zeros_like$|ones_like$|floor_div$|image\.)/;
/** Whether the first axis of a tensor is surely the model's batch. */
function startsWithBatch(ref, facts, depth = 0) {
    const producer = facts.producerOf?.(ref);
    // A malformed graph may be a circle.
    if (producer === undefined || depth > batch_MAX_STEPS)
        return false;
    if (producer.className === 'InputLayer')
        return true;
    if (producer.className === 'Lambda')
        return false;
    const made = names_functionCall(producer.className, producer.config, producer.call);
    if (made?.name === 'reshape')
        return reshapesSamples(made.call, facts, depth + 1);
    const tensors = tensorsOf([...producer.call.args, ...Object.values(producer.call.kwargs)]);
    if (tensors.length === 0 || !tensors.every((tensor) => startsWithBatch(tensor, facts, depth + 1)))
        return false;
    if (made !== undefined)
        return keepsBatch(made.name, made.call, tensors, facts);
    return !OPERATION_CLASS.test(producer.className);
}
/** Operations that are not known by name may do anything. */
const OPERATION_CLASS = /OpLambda$|^TensorFlowOpLayer$|^ClassMethod$|^Instance/;
// Deeper than networks are.
const batch_MAX_STEPS = 2048;
function tensorsOf(values) {
    return values.flatMap((value) => {
        if (value instanceof TensorRef)
            return [value];
        return Array.isArray(value) ? tensorsOf(value) : [];
    });
}
function keepsBatch(name, call, tensors, facts) {
    const argument = (key) => call.kwargs[key] ?? null;
    const [tensor] = tensors;
    const rank = tensor === undefined ? undefined : facts.shapeOf(tensor)?.length;
    switch (name) {
        case 'transpose': {
            const perm = argument('perm');
            return Array.isArray(perm) && perm[0] === 0;
        }
        case 'concat':
        case 'stack':
        case 'expand_dims':
        case 'split': {
            const axis = argument('axis');
            // -1 is the first axis of a vector alone.
            return typeof axis === 'number' && (axis > 0 || (axis === -1 && rank !== undefined && rank > 1));
        }
        case 'linalg.matmul':
            return rank !== undefined && rank > 2;
        case '__operators__.getitem': {
            const key = argument('slice_spec');
            const part = Array.isArray(key) ? key[0] : undefined;
            return isWholeSlice(part);
        }
        case 'strided_slice': {
            const bit = (mask) => Number(argument(mask) ?? 0) & 1;
            const whole = bit('begin_mask') === 1 && bit('end_mask') === 1 && isOne(argument('strides'));
            return whole && bit('shrink_axis_mask') === 0 && bit('new_axis_mask') === 0 && bit('ellipsis_mask') === 0;
        }
        case 'math.reduce_sum':
        case 'math.reduce_mean':
        case 'math.reduce_max': {
            const axis = argument('axis');
            const axes = Array.isArray(axis) ? axis : [axis];
            return axes.every((item) => typeof item === 'number' && rank !== undefined && (item + rank) % rank !== 0);
        }
        default:
            return ELEMENTWISE.test(name);
    }
}
function isOne(strides) {
    return Array.isArray(strides) && strides[0] === 1;
}
function isWholeSlice(key) {
    if (typeof key !== 'object' || key === null || Array.isArray(key) || key instanceof TensorRef)
        return false;
    const { start, stop, step } = key;
    return start === null && stop === null && step === null;
}
/** A reshape keeps the batch if it says so, or if a sample has as many elements before and after. */
function reshapesSamples(call, facts, depth) {
    const [tensor] = call.args;
    const sizes = known(call.args[1] ?? call.kwargs.shape, facts);
    if (!(tensor instanceof TensorRef) || !Array.isArray(sizes) || !startsWithBatch(tensor, facts, depth))
        return false;
    const [first] = sizes;
    if (first instanceof Batch)
        return startsWithBatch(first.of, facts, depth);
    const before = facts.shapeOf(tensor);
    return first === -1 && before !== undefined && count(sizes.slice(1)) === count(before.slice(1));
}
/** How many elements a tensor of these sizes has; NaN if one is not known. */
function count(sizes) {
    return sizes.reduce((total, size) => total * (typeof size === 'number' && size >= 0 ? size : Number.NaN), 1);
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/shaping.js







/**
 * `tf.reshape`. One size may be unknown, since the others determine it: a batch written as `tf.shape(x)[0]` becomes -1.
 * A batch and a -1 together need the layer, which keeps the first axis.
 */
function shaping_reshape(given) {
    const tensor = given.raw('tensor');
    const sizes = given.sizes('shape');
    const open = sizes.flatMap((size, axis) => (typeof size === 'number' && size >= 0 ? [] : [axis]));
    const whole = sizes.map((size) => (typeof size === 'number' ? size : -1));
    const dtype = given.layerDtype(tensor);
    const keepsBatch = sizes[0] instanceof Batch && isBatchOf(sizes[0], tensor, given);
    if (keepsBatch && dtype !== undefined && open.length <= 2) {
        return compose_layer('Reshape', [given.operand('tensor')], { target_shape: whole.slice(1) }, dtype);
    }
    if (open.length <= 1)
        return numpy('Reshape', [given.operand('tensor')], { newshape: whole });
    throw new unsupported_Unsupported('to sizes that are known only when the model runs has no counterpart in Keras 3');
}
function isBatchOf(batch, tensor, given) {
    if (!(tensor instanceof TensorRef))
        return false;
    const sameTensor = batch.of.layer === tensor.layer && batch.of.node === tensor.node && batch.of.tensor === tensor.tensor;
    return sameTensor || (startsWithBatch(batch.of, given.facts) && startsWithBatch(tensor, given.facts));
}
/** The number of samples as a scalar tensor: a one from each, added up. */
function batchSize(of) {
    const samples = numpy('GetItem', [compose_layer('Flatten', [of], {}, 'float32'), [slice(null, null, null), 0]]);
    return numpy('Sum', [numpy('OnesLike', [compose_cast(samples, 'int32')])], { axis: null, keepdims: false });
}
/** `tf.shape` as a tensor of integers. */
function shaping_shape(given) {
    const of = given.operand('input');
    const sizes = given.shape(given.raw('input'));
    if (sizes === undefined || !sizes.every((size, axis) => size !== null || axis === 0)) {
        throw new unsupported_Unsupported('of a tensor whose size is not known before the model runs has no counterpart in Keras 3');
    }
    if (sizes[0] !== null)
        throw new unsupported_Unsupported('of a tensor without a batch axis has no counterpart in Keras 3');
    const batch = numpy('Reshape', [batchSize(of)], { newshape: [1] });
    const others = sizes.slice(1).map((size) => size ?? 0);
    return numpy('Concatenate', [[batch, array(others, 'int32')]], { axis: 0 });
}
/** Keras 3.3.3 stacks only what has a shape. */
function stack(values, axis) {
    const shaped = values.map((value) => {
        if (typeof value === 'number')
            return array(value, Number.isInteger(value) ? 'int32' : 'float32');
        return value instanceof Float ? array(value, 'float32') : value;
    });
    return numpy('Stack', [shaped], { axis });
}
function shaping_transpose(given) {
    given.only('conjugate', false);
    return numpy('Transpose', [given.operand('a')], { axes: given.given('perm') ? given.integers('perm') : null });
}
function squeeze(given) {
    const axes = given.given('axis') ? given.integers('axis') : [];
    if (axes.length === 0)
        return numpy('Squeeze', [given.operand('input')], { axis: null });
    return numpy('Squeeze', [given.operand('input')], { axis: axes.length === 1 ? (axes[0] ?? null) : axes });
}
/** As a layer, if it can be one: the operation's automatic name in Keras 3.3.3 is that of many a layer. */
function shaping_concatenate(given) {
    const values = given.operands('values');
    const axis = given.integer('axis', 0);
    const dtype = given.layerDtype([given.raw('values')].flat().find((value) => value instanceof TensorRef) ?? null);
    const tensorsOnly = values.every((value) => value instanceof TensorRef);
    if (axis !== 0 && values.length > 1 && tensorsOnly && dtype !== undefined)
        return compose_layer('Concatenate', [values], { axis }, dtype);
    return numpy('Concatenate', [values], { axis });
}
function unstack(given) {
    const num = given.given('num') ? given.integer('num', 0) : null;
    return core('Unstack', [given.operand('value')], { num, axis: given.integer('axis', 0) });
}
/** Keras 3 splits into equal parts, or at indices where TensorFlow gives sizes. */
function split(given) {
    const value = given.operand('value');
    const axis = given.integer('axis', 0);
    const parts = given.raw('num_or_size_splits');
    if (!Array.isArray(parts)) {
        return numpy('Split', [value], { indices_or_sections: given.integer('num_or_size_splits', 1), axis });
    }
    const sizes = splitSizes(given.integers('num_or_size_splits'), given.shape(given.raw('value'))?.at(axis));
    let end = 0;
    const ends = sizes.slice(0, -1).map((size) => {
        end += size;
        return end;
    });
    return numpy('Split', [value], { indices_or_sections: ends.length === 0 ? 1 : ends, axis });
}
/** The one size of -1, if any, is what the others leave; that of the last part is not needed. */
function splitSizes(sizes, total) {
    const rest = sizes.indexOf(-1);
    if (rest === -1 || rest === sizes.length - 1)
        return [...sizes];
    if (typeof total !== 'number')
        throw new unsupported_Unsupported('has a part of size -1 on an axis of unknown size');
    const others = sizes.reduce((sum, size) => sum + size, 1);
    return sizes.map((size) => (size === -1 ? total - others : size));
}
function pad(given) {
    const paddings = given.raw('paddings');
    if (!Array.isArray(paddings))
        throw new unsupported_Unsupported('takes its paddings from a tensor, not from integers');
    const widths = paddings.map((sides) => {
        if (!Array.isArray(sides) || !sides.every((side) => typeof side === 'number')) {
            throw new unsupported_Unsupported('takes its paddings from a tensor, not from integers');
        }
        return sides;
    });
    const mode = given.text('mode', 'CONSTANT').toLowerCase();
    if (!['constant', 'reflect', 'symmetric'].includes(mode))
        throw new unsupported_Unsupported(`in the mode ${mode} is unknown`);
    const value = given.number('constant_values', 0);
    const args = [given.operand('tensor'), ...(mode === 'constant' && value !== 0 ? [pythonFloat(value)] : [])];
    return numpy('Pad', args, { pad_width: widths, mode });
}
/** One after the other: Keras 3.3.3 reverses and rolls along lists of axes differently from later versions. */
function reverse(given) {
    const axes = given.integers('axis');
    return axes.reduce((x, axis) => reversed(x, axis), given.operand('tensor'));
}
function roll(given) {
    const shifts = given.integers('shift');
    const axes = given.integers('axis');
    const rolled = axes.reduce((x, axis, index) => numpy('Roll', [x], { shift: shifts[index] ?? 0, axis }), given.operand('input'));
    return rolled;
}
function repeat(given) {
    const axis = given.given('axis') ? given.integer('axis', 0) : null;
    const repeats = given.integers('repeats');
    return numpy('Repeat', [given.operand('input')], {
        repeats: repeats.length === 1 ? (repeats[0] ?? 1) : repeats,
        axis,
    });
}
/** Height, width and channels of NHWC images, which rearranging pixels needs. */
function imageSizes(given) {
    given.only('data_format', 'NHWC');
    const [batch, height, width, channels, ...rest] = given.shape(given.raw('input')) ?? [];
    if (batch === undefined || !height || !width || !channels || rest.length > 0) {
        throw new unsupported_Unsupported('is called on images of unknown size');
    }
    return [height, width, channels];
}
function spaceToDepth(given) {
    const [height, width, channels] = imageSizes(given);
    const block = given.integer('block_size', 1);
    const [rows, columns] = [height / block, width / block];
    const blocks = numpy('Reshape', [given.operand('input')], { newshape: [-1, rows, block, columns, block, channels] });
    const gathered = numpy('Transpose', [blocks], { axes: [0, 1, 3, 2, 4, 5] });
    return numpy('Reshape', [gathered], { newshape: [-1, rows, columns, block * block * channels] });
}
function depthToSpace(given) {
    const [height, width, channels] = imageSizes(given);
    const block = given.integer('block_size', 1);
    const left = channels / (block * block);
    const blocks = numpy('Reshape', [given.operand('input')], { newshape: [-1, height, width, block, block, left] });
    const spread = numpy('Transpose', [blocks], { axes: [0, 1, 3, 2, 4, 5] });
    return numpy('Reshape', [spread], { newshape: [-1, height * block, width * block, left] });
}
function oneHot(given) {
    const dtype = given.dtypeArgument('dtype') ?? 'float32';
    const config = { num_classes: given.integer('depth', 1), axis: given.integer('axis', -1), dtype };
    const hot = nn('OneHot', [given.operand('indices')], config);
    const [on, off] = [given.number('on_value', 1), given.number('off_value', 0)];
    if (on === 1 && off === 0)
        return hot;
    return numpy('Add', [numpy('Multiply', [hot, pythonFloat(on - off)]), pythonFloat(off)]);
}
function sequenceMask(given) {
    if (!given.given('maxlen'))
        throw new unsupported_Unsupported('without maxlen gives a size that depends on the data');
    const positions = Array.from({ length: given.integer('maxlen', 0) }, (_, index) => index);
    const dtype = given.dtypeArgument('dtype') ?? 'bool';
    const lengths = numpy('ExpandDims', [given.operand('lengths')], { axis: -1 });
    const mask = numpy('Less', [array(positions, given.dtype(given.raw('lengths')) ?? 'int32'), lengths]);
    return dtype === 'bool' ? mask : compose_cast(mask, dtype);
}
/** A tensor of one value, of as many rows as there are samples. */
function filled(name, value) {
    return (given) => {
        const [batch, ...sizes] = given.sizes(name);
        if (!(batch instanceof Batch) || !sizes.every((size) => typeof size === 'number' && size > 0)) {
            throw new unsupported_Unsupported('of sizes that do not begin with the batch has no counterpart in Keras 3');
        }
        const dtype = given.dtypeArgument('dtype') ?? 'float32';
        const flat = compose_layer('Flatten', [batch.of], {}, 'float32');
        const column = numpy('GetItem', [flat, [slice(null, null, null), slice(0, 1, null)]]);
        const rows = numpy('Tile', [numpy('ZerosLike', [compose_cast(column, dtype)])], {
            repeats: [1, sizes.reduce((n, size) => n * size, 1)],
        });
        const zeros = numpy('Reshape', [rows], { newshape: [-1, ...sizes] });
        const number = value(given);
        return number === 0 ? zeros : numpy('Add', [zeros, dtype.includes('float') ? pythonFloat(number) : number]);
    };
}
const SHAPING = [
    { names: 'reshape', parameters: 'tensor shape', build: shaping_reshape },
    { names: 'shape', parameters: 'input out_type optimize', build: shaping_shape, dtype: 'int32' },
    {
        names: 'size',
        parameters: 'input out_type optimize',
        build: (given) => numpy('Sum', [numpy('OnesLike', [compose_cast(given.operand('input'), 'int32')])], { axis: null, keepdims: false }),
        dtype: 'int32',
    },
    { names: 'transpose', parameters: 'a|x perm conjugate', build: shaping_transpose },
    {
        names: 'expand_dims',
        parameters: 'input axis|dim',
        build: (given) => numpy('ExpandDims', [given.operand('input')], { axis: given.integer('axis', 0) }),
    },
    { names: 'squeeze', parameters: 'input axis|squeeze_dims', build: squeeze },
    {
        names: 'tile',
        parameters: 'input multiples',
        build: (given) => numpy('Tile', [given.operand('input')], { repeats: given.knownIntegers('multiples') }),
    },
    { names: 'repeat', parameters: 'input repeats axis', build: repeat },
    {
        names: 'broadcast_to',
        parameters: 'input shape',
        build: (given) => numpy('BroadcastTo', [given.operand('input')], { shape: given.knownIntegers('shape') }),
    },
    { names: 'concat', parameters: 'values axis', build: shaping_concatenate },
    {
        names: 'stack',
        parameters: 'values axis',
        build: (given) => stack(given.operands('values'), given.integer('axis', 0)),
    },
    { names: 'unstack', parameters: 'value num axis', build: unstack },
    { names: 'split', parameters: 'value num_or_size_splits axis num', build: split },
    { names: 'pad', parameters: 'tensor paddings mode constant_values', build: pad },
    { names: 'reverse', parameters: 'tensor axis', build: reverse },
    { names: 'roll', parameters: 'input shift axis', build: roll },
    { names: 'nn.space_to_depth space_to_depth', parameters: 'input block_size data_format', build: spaceToDepth },
    { names: 'nn.depth_to_space depth_to_space', parameters: 'input block_size data_format', build: depthToSpace },
    {
        names: 'one_hot',
        parameters: 'indices depth on_value off_value axis dtype',
        build: oneHot,
        dtype: (given) => given.dtypeArgument('dtype') ?? 'float32',
    },
    {
        names: 'sequence_mask',
        parameters: 'lengths maxlen dtype',
        build: sequenceMask,
        dtype: (given) => given.dtypeArgument('dtype') ?? 'bool',
    },
    ...alike({ 0: 'zeros', 1: 'ones' }, (value) => ({
        parameters: 'shape dtype layout',
        build: filled('shape', () => Number(value)),
        dtype: (given) => given.dtypeArgument('dtype') ?? 'float32',
    })),
    {
        names: 'fill',
        parameters: 'dims value layout',
        build: filled('dims', (given) => given.number('value', 0)),
        dtype: 'float32',
    },
    {
        names: 'keras.backend.batch_flatten',
        parameters: 'x',
        build: (given) => {
            const dtype = given.layerDtype(given.raw('x'));
            if (dtype === undefined)
                throw new unsupported_Unsupported('is called on a tensor of unknown type');
            return compose_layer('Flatten', [given.operand('x')], {}, dtype);
        },
    },
];

;// CONCATENATED MODULE: ./lib/keras/upgrade/operations/index.js












const ROWS = new Map([...ARITHMETIC, ...reductions_REDUCTIONS, ...PRODUCTS, ...activations_ACTIVATIONS, ...SLICING, ...SHAPING, ...IMAGES].flatMap((row) => row.names.split(' ').map((name) => [name, row])));
/** The layer classes that stand for operations on tensors. */
const OPERATION_LAYERS = new Set([
    'TFOpLambda',
    'SlicingOpLambda',
    'ClassMethod',
    'InstanceProperty',
    'InstanceMethod',
    'TensorFlowOpLayer',
]);
/**
 * The operations of Keras 3 that compute what one call of a Keras 2 operation layer does. A value that the model
 * computes from `tf.shape` is followed to its source, so that operations on shapes may be left without a consumer: what
 * no output depends on may be dropped, refused or not.
 *
 * @param className one of {@link OPERATION_LAYERS}
 * @returns the operation, or why there is none: a sentence without the name of the layer
 */
function upgradeOperation(className, config, call, facts) {
    const made = names_functionCall(className, config, call);
    if (made === undefined)
        return refuse(operations_describe(className, config), 'has no counterpart in Keras 3');
    const row = ROWS.get(made.name);
    if (row === undefined) {
        return refuse(`tf.${made.name}`, LOST.get(made.name) ?? 'has no counterpart among the operations of Keras 3');
    }
    try {
        const policy = typeof config.dtype === 'string' ? config.dtype : undefined;
        const given = new arguments_Arguments(row.parameters, made.call, facts, policy);
        return { operation: row.build(given), dtype: resultType(row, given, made) };
    }
    catch (error) {
        if (error instanceof unsupported_Unsupported)
            return refuse(`tf.${made.name}`, error.message);
        throw error;
    }
}
// Keras 2 saves arguments by the names of the function's parameters; these have arguments without one.
const LOST = new Map(['__operators__.eq', '__operators__.ne', 'meshgrid', 'einsum', 'linalg.einsum'].map((name) => [
    name,
    'was saved by Keras 2 without its other operands, so that no Keras can load it',
]));
function operations_describe(className, config) {
    const parts = [config.cls_symbol, config.method_name, config.attr_name, config.function, rawName(config)].filter((part) => typeof part === 'string');
    return parts.length === 0 ? `the operation ${className}` : `the operation ${parts.join('.')} (${className})`;
}
function refuse(what, why) {
    return {
        refusal: `${what} ${why}; rebuild the model in Keras 3 with a layer of your own in its place and load the weights into it.`,
    };
}
/**
 * What is known of the tensor that one call of an operation layer makes in Keras 2, without running it. The layer's own
 * configuration says nothing of it: Keras 2 writes the type of the policy there, whatever the operation returns.
 */
function operationOutput(className, config, call, facts) {
    const unknown = { shape: undefined, dtype: undefined };
    const made = functionCall(className, config, call);
    const row = made && ROWS.get(made.name);
    if (made === undefined || row === undefined)
        return unknown;
    try {
        const given = new Arguments(row.parameters, made.call, facts, undefined);
        return { shape: inferShape(row.names.split(' ')[0] ?? '', given), dtype: resultType(row, given, made) };
    }
    catch (error) {
        // Arguments that cannot be read say nothing; where they matter, upgradeOperation says why.
        if (error instanceof Unsupported || error instanceof RangeError)
            return unknown;
        throw error;
    }
}
function resultType(row, given, made) {
    if (typeof row.dtype === 'function')
        return row.dtype(given);
    if (row.dtype !== undefined && row.dtype !== 'same')
        return row.dtype;
    if (made.dtype !== undefined)
        return made.dtype;
    const first = firstTensor([...made.call.args, ...Object.values(made.call.kwargs)]);
    return first === undefined ? undefined : given.facts.dtypeOf(first);
}
function firstTensor(values) {
    for (const value of values) {
        const found = value instanceof TensorRef ? value : Array.isArray(value) ? firstTensor(value) : undefined;
        if (found !== undefined)
            return found;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/place-operation.js


/**
 * An operation as entries of the graph, its arguments first: the outermost takes the name of the layer it stands for.
 */
function placeOperation(operation, name, map, freshName) {
    const placed = [];
    const argument = (value) => {
        if (value instanceof Operation) {
            const inner = freshName(`${name}_${snakeCase(value.className)}`);
            placed.push(...placeOperation(value, inner, map, freshName));
            return new TensorRef(inner, 0, 0);
        }
        if (value instanceof TensorRef)
            return map(value);
        if (Array.isArray(value))
            return value.map(argument);
        if (value === null || typeof value !== 'object' || value instanceof Float)
            return value;
        return place_operation_mapValues(value, argument);
    };
    const args = operation.args.map(argument);
    const kwargs = place_operation_mapValues(operation.kwargs, argument);
    placed.push({ name, object: serialize(operation, name), calls: [{ args, kwargs }] });
    return placed;
}
/** A layer always carries its name; an operation where Keras 3.3.3 takes one. */
function serialize(operation, name) {
    const isLayer = operation.module === 'keras.layers';
    const config = isLayer || operation.named ? { ...operation.config, name } : { ...operation.config };
    return {
        module: operation.module,
        class_name: operation.className,
        config,
        registered_name: isLayer ? null : operation.className,
    };
}
function place_operation_mapValues(values, map) {
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
function snakeCase(className) {
    return className.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/tensor-facts.js




/** Layers whose output has the shape of their first input. */
const SAME_SHAPE = new Set([
    'Activation',
    'ActivityRegularization',
    'AlphaDropout',
    'BatchNormalization',
    'Dropout',
    'ELU',
    'GaussianDropout',
    'GaussianNoise',
    'GroupNormalization',
    'LayerNormalization',
    'LeakyReLU',
    'Masking',
    'Normalization',
    'PReLU',
    'ReLU',
    'Rescaling',
    'Softmax',
    'SpatialDropout1D',
    'SpatialDropout2D',
    'SpatialDropout3D',
    'ThresholdedReLU',
    'UnitNormalization',
]);
/** Layers that hand on an integer tensor as it is; others compute in the dtype of their policy. */
const SAME_DTYPE = new Set(['Flatten', 'Permute', 'RepeatVector', 'Reshape', 'Concatenate']);
/** Facts of the tensors of a graph, as far as its configuration tells. */
function tensorFacts(graph) {
    const layers = new Map(graph.layers.map((layer) => [layer.name, layer]));
    const configOf = (layer) => (isObject(layer.object.config) ? layer.object.config : {});
    const firstInput = (layer, node) => {
        const call = layer.calls[node];
        return call ? refsOf(call)[0] : undefined;
    };
    // A damaged file may hold a cycle.
    const depthLimit = graph.layers.length + 1;
    function shape(ref, depth) {
        const layer = layers.get(ref.layer);
        if (!layer || depth > depthLimit)
            return undefined;
        const config = configOf(layer);
        const className = sourceClassOf(layer.object).className ?? '';
        if (className === 'InputLayer')
            return dimensions(config.batch_input_shape ?? config.batch_shape);
        const input = firstInput(layer, ref.node);
        if (!input)
            return undefined;
        if (SAME_SHAPE.has(className))
            return shape(input, depth + 1);
        if (className === 'Dense' && typeof config.units === 'number') {
            const inner = shape(input, depth + 1);
            return inner ? [...inner.slice(0, -1), config.units] : undefined;
        }
        return undefined;
    }
    function dtype(ref, depth) {
        const layer = layers.get(ref.layer);
        if (!layer || depth > depthLimit)
            return undefined;
        const config = configOf(layer);
        const className = sourceClassOf(layer.object).className ?? '';
        const policy = upgradeDtype(config.dtype);
        const input = firstInput(layer, ref.node);
        if (SAME_DTYPE.has(className) && input) {
            const inner = dtype(input, depth + 1);
            if (inner === undefined || !inner.startsWith('float'))
                return inner;
        }
        return policy?.startsWith('mixed_') ? policy.slice('mixed_'.length) : policy;
    }
    return { shapeOf: (ref) => shape(ref, 0), dtypeOf: (ref) => dtype(ref, 0) };
}
function dimensions(value) {
    if (!Array.isArray(value))
        return undefined;
    return value.map((size) => (typeof size === 'number' ? size : null));
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/functional.js














/** Layers that hand their input on, to compute a loss or a metric from it (Keras 2's base_layer.py). */
const LOSS_LAYERS = new Set(['AddLoss', 'AddMetric']);
/** Tensor operations in place of layers (Keras 2's tf_op_layer.py; TensorFlowOpLayer until TensorFlow 2.3). */
const functional_OPERATION_LAYERS = new Set([
    'TFOpLambda',
    'SlicingOpLambda',
    'TensorFlowOpLayer',
    'ClassMethod',
    'InstanceMethod',
    'InstanceProperty',
]);
/** A functional model's configuration: layers, calls, inputs and outputs in Keras 3's form. */
function functional_upgradeFunctional(object, name, place, notes) {
    const config = isObject(object.config) ? object.config : {};
    const upgraded = { name };
    // True would unfreeze every layer of the model (Functional.__init__ of Keras 3 sets it on all of them).
    if (config.trainable === false)
        upgraded.trainable = false;
    try {
        return { ...upgraded, ...upgradeGraph(readGraph(config), place, notes) };
    }
    catch (error) {
        if (!(error instanceof MalformedGraph))
            throw error;
        notes.refuse(place.at(-1), `the model "${place.join('/')}" cannot be read: ${error.message}; the file may be damaged`);
        return { ...upgraded, layers: [], input_layers: [], output_layers: [] };
    }
}
function upgradeGraph(graph, place, notes) {
    const names = new LayerNames(graph.layers.map((layer) => layer.name));
    const reached = reachableCalls(graph);
    const kept = new Map();
    for (const source of graph.layers) {
        const nodes = [...(reached.get(source.name) ?? [])].sort((a, b) => a - b);
        if (nodes.length > 0)
            kept.set(source.name, keepLayer(source, nodes, names, place, notes));
    }
    noteUnused(graph, kept, place, notes);
    const map = (ref) => mapRef(ref, kept);
    const facts = tensorFacts(graph);
    const placed = [];
    for (const layer of kept.values()) {
        if (layer.isOperation)
            placed.push(...placeOperations(layer, facts, map, names, place, notes));
        else
            placed.push(...placeLayer(layer, map));
    }
    const layers = writeLayers(placed, (name) => names.fresh(name));
    const write = (ref) => {
        const { layer, node, tensor } = map(ref);
        const entry = placed.find((candidate) => candidate.name === layer);
        return [layer, entry && isFunctional(entry.object) ? node + 1 : node, tensor];
    };
    return { layers, input_layers: writeOutputs(graph.inputs, write), output_layers: writeOutputs(graph.outputs, write) };
}
function keepLayer(source, nodes, names, place, notes) {
    const className = sourceClassOf(source.object).className ?? '';
    const name = names.of(source.name);
    const isOperation = functional_OPERATION_LAYERS.has(className);
    const base = { source, className, nodes, isOperation };
    if (isOperation) {
        return {
            ...base,
            names: nodes.map((_, call) => (call === 0 ? name : names.fresh(`${name}_${call}`))),
            upgraded: undefined,
        };
    }
    if (LOSS_LAYERS.has(className))
        return { ...base, names: [name], upgraded: undefined };
    const upgraded = className === 'InputLayer'
        ? { object: upgradeInputLayer(source.object, place, notes, name) }
        : layer_upgradeLayer(source.object, place, notes, name);
    if (upgraded.before)
        named(upgraded.before, names.fresh(`${name}_scaling`));
    if (upgraded.after)
        named(upgraded.after, names.fresh(`${name}_activation`));
    return { ...base, names: [name], upgraded };
}
/** A tensor of the source graph in the new one. */
function mapRef(ref, kept) {
    const layer = kept.get(ref.layer);
    if (!layer)
        throw new MalformedGraph(`it refers to a layer "${ref.layer}" that it does not hold`);
    const index = layer.nodes.indexOf(ref.node);
    if (LOSS_LAYERS.has(layer.className)) {
        const call = layer.source.calls[ref.node];
        const input = call ? refsOf(call)[0] : undefined;
        if (!input)
            throw new MalformedGraph(`layer "${ref.layer}" has no input`);
        return mapRef(input, kept);
    }
    if (layer.isOperation)
        return new TensorRef(layer.names[index] ?? ref.layer, 0, ref.tensor);
    const after = layer.upgraded?.after;
    if (after)
        return new TensorRef(nameIn(after), index, 0);
    return new TensorRef(layer.names[0] ?? ref.layer, index, ref.tensor);
}
function nameIn(object) {
    return isObject(object.config) && typeof object.config.name === 'string' ? object.config.name : '';
}
/** A layer's entry, and those of the layers that must stand before and after it, each called as often. */
function placeLayer(layer, map) {
    const { upgraded, source, nodes } = layer;
    const name = layer.names[0] ?? source.name;
    if (!upgraded)
        return [];
    const calls = nodes.flatMap((node) => {
        const call = source.calls[node];
        return call ? [mapCall(upgradeCall(layer.className, upgraded.object, call), map)] : [];
    });
    if (!upgraded.before && !upgraded.after)
        return [{ name, object: upgraded.object, calls }];
    const placed = [];
    let own = calls;
    if (upgraded.before) {
        const before = nameIn(upgraded.before);
        placed.push({ name: before, object: upgraded.before, calls: calls.map(({ args }) => ({ args, kwargs: {} })) });
        own = calls.map((call, index) => ({ ...call, args: [new TensorRef(before, index, 0)] }));
    }
    placed.push({ name, object: upgraded.object, calls: own });
    if (upgraded.after) {
        const after = calls.map((_, index) => ({ args: [new TensorRef(name, index, 0)], kwargs: {} }));
        placed.push({ name: nameIn(upgraded.after), object: upgraded.after, calls: after });
    }
    return placed;
}
function placeOperations(layer, facts, map, names, place, notes) {
    const { source, className } = layer;
    const config = isObject(source.object.config) ? source.object.config : {};
    const placed = [];
    for (const [index, node] of layer.nodes.entries()) {
        const call = source.calls[node];
        const name = layer.names[index];
        if (!call || name === undefined)
            continue;
        const upgraded = upgradeOperation(className, config, call, facts);
        if ('refusal' in upgraded) {
            notes.refuse(source.name, upgraded.refusal);
            continue;
        }
        noteOperation(upgraded.operation, source, place, notes);
        placed.push(...placeOperation(upgraded.operation, name, map, (wanted) => names.fresh(wanted)));
    }
    return placed;
}
function noteOperation(operation, source, place, notes) {
    notes.change([...place, source.name, 'class_name'], source.object.class_name, operation.className);
}
function noteUnused(graph, kept, place, notes) {
    for (const { name, object } of graph.layers) {
        const className = sourceClassOf(object).className ?? '';
        if (LOSS_LAYERS.has(className)) {
            notes.warn(name, `Keras 3 keeps no ${className} layers: the model predicts the same, but training goes on without what layer "${name}" added`);
        }
        else if (!kept.has(name)) {
            notes.warn(name, `layer "${name}" of "${place.join('/')}" is left out, because no output depends on it and Keras 3 keeps no such layers`);
        }
    }
}
function writeOutputs(outputs, write) {
    if (Array.isArray(outputs))
        return listOutputs(outputs).map(write);
    return Object.fromEntries([...outputs].map(([key, ref]) => [key, write(ref)]));
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/nested.js







/**
 * The kind of model a serialized object is, if it is one: by Keras's own classes, and by the shape of its configuration
 * for subclasses of them. Keras before 2.3 wrote a Sequential's configuration as a bare list of layers.
 */
function modelKind(object) {
    const { className, custom } = sourceClassOf(object);
    const { config } = object;
    if (isObject(config) && Array.isArray(config.layers) && Object.hasOwn(config, 'output_layers'))
        return 'functional';
    if (Array.isArray(config) && className === 'Sequential')
        return 'sequential';
    if (!isObject(config) || !Array.isArray(config.layers) || Object.hasOwn(config, 'layer'))
        return undefined;
    if (className === 'Sequential' && !custom)
        return 'sequential';
    const plain = Object.keys(config).every((key) => SEQUENTIAL_KEYS.has(key));
    return custom && plain && config.layers.every((layer) => isObject(layer) && isObject(layer.config))
        ? 'sequential'
        : undefined;
}
const SEQUENTIAL_KEYS = new Set(['name', 'layers', 'build_input_shape', 'trainable', 'dtype']);
function isModel(object) {
    return modelKind(object) !== undefined;
}
const BUILT_IN = new Set(['Functional', 'Model', 'Sequential', 'Network']);
/** A model as an object of Keras 3, whether it stands alone or inside another. */
function upgradeNestedModel(object, place, notes, name) {
    const sourceName = upgrade_layer_nameOf(object);
    const written = name ?? plainName(sourceName);
    const here = [...place, sourceName];
    const { className = '', custom } = sourceClassOf(object);
    if (written !== sourceName)
        notes.change([...here, 'name'], sourceName, written);
    const isCustom = custom || !BUILT_IN.has(className);
    if (isCustom)
        noteCustomClass(object, sourceName, notes);
    const config = modelKind(object) === 'sequential'
        ? upgradeSequential(object, written, isCustom, here, notes)
        : functional_upgradeFunctional(object, written, here, notes);
    const upgraded = isCustom ? custom_customObject(object, config) : builtIn(config);
    if (!isCustom && upgraded.class_name !== object.class_name) {
        notes.change([...here, 'class_name'], object.class_name, upgraded.class_name);
    }
    notes.origins.set(upgraded, {
        className,
        name: sourceName,
        config: isObject(object.config) ? object.config : {},
        custom: isCustom,
        adjustments: [],
        configFromWeights: [],
    });
    return upgraded;
}
/** As Keras 3.3.3 writes its models. */
function builtIn(config) {
    return Object.hasOwn(config, 'output_layers')
        ? { module: 'keras.src.models.functional', class_name: 'Functional', config, registered_name: 'Functional' }
        : { module: 'keras', class_name: 'Sequential', config, registered_name: null };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/writer.js
/** A file that names no version is by Keras 1 or an early Keras 2, whose rules were the same. */
function writerOf(kerasVersion) {
    const match = /^(\d+)\.(\d+)/.exec(kerasVersion ?? '');
    const major = match ? Number(match[1]) : 2;
    const minor = match ? Number(match[2]) : 0;
    return {
        isKeras3: major >= 3,
        before: (otherMajor, otherMinor) => major < otherMajor || (major === otherMajor && minor < otherMinor),
    };
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/notes.js

/** What one run of the upgrade has found so far; the only thing its functions share besides their arguments. */
class Notes {
    context;
    writer;
    origins = new Map();
    changes = [];
    warnings = [];
    refusals = [];
    constructor(context) {
        this.context = context;
        this.writer = writerOf(context.kerasVersion);
    }
    /** Notes a changed configuration entry; `path` is the layer's place and the key. */
    change(path, from, to) {
        this.changes.push({ path: path.join('/'), from, to });
    }
    warn(layer, text) {
        this.warnings.push(layer === undefined ? { text } : { layer, text });
    }
    refuse(layer, text) {
        this.refusals.push(layer === undefined ? { text } : { layer, text });
    }
    /** Something only the user's own code can load: said in a warning, or refused in strict mode. */
    custom(layer, text) {
        if (this.context.strict)
            this.refuse(layer, `${text} (refused because strict is set)`);
        else
            this.warn(layer, text);
    }
}

;// CONCATENATED MODULE: ./lib/keras/upgrade/model.js




/**
 * Upgrades a Keras 2 model configuration (`model_config` of an `.h5`, `config.json` of a `.keras`) to Keras 3's form, in
 * the dialect of 3.3.3, which newer versions read too. Pure: nothing is read but the arguments, and the configuration
 * given is left as it is.
 *
 * What cannot be converted is in `refusals` of the result; a configuration that is no model at all is one too.
 */
function upgradeModel(config, context) {
    const notes = new Notes(context);
    const model = model_upgradeRoot(rootOf(config), notes);
    checkMaskedAttention(notes);
    const { origins, changes, warnings, refusals } = notes;
    return { model, origins, changes, warnings, refusals };
}
/** Keras's earliest Sequential files held the bare list of layers. */
function rootOf(config) {
    if (Array.isArray(config))
        return { class_name: 'Sequential', config };
    return isObject(config) ? config : undefined;
}
function model_upgradeRoot(root, notes) {
    if (root && modelKind(root) !== undefined)
        return upgradeNestedModel(root, [], notes);
    const className = root?.class_name;
    notes.refuse(undefined, `the model configuration ${typeof className === 'string' ? `is of the class "${className}" and lists no layers` : 'lists no layers'}; ` +
        'only functional and Sequential models hold their architecture: convert the weights alone, or save the model in Keras 3');
    return { module: null, class_name: className ?? null, config: {}, registered_name: null };
}

;// CONCATENATED MODULE: ./lib/keras/variables/layout-steps.js

/**
 * How the weights of a cuDNN layer are laid out: per gate, each kernel is stored as the transposed matrix cuDNN reads, and
 * there are two biases, one for the input and one for the recurrent product (`hdf5_format.py: _convert_rnn_weights`).
 */
const CUDNN = new Map([
    ['LSTMCell', { gates: 4, bias: () => ({ kind: 'sum-halves' }) }],
    ['GRUCell', { gates: 3, bias: (size) => ({ kind: 'reshape', shape: [2, size / 2] }) }],
]);
/** Layers whose kernels Keras 2 flipped when a file changed backend (`saving.py: preprocess_weights_for_loading`), and which of their variables. */
const FLIPPED = new Map([
    ['Conv1D', ['kernel']],
    ['Conv2D', ['kernel']],
    ['Conv3D', ['kernel']],
    ['Conv2DTranspose', ['kernel']],
    ['ConvLSTMCell', ['kernel', 'recurrent_kernel']],
]);
/** Steps from the layout in which the source kept a variable to Keras 3's, then the changes to its values that the upgrade asks for. */
function stepsFor(variable, pairs, backend) {
    const adjustments = (variable.owner.origin?.adjustments ?? [])
        .filter((adjustment) => adjustment.variable === variable.name)
        .flatMap((adjustment) => adjustment.steps);
    const relaid = adjustments.some(({ kind }) => kind !== 'scale-blocks');
    if (relaid)
        return adjustments;
    return [...cudnnSteps(variable, pairs), ...theanoSteps(variable, pairs, backend), ...adjustments];
}
/** The bias alone tells a cuDNN source: it is twice as long, and flat. */
function isCudnnSource(variable, pairs) {
    const rule = CUDNN.get(variable.owner.className);
    const bias = variable.owner.variables.find(({ name }) => name === 'bias');
    const units = variable.owner.config.units;
    const shape = bias && pairs.get(bias)?.shape;
    return rule !== undefined && typeof units === 'number' && shape?.length === 1 && shape[0] === 2 * rule.gates * units;
}
function cudnnSteps(variable, pairs) {
    const rule = CUDNN.get(variable.owner.className);
    if (!rule || !isCudnnSource(variable, pairs))
        return [];
    if (variable.name === 'bias')
        return [rule.bias(pairs.get(variable)?.shape[0] ?? 0)];
    return [{ kind: 'transpose-blocks', blocks: rule.gates }];
}
/** Theano convolves with kernels flipped along every spatial axis. */
function isFlipped(variable, backend) {
    return backend === 'theano' && (FLIPPED.get(variable.owner.className) ?? []).includes(variable.name);
}
function theanoSteps(variable, pairs, backend) {
    const rank = pairs.get(variable)?.shape.length ?? 0;
    if (!isFlipped(variable, backend) || rank <= 2)
        return [];
    return [{ kind: 'flip', axes: Array.from({ length: rank - 2 }, (_, axis) => axis) }];
}
/** Whether a tensor, after its steps, has a shape that the configuration allows. */
function fits(variable, pairs, backend) {
    const tensor = pairs.get(variable);
    if (!tensor)
        return false;
    return allows(variable, shapeAfter([tensor], stepsFor(variable, pairs, backend)).shape);
}
/** Whether the configuration allows a variable this shape. */
function allows(variable, shape) {
    const expected = variable.shape;
    if (expected === undefined)
        return true;
    return expected.length === shape.length && expected.every((size, axis) => size === null || size === shape[axis]);
}

;// CONCATENATED MODULE: ./lib/keras/variables/class-name.js
/**
 * The path component Keras derives from a class name (`keras/src/utils/naming.py: to_snake_case`; Keras 2.12 to 2.15 use
 * the same two substitutions): `Conv2DTranspose` → `conv2d_transpose`, `PReLU` → `p_re_lu`.
 */
function toSnakeCase(className) {
    return className
        .replace(/[^\p{L}\p{N}_]+/gu, '')
        .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
        .replace(/([a-z])([A-Z])/g, '$1_$2')
        .toLowerCase();
}
/** The Python class behind a serialized class name: `MyPackage>MyLayer` is registered under a package, its class is `MyLayer`. */
function pythonClassName(className) {
    return className.slice(className.lastIndexOf('>') + 1);
}
/** Numbers the repetitions of a name: `dense`, `dense_1`, `dense_2` (`saving_lib.py: _get_unique_name`). */
class SiblingNames {
    #used = new Map();
    next(name) {
        const count = this.#used.get(name);
        this.#used.set(name, count === undefined ? 0 : count + 1);
        return count === undefined ? name : `${name}_${count + 1}`;
    }
}

;// CONCATENATED MODULE: ./lib/keras/variables/variable-rows.js

/**
 * What each layer class holds itself (children apart), in the order of Keras 3's `_trainable_variables +
 * _non_trainable_variables`, which is also the order inside `vars`. Read from each class's `build` in Keras 3.3.3 and
 * 3.15.1 and in Keras 2.15; classes without a row hold none.
 */
const variable_rows_ROWS = new Map([
    ['Dense', (c) => [variable_rows_weight('kernel', [null, number(c.units)]), biased(c, number(c.units))]],
    ['EinsumDense', (c) => [variable_rows_weight('kernel'), given(c.bias_axes) && variable_rows_weight('bias')]],
    ['Embedding', (c) => [variable_rows_weight('embeddings', [number(c.input_dim), number(c.output_dim)])]],
    ...convolutions('Conv', [1, 2, 3], (c, rank) => [
        variable_rows_weight('kernel', [...variable_rows_window(c, rank), null, number(c.filters)]),
        biased(c, number(c.filters)),
    ]),
    ...transposedConvolutions(),
    ...convolutions('DepthwiseConv', [1, 2], (c, rank) => [
        { ...variable_rows_weight('kernel', [...variable_rows_window(c, rank), null, number(c.depth_multiplier)]), legacyName: 'depthwise_kernel' },
        biased(c, null),
    ]),
    ...convolutions('SeparableConv', [1, 2], (c, rank) => [
        variable_rows_weight('depthwise_kernel', [...variable_rows_window(c, rank), null, number(c.depth_multiplier)]),
        variable_rows_weight('pointwise_kernel', [...Array(rank).fill(1), null, number(c.filters)]),
        biased(c, number(c.filters)),
    ]),
    [
        'BatchNormalization',
        (c) => [
            c.scale !== false && variable_rows_weight('gamma', [null]),
            c.center !== false && variable_rows_weight('beta', [null]),
            statistic('moving_mean', [null]),
            statistic('moving_variance', [null]),
        ],
    ],
    [
        'LayerNormalization',
        (c) => [(c.scale !== false || c.rms_scaling === true) && variable_rows_weight('gamma'), c.center !== false && variable_rows_weight('beta')],
    ],
    [
        'GroupNormalization',
        (c) => [c.scale !== false && variable_rows_weight('gamma', [null]), c.center !== false && variable_rows_weight('beta', [null])],
    ],
    ['LayerScale', () => [variable_rows_weight('gamma', [null])]],
    ['PReLU', () => [variable_rows_weight('alpha')]],
    [
        'Attention',
        (c) => [
            c.use_scale === true && variable_rows_weight('scale', []),
            c.score_mode === 'concat' && variable_rows_weight('concat_score_weight', []),
        ],
    ],
    ['AdditiveAttention', (c) => [c.use_scale !== false && variable_rows_weight('scale', [null])]],
    [
        'Normalization',
        (c) => given(c.mean) ? [] : [statistic('mean'), statistic('variance'), { name: 'count', trainable: false, shape: [] }],
    ],
    ['SimpleRNNCell', (c) => variable_rows_recurrent(c, 1, [units(c, 1)])],
    ['LSTMCell', (c) => variable_rows_recurrent(c, 4, [units(c, 4)])],
    ['GRUCell', (c) => variable_rows_recurrent(c, 3, c.reset_after === false ? [units(c, 3)] : [2, units(c, 3)])],
    [
        'ConvLSTMCell',
        (c) => [
            variable_rows_weight('kernel', [...variable_rows_window(c), null, times(c.filters, 4)]),
            variable_rows_weight('recurrent_kernel', [...variable_rows_window(c), number(c.filters), times(c.filters, 4)]),
            biased(c, times(c.filters, 4)),
        ],
    ],
    ...['StringLookup', 'IntegerLookup', 'TextVectorization'].map((className) => [
        className,
        // `save_own_variables` of index_lookup.py; text_vectorization.py writes its lookup's once more as its own.
        (c) => [c.output_mode === 'tf_idf' && { name: 'idf_weights', trainable: false, treeOnly: true }],
    ]),
    ['SpectralNormalization', () => [statistic('vector_u', [1, null])]],
]);
/** The variables of a built-in layer class under a Keras 3 configuration; empty for a class that has none. */
function variableSpecs(className, config) {
    const specs = variable_rows_ROWS.get(className)?.(config) ?? [];
    return specs.filter((spec) => spec !== false);
}
function variable_rows_weight(name, shape) {
    return { name, trainable: true, shape };
}
function statistic(name, shape) {
    return { name, trainable: false, shape };
}
function biased(config, size) {
    return config.use_bias !== false && variable_rows_weight('bias', [size]);
}
function variable_rows_recurrent(config, gates, bias) {
    return [
        variable_rows_weight('kernel', [null, units(config, gates)]),
        variable_rows_weight('recurrent_kernel', [units(config, 1), units(config, gates)]),
        config.use_bias !== false && variable_rows_weight('bias', bias),
    ];
}
function units(config, gates) {
    return times(config.units, gates);
}
function times(value, factor) {
    const count = number(value);
    return count === null ? null : count * factor;
}
function number(value) {
    return asNumber(value) ?? null;
}
function given(value) {
    return value !== undefined && value !== null;
}
/** `kernel_size`: a list, a number for all axes, or a tuple object; of unknown rank where it is a lone number. */
function variable_rows_window(config, rank = 2) {
    const size = config.kernel_size;
    const items = isObject(size) ? size.items : size;
    if (Array.isArray(items))
        return items.map(number);
    return Array(rank).fill(number(items));
}
function convolutions(prefix, ranks, row) {
    return ranks.map((rank) => [`${prefix}${rank}D`, (config) => row(config, rank)]);
}
function transposedConvolutions() {
    return [1, 2, 3].map((rank) => [
        `Conv${rank}DTranspose`,
        (c) => [variable_rows_weight('kernel', [...variable_rows_window(c, rank), number(c.filters), null]), biased(c, number(c.filters))],
    ]);
}

;// CONCATENATED MODULE: ./lib/keras/variables/source-variables.js


/**
 * What Keras 1 and 2 kept beside the variables of Keras 3, each with the number of lists that were in use: renorm's
 * statistics lost their counters in TensorFlow 2.
 */
const RENORM = [
    ['moving_stddev', 'renorm_mean', 'renorm_stddev'],
    ['renorm_mean', 'renorm_mean_weight', 'renorm_stddev', 'renorm_stddev_weight'],
    ['renorm_mean', 'renorm_stddev'],
];
/** The variables that the Keras which wrote the source gave each layer, one alternative for each way it may have done so. */
function sourceVariables(node) {
    if (!somewhere(node, isRenormalized))
        return [withExtras(() => [])];
    return RENORM.map((names) => withExtras((layer) => (isRenormalized(layer) ? names : [])));
}
function withExtras(renorm) {
    const sourceOnly = new Set();
    const known = new Map();
    const own = (node) => {
        const before = known.get(node);
        if (before)
            return before;
        const extras = [...adaptedState(node), ...renorm(node).map((name) => source_variables_statistic(node, name))];
        for (const extra of extras)
            sourceOnly.add(extra);
        const variables = [...node.variables.filter((variable) => !variable.treeOnly), ...extras];
        known.set(node, variables);
        return variables;
    };
    return { own, sourceOnly };
}
function isRenormalized(node) {
    return node.className === 'BatchNormalization' && node.origin?.config.renorm === true;
}
function somewhere(node, holds) {
    return holds(node) || node.children.some((child) => somewhere(child.node, holds));
}
/** The state of an adapted preprocessing layer: Keras 3 takes it from the configuration. */
function adaptedState(node) {
    const { origin } = node;
    if (!origin || node.object === undefined)
        return [];
    if (node.className === 'Normalization' && origin.configFromWeights.length > 0) {
        return variableSpecs('Normalization', origin.config).map((spec) => ({ ...spec, owner: node }));
    }
    const isSummary = node.className === 'Discretization' && !Array.isArray(boundaries(origin.config));
    return isSummary ? [source_variables_statistic(node, 'summary')] : [];
}
function boundaries(config) {
    const given = config.bin_boundaries ?? config.bins;
    if (isObject(given))
        return given.items;
    return asNumber(given) === undefined ? given : undefined;
}
function source_variables_statistic(owner, name) {
    return { name, trainable: false, owner };
}

;// CONCATENATED MODULE: ./lib/keras/variables/object-paths.js


const KERAS_3 = {
    attribute: (child) => child.attribute,
    className: (node) => node.className,
    children: (node) => node.children,
    numbersTaken: () => 1,
    countsAgain: true,
};
/**
 * Keras 2.14 and 2.15 list the layers of a model as Keras 3 does. 2.12 and 2.13 find them in a dictionary for checkpoints,
 * which lists a layer with weights twice (`layer-0`, `layer_with_weights-0`): it takes up two numbers.
 */
const KERAS_2_DIALECTS = [
    {
        attribute: (child) => child.legacyAttribute,
        className: sourceClass,
        children: sourceChildren,
        numbersTaken: () => 1,
        countsAgain: false,
    },
    {
        attribute: (child) => (child.attribute === 'layers' ? '_layer_checkpoint_dependencies' : child.legacyAttribute),
        className: sourceClass,
        children: sourceChildren,
        numbersTaken: (child) => (child.attribute === 'layers' && holdsWeights(child.node) ? 2 : 1),
        countsAgain: true,
    },
];
/**
 * Where Keras keeps each layer in its object tree (`saving_lib.py`): by attribute, and in a list by the class name, numbered
 * among its siblings of the same class. Layer names play no part.
 */
function placeLayers(model, dialect) {
    const placed = [];
    const seen = new Map();
    place(model, '', dialect, placed, seen);
    return placed;
}
function place(node, path, dialect, placed, seen) {
    const start = placed.length;
    placed.push({ node, path });
    const siblings = new SiblingNames();
    for (const child of dialect.children(node)) {
        const identity = child.listed ? dialect.sharedOnce?.(child.node) : undefined;
        const before = identity === undefined ? undefined : seen.get(identity);
        if (before)
            placed.push(...sameLayers(child.node, before));
        if (before && !dialect.countsAgain)
            continue;
        const under = path === '' ? dialect.attribute(child) : `${path}/${dialect.attribute(child)}`;
        const name = child.listed ? `${under}/${numbered(child, dialect, siblings)}` : under;
        if (!before)
            place(child.node, name, dialect, placed, seen);
    }
    const identity = dialect.sharedOnce?.(node);
    if (identity !== undefined)
        seen.set(identity, placed.slice(start));
}
function numbered(child, dialect, siblings) {
    const className = toSnakeCase(dialect.className(child.node));
    const name = siblings.next(className);
    for (let more = dialect.numbersTaken(child) - 1; more > 0; more--)
        siblings.next(className);
    return name;
}
/** By what the Keras of the source held: an adapted layer has no weights in Keras 3. */
function holdsWeights(node) {
    return sourceVariables(node).some(({ own }) => ownAnywhere(node, own) > 0);
}
function ownAnywhere(node, own) {
    return node.children.reduce((sum, child) => sum + ownAnywhere(child.node, own), own(node).length);
}
/** Two readings of one layer's configuration have the same shape, so that their layers correspond one by one. */
function sameLayers(node, before) {
    const nodes = withDescendants(node);
    return before.flatMap(({ path }, index) => {
        const same = nodes[index];
        return same ? [{ node: same, path }] : [];
    });
}
function withDescendants(node) {
    return [node, ...sourceChildren(node).flatMap((child) => withDescendants(child.node))];
}
/** What the upgrade gave another class (CuDNNLSTM, a Sequential made a Functional, …) was counted under its old one. */
function sourceClass(node) {
    if (node.origin === undefined || node.object === undefined)
        return node.className;
    const className = pythonClassName(node.origin.className);
    return className === 'Model' ? 'Functional' : className;
}
/** As Keras 2 listed them: in the order of the configuration, and without what the upgrade put in. */
function sourceChildren(node) {
    const layers = Array.isArray(node.config.layers) ? node.config.layers : [];
    return node.children
        .filter((child) => !child.listed || child.node.origin !== undefined || child.node.kind !== 'layer')
        .sort((a, b) => layers.indexOf(a.node.object) - layers.indexOf(b.node.object));
}
/** The path of a layer's own variables. */
function varsPath(path) {
    return path === '' ? 'vars' : `${path}/vars`;
}
/** Every group of the tree, parents first; Keras 3 makes `vars` for layers without variables too. */
function objectGroups(placed) {
    const groups = new Set();
    for (const { path } of placed) {
        const parts = varsPath(path).split('/');
        for (let length = 1; length <= parts.length; length++)
            groups.add(parts.slice(0, length).join('/'));
    }
    return [...groups];
}
/** Each dataset of the tree with the variable it holds. A variable that two layers list has a dataset in both. */
function objectDatasets(placed) {
    return placed.flatMap(({ node, path }) => node.variables.map((variable, index) => ({
        variable,
        path: `${varsPath(path)}/${variable.treeOnly ? variable.name : index}`,
    })));
}

;// CONCATENATED MODULE: ./lib/keras/variables/variable-paths.js
/**
 * Keras 3's variable paths (`Variable.path`): the name scopes that were open when the variable was made. A layer opens its
 * own name while it is built, so `bidirectional/forward_lstm/lstm_cell/kernel`; but what is built while it is deserialized
 * (a nested Functional's layers, a nested Sequential, anything saved with a `build_config`) starts at the root again.
 */
function variablePaths(model) {
    const paths = new Map();
    nameVariables(model, '', paths);
    return paths;
}
function nameVariables(node, scope, paths) {
    const within = `${node.selfBuilt ? '' : scope}${node.name}/`;
    for (const variable of node.variables) {
        if (variable.owner === node)
            paths.set(variable, within + variable.name);
    }
    for (const { node: child } of node.children) {
        nameVariables(child, node.kind === 'functional' ? '' : within, paths);
    }
}
/**
 * The names of a layer's weights inside its legacy-H5 group: their paths. Two models inside one layer may hold equal paths,
 * which Keras 3 cannot save (h5py refuses the second dataset); as it loads by order, the later ones are numbered here.
 */
function uniquePaths(weights, paths) {
    const taken = new Set();
    const unique = new Map();
    for (const variable of weights) {
        const path = paths.get(variable) ?? variable.name;
        const name = unusedName(path, taken);
        taken.add(name);
        unique.set(variable, name);
    }
    return unique;
}
/** `name`, or `name_1`, `name_2`, … : the first that is not taken. */
function unusedName(name, taken) {
    if (!taken.has(name))
        return name;
    let count = 1;
    while (taken.has(`${name}_${count}`))
        count++;
    return `${name}_${count}`;
}

;// CONCATENATED MODULE: ./lib/keras/variables/weight-order.js
/** Keras 3's `Layer.weights`: a layer's own variables, then its layers' in order of creation, each once. */
function weightsOf(node) {
    return [...new Set([...inWeights(node), ...node.children.flatMap((child) => weightsOf(child.node))])];
}
function inWeights(node) {
    return node.variables.filter((variable) => !variable.treeOnly);
}
/** A variable learns if it was made to and the layer that owns it is not frozen; a frozen layer around it does not count (`layer.py: _track_variable`). */
function isTrainable(variable) {
    return variable.trainable && variable.owner.trainable;
}
/** The order of a layer's weights in Keras 3's legacy H5 (`legacy_h5_format.py: _legacy_weights`). */
function keras3H5Order(node) {
    const weights = weightsOf(node);
    if (!node.trainable)
        return weights;
    return [...weights.filter(isTrainable), ...weights.filter((variable) => !isTrainable(variable))];
}
/** `Model.trainable_variables` of Keras 3: what its optimizer builds slots for, in order. */
function keras3Trainables(model) {
    return model.trainable ? weightsOf(model).filter(isTrainable) : [];
}
/**
 * The orders in which Keras 1 and 2 may have listed a layer's weights, most likely first. A file tells whether a layer was
 * frozen only through the configuration, and not every version saved that of nested models: names decide.
 */
function keras2H5Orders(node, own) {
    const asConfigured = [...keras2Trainables(node, own), ...keras2NonTrainables(node, own)];
    const frozen = keras2Weights(node, own);
    const unfrozen = [
        ...frozen.filter((variable) => variable.trainable),
        ...frozen.filter((variable) => !variable.trainable),
    ];
    return [asConfigured, frozen, unfrozen].map((order) => [...new Set(order)]);
}
/** `trainable_weights` of Keras 1 and 2: a frozen layer, nested model or wrapper contributes nothing, whatever lies inside. */
function keras2Trainables(node, own = inWeights) {
    if (!node.trainable)
        return [];
    const variables = own(node).filter((variable) => variable.trainable);
    return [...new Set([...variables, ...node.children.flatMap((child) => keras2Trainables(child.node, own))])];
}
/** `non_trainable_weights` of Keras 1 and 2 (`base_layer.py`, `training.py`). */
function keras2NonTrainables(node, own) {
    const children = node.children.map((child) => child.node);
    const nested = children.flatMap((child) => keras2NonTrainables(child, own));
    if (node.trainable)
        return [...own(node).filter((variable) => !variable.trainable), ...nested];
    if (node.kind === 'layer')
        return keras2Weights(node, own);
    return [...children.flatMap((child) => keras2Trainables(child, own)), ...nested];
}
function keras2Weights(node, own) {
    return [...own(node), ...node.children.flatMap((child) => keras2Weights(child.node, own))];
}

;// CONCATENATED MODULE: ./lib/keras/variables/assemble.js





/** Puts every variable in its places in Keras 3's layouts. */
function assemble(model, materials) {
    const placed = placeLayers(model, KERAS_3);
    const datasets = objectDatasets(placed);
    const objectPaths = new Map();
    for (const { variable, path } of datasets)
        if (!objectPaths.has(variable))
            objectPaths.set(variable, path);
    const paths = variablePaths(model);
    const assigned = new Map();
    const layerNodes = model.custom ? [model] : model.children.map(({ node }) => node);
    const h5Layers = layerNodes.map((node) => {
        const order = keras3H5Order(node);
        const names = uniquePaths(order, paths);
        for (const variable of order) {
            const material = materials.byVariable.get(variable);
            if (!material)
                continue;
            const h5Name = names.get(variable) ?? variable.name;
            assigned.set(variable, assemble_assign(variable, material, h5Name, objectPaths.get(variable) ?? ''));
        }
        return { name: node.name, weights: order.flatMap((variable) => assigned.get(variable) ?? []) };
    });
    for (const { variable, path } of datasets) {
        const material = variable.treeOnly && materials.byVariable.get(variable);
        if (material)
            assigned.set(variable, assemble_assign(variable, material, paths.get(variable) ?? variable.name, path));
    }
    const pick = (variables) => variables.flatMap((variable) => assigned.get(variable) ?? []);
    return {
        h5Layers,
        topLevelWeights: [],
        objectGroups: objectGroups(placed),
        objectVariables: datasets.flatMap(({ variable, path }) => {
            const found = assigned.get(variable);
            return found ? [{ ...found, objectPath: path }] : [];
        }),
        sourceTrainables: pick(keras2Trainables(model)),
        targetTrainables: pick(keras3Trainables(model)),
        configWeights: configWeights(materials),
        dropped: materials.dropped,
        warnings: materials.warnings,
    };
}
function assemble_assign(variable, material, h5Name, objectPath) {
    return {
        name: variable.name,
        layer: variable.owner.path,
        h5Name,
        objectPath,
        sources: material.sources,
        steps: material.steps,
        shape: shapeAfter(material.sources, material.steps).shape,
        trainable: isTrainable(variable),
    };
}
/** Tensors that end in the configuration (`LayerOrigin.configFromWeights`). */
function configWeights({ sourceOnly }) {
    return [...sourceOnly].flatMap(([variable, tensor]) => {
        const { origin, object, path } = variable.owner;
        const rule = origin?.configFromWeights.find((entry) => entry.variable === variable.name);
        return rule && object ? [{ object, layer: path, key: rule.key, variable: variable.name, source: tensor }] : [];
    });
}
/** The materials of paired variables, and what must be said of them. */
function materialsOf(pairs, sourceOnly, backend) {
    const byVariable = new Map();
    const aside = new Map();
    const warnings = new Map();
    const say = (layer, text) => warnings.set(`${layer}\n${text}`, { layer, text });
    const dropped = [];
    for (const [variable, tensor] of pairs) {
        const layer = variable.owner.path;
        if (sourceOnly.has(variable)) {
            aside.set(variable, tensor);
            if (variable.owner.className === 'BatchNormalization') {
                dropped.push(tensor);
                say(layer, `layer "${layer}": Keras 3 has no renorm; its statistics are dropped and training goes on as plain batch normalization`);
            }
            continue;
        }
        byVariable.set(variable, { sources: [tensor], steps: stepsFor(variable, pairs, backend) });
        if (isCudnnSource(variable, pairs))
            say(layer, `layer "${layer}": cuDNN's weights are converted to the layout of Keras 3's layer`);
        if (isFlipped(variable, backend))
            say(layer, `layer "${layer}": the kernels written by Theano are flipped, as Keras 3 does not convolve but correlates`);
    }
    return { byVariable, sourceOnly: aside, dropped, warnings: [...warnings.values()] };
}

;// CONCATENATED MODULE: ./lib/keras/variables/child-rows.js

/** The layers inside each class of layer, in the order the class creates them: `weights` follows it. */
const child_rows_ROWS = new Map([
    ['LSTM', ownCell('LSTMCell', 'lstm_cell')],
    ['GRU', ownCell('GRUCell', 'gru_cell')],
    ['SimpleRNN', ownCell('SimpleRNNCell', 'simple_rnn_cell')],
    ['ConvLSTM1D', ownCell('ConvLSTMCell', 'conv_lstm_cell')],
    ['ConvLSTM2D', ownCell('ConvLSTMCell', 'conv_lstm_cell')],
    ['ConvLSTM3D', ownCell('ConvLSTMCell', 'conv_lstm_cell')],
    ['RNN', (c) => [serialized('cell', c.cell)]],
    ['StackedRNNCells', (c) => list(c.cells).map((cell) => serialized('cells', cell, { listed: true }))],
    ['TimeDistributed', (c) => [serialized('layer', c.layer)]],
    ['SpectralNormalization', (c) => [serialized('layer', c.layer)]],
    ['Wrapper', (c) => [serialized('layer', c.layer)]],
    ['Bidirectional', bidirectional],
    ['MultiHeadAttention', attentionParts],
    ['TextVectorization', (c) => [child_rows_made('_lookup_layer', 'StringLookup', { output_mode: c.output_mode ?? null })]],
]);
/** The layers inside a built-in layer of Keras 3; empty for a class that has none. */
function childSpecs(className, config) {
    const specs = child_rows_ROWS.get(className)?.(config) ?? [];
    return specs.filter((spec) => spec !== undefined);
}
function ownCell(className, name) {
    return (config) => [child_rows_made('cell', className, { ...config, name })];
}
function child_rows_made(attribute, className, config, legacyAttribute) {
    const object = { class_name: className, config };
    const spec = { attribute, listed: false, object, serialized: false };
    return legacyAttribute === undefined ? spec : { ...spec, legacyAttribute };
}
function serialized(attribute, object, options = {}) {
    if (!isObject(object))
        return undefined;
    return { attribute, object, serialized: true, ...options, listed: options.listed ?? false };
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
/** Both directions come from `layer`, unless a `backward_layer` is given: that one keeps its name (`bidirectional.py`). */
function bidirectional(config) {
    const backward = isObject(config.backward_layer) ? config.backward_layer : undefined;
    return [
        serialized('forward_layer', config.layer, directed('forward_', config.layer)),
        backward
            ? serialized('backward_layer', backward)
            : serialized('backward_layer', config.layer, directed('backward_', config.layer)),
    ];
}
function directed(prefix, layer) {
    const config = isObject(layer) && isObject(layer.config) ? layer.config : {};
    if (typeof config.name !== 'string')
        return {};
    return { name: config.name.startsWith(prefix) ? config.name : `${prefix}${config.name}` };
}
/** Four `EinsumDense` with biases or without, never frozen themselves, and two layers that hold nothing (`multi_head_attention.py`). */
function attentionParts(config) {
    const projection = (name) => ({
        name,
        bias_axes: config.use_bias === false ? null : 'bias',
    });
    return [
        child_rows_made('query_dense', 'EinsumDense', projection('query'), '_query_dense'),
        child_rows_made('key_dense', 'EinsumDense', projection('key'), '_key_dense'),
        child_rows_made('value_dense', 'EinsumDense', projection('value'), '_value_dense'),
        child_rows_made('_softmax', 'Softmax', {}),
        child_rows_made('_dropout_layer', 'Dropout', {}),
        child_rows_made('output_dense', 'EinsumDense', projection('attention_output'), '_output_dense'),
    ];
}

;// CONCATENATED MODULE: ./lib/keras/variables/graph-order.js

/**
 * The layers of a Functional in the order of its `layers` attribute: by depth, the farthest from the outputs first, and
 * within a depth in the order in which a walk from the outputs back first meets them (`keras/src/ops/function.py:
 * map_graph`). Weights are loaded by this order. Operations are left out, as are layers that no output depends on.
 */
function layerObjectsInOrder(config) {
    const graph = graph_order_readGraph(config);
    const inputs = modelEnds(graph, config.input_layers);
    const { finished, firstMet } = walkBack(graph, modelEnds(graph, config.output_layers), new Set(inputs));
    const depths = layerDepths(graph, finished, firstMet, new Set(inputs));
    for (const key of inputs) {
        const layer = graph.calls.get(key)?.layer;
        if (layer && !depths.has(layer)) {
            depths.set(layer, 0);
            firstMet.set(layer, -1);
        }
    }
    return [...depths.keys()]
        .sort((a, b) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0) || (firstMet.get(a) ?? 0) - (firstMet.get(b) ?? 0))
        .map(({ object }) => object)
        .filter((object) => !isOperation(object));
}
/** Operations stand in the graph as `keras.src.ops.…` objects: nodes, but not layers. */
function isOperation(object) {
    return typeof object.module === 'string' && /^keras(\.src)?\.ops(\.|$)/.test(object.module);
}
function graph_order_readGraph(config) {
    const layers = new Map();
    for (const object of Array.isArray(config.layers) ? config.layers : []) {
        if (!isObject(object))
            continue;
        const inner = isObject(object.config) ? object.config : {};
        const name = typeof object.name === 'string' ? object.name : inner.name;
        if (typeof name !== 'string')
            continue;
        const calls = [];
        const layer = { object, calls };
        const nodes = Array.isArray(object.inbound_nodes) ? object.inbound_nodes : [];
        for (const node of nodes)
            calls.push({ layer, inputs: tensorKeys(node) });
        if (calls.length === 0)
            calls.push({ layer, inputs: [] });
        layers.set(name, layer);
    }
    const calls = [...layers].flatMap(([name, layer]) => layer.calls.map((call, node) => [callKey(name, node), call]));
    return { layers, calls: new Map(calls) };
}
/** The calls whose outputs a call reads, in the order of Python's `tree.flatten`: positional first, dictionaries by sorted key. */
function tensorKeys(node) {
    if (Array.isArray(node))
        return node.flatMap(tensorKeys);
    if (!isObject(node))
        return [];
    if (node.class_name === '__keras_tensor__' && isObject(node.config)) {
        return graph_order_references(node.config.keras_history).map(([name, index]) => callKey(name, index));
    }
    if ('args' in node && 'kwargs' in node)
        return [...tensorKeys(node.args), ...tensorKeys(node.kwargs)];
    return sortedValues(node).flatMap(tensorKeys);
}
function sortedValues(object) {
    return Object.entries(object)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, value]) => value);
}
/** `[layer, node, tensor]` or any nesting of it, as layers and numbers of calls. */
function graph_order_references(reference) {
    if (isObject(reference))
        return sortedValues(reference).flatMap(graph_order_references);
    if (!Array.isArray(reference))
        return [];
    const [name, node] = reference;
    if (typeof name === 'string' && typeof node === 'number')
        return [[name, node]];
    return reference.flatMap(graph_order_references);
}
/** `input_layers` and `output_layers` count a nested Functional's calls from 1, the calls themselves from 0 (`functional.py: get_tensor`). */
function modelEnds({ layers }, reference) {
    return graph_order_references(reference).map(([name, node]) => {
        const layer = layers.get(name);
        const className = layer?.object.class_name;
        const index = className === 'Functional' || className === 'Model' ? node - 1 : node;
        return callKey(name, index < 0 ? index + (layer?.calls.length ?? 0) : index);
    });
}
function callKey(layer, node) {
    return JSON.stringify([layer, node]);
}
/** Depth-first from the outputs; `finished` lists a call after all it depends on. Iterative: graphs are thousands of calls deep. */
function walkBack(graph, outputs, inputs) {
    const finished = new Set();
    const entered = new Set();
    const firstMet = new Map();
    for (const output of outputs) {
        const pending = [output];
        while (pending.length > 0) {
            const key = pending[pending.length - 1] ?? '';
            const call = graph.calls.get(key);
            if (!call || finished.has(key)) {
                pending.pop();
            }
            else if (entered.has(key)) {
                finished.add(key);
                pending.pop();
            }
            else {
                entered.add(key);
                if (!firstMet.has(call.layer))
                    firstMet.set(call.layer, firstMet.size);
                if (!inputs.has(key))
                    pending.push(...call.inputs.filter((input) => !entered.has(input)).reverse());
            }
        }
    }
    return { finished: [...finished], firstMet };
}
function layerDepths(graph, finished, firstMet, inputs) {
    const callDepths = new Map();
    const depths = new Map();
    for (const key of [...finished].reverse()) {
        const call = graph.calls.get(key);
        if (!call || !firstMet.has(call.layer))
            continue;
        const depth = Math.max(callDepths.get(key) ?? 0, depths.get(call.layer) ?? 0);
        depths.set(call.layer, depth);
        callDepths.set(key, depth);
        if (inputs.has(key))
            continue;
        for (const input of call.inputs)
            callDepths.set(input, Math.max(depth + 1, callDepths.get(input) ?? 0));
    }
    return depths;
}

;// CONCATENATED MODULE: ./lib/keras/variables/layer-tree.js





/** The tree of a whole model. Layers stand in the order in which Keras 3 lists them, which need not be the configuration's. */
function buildLayerTree(upgraded) {
    return buildNode(upgraded.model, upgraded.origins, { path: '' });
}
function buildNode(object, origins, place) {
    const config = isObject(object.config) ? object.config : {};
    const origin = origins.get(object) ?? place.origin;
    const className = pythonClassName(typeof object.class_name === 'string' ? object.class_name : '');
    const kind = kindOf(className, config);
    const custom = kind === 'layer' && (origins.get(object)?.custom ?? false);
    const node = {
        kind,
        className: className === 'Model' ? 'Functional' : className,
        name: place.name ?? layerName(object, config),
        path: place.path,
        config,
        object: place.serialized === false ? undefined : object,
        origin,
        custom,
        // Sequential.from_config passes the name on, and nothing else.
        trainable: kind === 'sequential' || config.trainable !== false,
        selfBuilt: false,
        variables: [],
        children: [],
    };
    node.children = custom ? [] : buildChildren(node, object, origins);
    node.selfBuilt = isSelfBuilt(node, object);
    node.variables = custom ? [] : ownVariables(node);
    return node;
}
/** A subclass of Functional keeps its graph in its configuration, whatever its class is called. */
function kindOf(className, config) {
    if (Array.isArray(config.layers) && 'input_layers' in config && 'output_layers' in config)
        return 'functional';
    return className === 'Sequential' ? 'sequential' : 'layer';
}
function layerName(object, config) {
    if (typeof config.name === 'string')
        return config.name;
    return typeof object.name === 'string' ? object.name : '';
}
function buildChildren(node, object, origins) {
    if (node.kind !== 'layer') {
        const objects = node.kind === 'functional' ? layerObjectsInOrder(node.config) : sequentialLayers(node.config);
        return objects.map((layer) => {
            const path = below(node, reportName(layer, origins));
            return {
                attribute: 'layers',
                legacyAttribute: 'layers',
                listed: true,
                node: buildNode(layer, origins, { path }),
            };
        });
    }
    return childSpecs(node.className, node.config).map((spec) => {
        const name = spec.name ?? layerName(spec.object, isObject(spec.object.config) ? spec.object.config : {});
        const place = {
            path: below(node, name),
            serialized: spec.serialized,
            origin: spec.serialized ? undefined : origins.get(object),
            ...(spec.name === undefined ? {} : { name: spec.name }),
        };
        const child = buildNode(spec.object, origins, place);
        const { attribute, legacyAttribute, listed } = spec;
        return { attribute, legacyAttribute: legacyAttribute ?? attribute, listed, node: child };
    });
}
function reportName(object, origins) {
    return origins.get(object)?.name ?? layerName(object, isObject(object.config) ? object.config : {});
}
function below(node, name) {
    return node.path === '' ? name : `${node.path}/${name}`;
}
/** `Sequential.layers` leaves the InputLayer out (`sequential.py`). */
function sequentialLayers(config) {
    return layer_tree_layersOf(config).filter((layer) => layer.class_name !== 'InputLayer');
}
function layer_tree_layersOf(config) {
    const layers = config.layers;
    return Array.isArray(layers) ? layers.filter(isObject) : [];
}
/**
 * Keras 3 builds a Functional from its graph, a Sequential as soon as its first layer tells the input's shape, and any
 * object that was saved with a `build_config`.
 */
function isSelfBuilt(node, object) {
    if (node.kind === 'functional' || isObject(object.build_config))
        return true;
    if (node.kind === 'layer')
        return false;
    const layers = layer_tree_layersOf(node.config);
    const first = node.children[0]?.node;
    if (layers[0]?.class_name === 'InputLayer')
        return layers.length > 1;
    if (Array.isArray(node.config.build_input_shape))
        return true;
    return layers.length > 1 && first !== undefined && first.kind !== 'layer' && first.selfBuilt;
}
function ownVariables(node) {
    if (adapted(node))
        return [];
    const own = variableSpecs(node.className, stateConfig(node)).map((spec) => ({ ...spec, owner: node }));
    if (node.className !== 'SpectralNormalization')
        return own;
    const kernel = node.children[0]?.node.variables.find(({ name }) => name === 'kernel' || name === 'embeddings');
    return kernel ? [kernel, ...own] : own;
}
/** Its state is on the way into its configuration, so that Keras 3 will make no variables. */
function adapted(node) {
    return (node.origin?.configFromWeights.length ?? 0) > 0;
}
/** Whether a Normalization was adapted is what the source's configuration says: the upgraded one may be filled in by now. */
function stateConfig(node) {
    return node.className === 'Normalization' && node.origin ? node.origin.config : node.config;
}

;// CONCATENATED MODULE: ./lib/keras/variables/weight-names.js
/** Every name that Keras 1 (since its names have them) and 2 gave a variable of a built-in layer. */
const KNOWN = new Set([
    'kernel',
    'bias',
    'recurrent_kernel',
    'depthwise_kernel',
    'pointwise_kernel',
    'embeddings',
    'gamma',
    'beta',
    'moving_mean',
    'moving_variance',
    'moving_stddev',
    'renorm_mean',
    'renorm_stddev',
    'renorm_mean_weight',
    'renorm_stddev_weight',
    'mean',
    'variance',
    'count',
    'alpha',
    'scale',
    'concat_score_weight',
    'vector_u',
    'summary',
]);
/** `sub/dense_1/kernel_2:0` → `kernel`; TensorFlow appends the output's number, and `_n` where a name was taken. */
function variableNameIn(weightName) {
    const last = weightName.slice(weightName.lastIndexOf('/') + 1).replace(/:\d+$/, '');
    return KNOWN.has(last) ? last : last.replace(/_\d+$/, '');
}
/** What a weight is called in the file, against what an order takes it for: names that Keras does not use prove nothing. */
function contradicts(weightName, variable) {
    const name = variableNameIn(weightName);
    if (name === variable.name || name === variable.legacyName)
        return false;
    return KNOWN.has(name);
}
/** How many of the layers that hold a variable its name in the file mentions, the top-level layer apart. */
function layersMentioned(weightName, variable) {
    const components = new Set(weightName.split('/'));
    const holders = variable.owner.path.split('/').slice(1);
    return holders.filter((holder) => components.has(holder)).length;
}
/** Whether a weight's name says that it is this variable of this very layer. */
function isNamedAfter(weightName, variable) {
    const name = variableNameIn(weightName);
    if (name !== variable.name && name !== variable.legacyName)
        return false;
    const holder = weightName.split('/').at(-2);
    return holder !== undefined && variable.owner.path.split('/').slice(-2).includes(holder);
}

;// CONCATENATED MODULE: ./lib/keras/variables/match-weights.js





/**
 * Finds, for a top-level layer, the tensor of each variable. The file's order is the first witness and its names the
 * second: of the orders Keras 1 and 2 may have written, that one is taken whose names and shapes agree with the file.
 *
 * @throws Refusal where the number of weights, their names or shapes do not agree with the configuration.
 */
function matchWeights(node, source, backend) {
    const weights = withoutGeneratorState(source.weights);
    const alternatives = sourceVariables(node);
    const custom = customLayers(node);
    if (custom.length > 0)
        return apportion(node, custom, source, weights);
    let best;
    for (const match of candidates(node, weights, alternatives, backend)) {
        const mentioned = mentions(match, weights);
        if (best === undefined || mentioned > best.mentioned)
            best = { match, mentioned };
    }
    const found = best?.match;
    if (!found)
        throw new errors_Refusal(disagreement(node, source, alternatives[0]));
    return found;
}
/** Every reading of the file that its names and shapes allow, the likeliest first: equal evidence leaves it at that. */
function candidates(node, weights, alternatives, backend) {
    const inOrders = alternatives.flatMap((alternative) => keras2H5Orders(node, alternative.own).map((order) => inOrder(order, weights, alternative, backend)));
    const byNames = alternatives.map((alternative) => byName(node, weights, alternative, backend));
    return [...inOrders, ...byNames].filter((match) => match !== undefined);
}
/** How often the weights' names speak for a reading, by the layers they mention. */
function mentions({ pairs }, weights) {
    const names = new Map(weights.map(({ name, tensor }) => [tensor, name]));
    return [...pairs].reduce((sum, [variable, tensor]) => sum + layersMentioned(names.get(tensor) ?? '', variable), 0);
}
/** Random layers of TensorFlow 2 could save the state of their generator: three integers that Keras 3 keeps elsewhere. */
function withoutGeneratorState(weights) {
    return weights.filter(({ name, tensor }) => !isGeneratorState(name, tensor));
}
function isGeneratorState(name, tensor) {
    return /(^|\/)(StateVar|Variable)(_\d+)?(:0)?$/.test(name) && /^u?int64$/.test(tensor.dtype) && tensor.shape[0] === 3;
}
function inOrder(order, weights, { sourceOnly }, backend) {
    if (order.length !== weights.length)
        return undefined;
    const pairs = new Map();
    for (const [index, variable] of order.entries()) {
        const weight = weights[index];
        if (!weight || contradicts(weight.name, variable))
            return undefined;
        pairs.set(variable, weight.tensor);
    }
    return order.every((variable) => fits(variable, pairs, backend)) ? { pairs, sourceOnly } : undefined;
}
/** The names alone, where each variable is named by exactly one weight. */
function byName(node, weights, alternative, backend) {
    const order = keras2H5Orders(node, alternative.own)[0] ?? [];
    const pairs = namedPairs(order, weights);
    if (!pairs || order.length !== weights.length)
        return undefined;
    const all = order.every((variable) => fits(variable, pairs, backend));
    return all ? { pairs, sourceOnly: alternative.sourceOnly } : undefined;
}
function namedPairs(variables, weights) {
    const pairs = new Map();
    const taken = new Set();
    for (const variable of variables) {
        const named = weights.filter((weight) => isNamedAfter(weight.name, variable));
        const [weight] = named;
        if (!weight || named.length > 1 || taken.has(weight))
            return undefined;
        taken.add(weight);
        pairs.set(variable, weight.tensor);
    }
    return pairs;
}
function customLayers(node) {
    return node.custom ? [node] : node.children.flatMap((child) => customLayers(child.node));
}
/** What Keras's own layers do not claim by name belongs to the custom layers: to the only one, or to the one it is named after. */
function apportion(node, custom, source, weights) {
    const [alternative] = sourceVariables(node);
    const known = alternative ? (keras2H5Orders(node, alternative.own)[0] ?? []) : [];
    const pairs = namedPairs(known, weights);
    if (!pairs)
        throw new errors_Refusal(unnamed(node, source));
    const claimed = new Set(pairs.values());
    for (const weight of weights) {
        if (claimed.has(weight.tensor))
            continue;
        const owner = custom.length === 1 ? custom[0] : onlyNamesake(custom, weight.name);
        if (!owner)
            throw new errors_Refusal(unnamed(node, source));
        pairs.set(addVariable(owner, weight), weight.tensor);
    }
    return { pairs, sourceOnly: new Set() };
}
function onlyNamesake(custom, weightName) {
    const components = weightName.split('/');
    const named = custom.filter((layer) => components.includes(layer.path.split('/').at(-1) ?? ''));
    return named.length === 1 ? named[0] : undefined;
}
/** A custom layer's variable is known by its tensor alone; its name is the file's, within the layer. */
function addVariable(owner, weight) {
    const plain = weight.name.replace(/:\d+$/, '');
    const sourceName = owner.path.split('/').at(-1) ?? '';
    const within = plain.split(`${sourceName}/`).at(-1) ?? plain;
    const variable = { name: within, trainable: true, owner };
    owner.variables.push(variable);
    return variable;
}
function unnamed(node, source) {
    return `layer "${node.path}" holds custom layers, and the names of its ${source.weights.length} weights do not tell which of them belong to which layer; save the custom layers' model on its own and convert that`;
}
function disagreement(node, source, alternative) {
    const expected = alternative ? (keras2H5Orders(node, alternative.own)[0] ?? []) : [];
    const wanted = expected.map(describeVariable).join(', ') || 'no weights';
    const found = source.weights.map(({ name, tensor }) => `${name} (${tensor.shape.join(', ')})`).join(', ') || 'none';
    const why = expected.length === source.weights.length ? 'in another order or shape' : `${source.weights.length} weights`;
    return `layer "${node.path}" (${node.className}): by its configuration Keras 3 expects ${expected.length ? `${expected.length} weights: ` : ''}${wanted}; the file has ${why}: ${found}; check that the architecture and the weights belong together and that both were saved by the same Keras`;
}
function describeVariable(variable) {
    const shape = variable.shape?.map((size) => size ?? '?').join(', ');
    return shape === undefined ? variable.name : `${variable.name} (${shape})`;
}

;// CONCATENATED MODULE: ./lib/keras/variables/assign-legacy-h5.js





/**
 * Gives every variable of the upgraded model its weights from a legacy-H5 file of Keras 1 or 2.
 *
 * @param layers - the file's layer groups in `layer_names` order, each with its weights in `weight_names` order.
 * @param topLevel - the weights of `top_level_model_weights`.
 * @throws Refusal where the file's weights are not those that the configuration promises.
 */
function assignLegacyH5(upgraded, layers, topLevel, context) {
    const model = buildLayerTree(upgraded);
    const pairs = new Map();
    const sourceOnly = new Set();
    const dropped = [];
    const warnings = [];
    for (const [node, source] of pairLayers(model, layers)) {
        const match = matchWeights(node, source, context.backend);
        for (const [variable, tensor] of match.pairs)
            pairs.set(variable, tensor);
        for (const variable of match.sourceOnly)
            sourceOnly.add(variable);
        const states = source.weights.filter(({ name, tensor }) => isGeneratorState(name, tensor));
        if (states.length > 0) {
            dropped.push(...states.map(({ tensor }) => tensor));
            warnings.push({
                layer: node.path,
                text: `layer "${node.path}": the state of its random generator is dropped, as Keras 3 starts a new one`,
            });
        }
    }
    if (topLevel.length > 0) {
        dropped.push(...topLevel.map(({ tensor }) => tensor));
        const names = topLevel.map(({ name }) => name).join(', ');
        warnings.push({
            text: `the weights that belong to the model and to none of its layers are dropped, as a ${model.className} of Keras 3 has none: ${names}`,
        });
    }
    const materials = materialsOf(pairs, sourceOnly, context.backend);
    return assemble(model, {
        ...materials,
        dropped: [...materials.dropped, ...dropped],
        warnings: [...materials.warnings, ...warnings],
    });
}
/**
 * Layers by the name the source gives them. A file of weights alone may come from another building of the same
 * architecture, with other numbers in its names: then, as Keras itself does, layers with weights are taken in order.
 */
function pairLayers(model, layers) {
    const nodes = model.custom ? [model] : model.children.map(({ node }) => node);
    const weighted = layers.filter(({ weights }) => weights.length > 0);
    const byName = new Map(layers.map((layer) => [layer.name, layer]));
    const known = new Set(nodes.map((node) => node.path));
    if (weighted.every(({ name }) => known.has(name))) {
        return nodes.map((node) => [node, byName.get(node.path) ?? { name: node.path, weights: [] }]);
    }
    const expecting = inConfigOrder(model, nodes).filter((node) => node.custom || weightsOf(node).length > 0);
    if (expecting.length !== weighted.length)
        throw new errors_Refusal(layerCountMismatch(expecting, weighted, known));
    const inOrder = new Map(expecting.map((node, index) => [node, weighted[index]]));
    return nodes.map((node) => [node, inOrder.get(node) ?? { name: node.path, weights: [] }]);
}
/** Keras 2 listed its layers in the order of its configuration. */
function inConfigOrder(model, nodes) {
    const layers = Array.isArray(model.config.layers) ? model.config.layers : [];
    return [...nodes].sort((a, b) => layers.indexOf(a.object) - layers.indexOf(b.object));
}
function layerCountMismatch(expecting, weighted, known) {
    const names = (items) => items.map((name) => `"${name}"`).join(', ');
    const strangers = names(weighted.map(({ name }) => name).filter((name) => !known.has(name)));
    return `the file has weights for ${weighted.length} layers, but by its configuration the model has ${expecting.length} layers with weights (the configuration does not know ${strangers}); check that the architecture and the weights belong together`;
}

;// CONCATENATED MODULE: ./lib/keras/variables/assign-object-tree.js







/** What lies beside the model's layers in an object tree. */
const NOT_THE_MODEL = /^(optimizer|metrics|_metrics|compiled_metrics|compiled_loss|loss_tracker)\//;
/**
 * Gives every variable of the upgraded model its weights from an object tree of Keras 2.12 to 2.15 (`.weights.h5`, or
 * `model.weights.h5` in a `.keras` archive).
 *
 * @param datasets - every dataset of the file by its path, without or with a leading `/`; optimizer and metrics are ignored.
 * @throws Refusal where a layer's datasets are not those that the configuration promises, or a dataset belongs to no layer.
 */
function assignObjectTree(upgraded, datasets, context) {
    const model = buildLayerTree(upgraded);
    const found = new Map([...datasets].map(([path, tensor]) => [path.replace(/^\//, ''), tensor]));
    for (const path of found.keys())
        if (NOT_THE_MODEL.test(path))
            found.delete(path);
    const attempts = KERAS_2_DIALECTS.flatMap((dialect) => [
        () => take(placeLayers(model, dialect), found, context),
        () => take(placeLayers(model, { ...dialect, sharedOnce: identityOf }), found, context),
    ]);
    let refused;
    for (const attempt of attempts) {
        const outcome = attempt();
        if (outcome instanceof errors_Refusal) {
            refused ??= outcome;
            continue;
        }
        const materials = materialsOf(outcome.pairs, outcome.sourceOnly, context.backend);
        for (const { layer, variables } of outcome.custom)
            layer.variables.push(...variables);
        return assemble(model, { ...materials, warnings: [...materials.warnings, ...outcome.custom.map(customWarning)] });
    }
    throw refused ?? new errors_Refusal('the file holds no weights of the model');
}
/** What makes two entries of a configuration the same layer: Keras 2 saved a layer that several models share in the first alone. */
function identityOf(node) {
    return writeJson([node.className, node.path.split('/').at(-1) ?? '', node.config]);
}
function take(placed, datasets, { backend }) {
    const pairs = new Map();
    const sourceOnly = new Set();
    const custom = [];
    const used = new Set();
    for (const { node, path } of placed) {
        const tensors = ownTensors(datasets, path);
        for (const { path: name } of tensors)
            used.add(name);
        if (node.custom) {
            const variables = tensors.map((_, index) => ({ name: `variable_${index}`, trainable: true, owner: node }));
            for (const [index, variable] of variables.entries())
                setPair(pairs, variable, tensors[index]?.tensor);
            custom.push({ layer: node, variables });
            continue;
        }
        const alternative = sourceVariables(node).find(({ own }) => own(node).length === tensors.length);
        if (!alternative)
            return mismatch(node, path, tensors);
        for (const [index, variable] of alternative.own(node).entries())
            setPair(pairs, variable, tensors[index]?.tensor);
        for (const variable of node.variables.filter(({ treeOnly }) => treeOnly)) {
            const name = `${varsPath(path)}/${variable.name}`;
            used.add(name);
            setPair(pairs, variable, datasets.get(name));
        }
        for (const variable of alternative.sourceOnly)
            if (variable.owner === node)
                sourceOnly.add(variable);
    }
    for (const { node, path } of placed) {
        const wrong = node.variables.find((variable) => !fits(variable, pairs, backend));
        if (wrong && !node.custom)
            return mismatch(node, path, ownTensors(datasets, path));
    }
    const left = [...datasets.keys()].find((path) => !used.has(path));
    if (left !== undefined) {
        return new errors_Refusal(`the file holds "${left}", which belongs to no layer of the configuration; check that the architecture and the weights belong together`);
    }
    return { pairs, sourceOnly, custom };
}
/** SpectralNormalization lists a kernel that its layer lists too: the first place is the owner's. */
function setPair(pairs, variable, tensor) {
    if (tensor)
        pairs.set(variable, tensor);
}
/** `vars/0`, `vars/1`, … of a layer, as far as they run. */
function ownTensors(datasets, path) {
    const tensors = [];
    for (;;) {
        const name = `${varsPath(path)}/${tensors.length}`;
        const tensor = datasets.get(name);
        if (!tensor)
            return tensors;
        tensors.push({ path: name, tensor });
    }
}
function mismatch(node, path, tensors) {
    const wanted = node.variables.map(({ name }) => name).join(', ') || 'no weights';
    const found = tensors.map(({ tensor }) => `(${tensor.shape.join(', ')})`).join(', ') || 'none';
    return new errors_Refusal(`layer "${node.path}" (${node.className}): by its configuration Keras 3 expects ${wanted}; the file has ${found} at "${varsPath(path)}"; check that the architecture and the weights belong together`);
}
function customWarning({ layer, variables }) {
    return {
        layer: layer.path,
        text: `layer "${layer.path}" is of the custom class ${layer.className}: its ${variables.length} weights are kept in their order, and a custom layer that holds other layers will not find theirs`,
    };
}

;// CONCATENATED MODULE: ./lib/keras/variables/weight-groups.js

/** The prefix is all before the last `/`; where one variable comes twice (`kernel_1` of stacked cells) a new group begins. */
function weightGroups(weights) {
    const groups = [];
    for (const weight of weights) {
        const prefix = weight.name.slice(0, weight.name.lastIndexOf('/') + 1);
        const variable = variableNameIn(weight.name);
        const open = groups.findLast((group) => group.prefix === prefix && !group.byVariable.has(variable));
        if (open)
            open.byVariable.set(variable, weight);
        else
            groups.push({ prefix, byVariable: new Map([[variable, weight]]) });
    }
    return groups;
}
/** Recurrent layers by `kernel (i, n·u)` and `recurrent_kernel (u, n·u)`: n is 4 for an LSTM, 3 for a GRU. */
function likenessOf({ byVariable }) {
    if (byVariable.has('mean') && byVariable.has('variance') && byVariable.has('count'))
        return 'normalization';
    const kernel = byVariable.get('kernel')?.tensor.shape;
    const recurrent = byVariable.get('recurrent_kernel')?.tensor.shape;
    if (!kernel || !recurrent || kernel.at(-1) !== recurrent.at(-1))
        return 'other';
    const units = recurrent.at(-2) ?? 0;
    const gates = (recurrent.at(-1) ?? 0) / units;
    if (recurrent.length > 2)
        return gates === 4 ? 'conv-lstm' : 'other';
    const bias = byVariable.get('bias')?.tensor.shape;
    const isDouble = bias?.length === 1 && bias[0] === 2 * gates * units;
    if (gates === 4)
        return isDouble ? 'cudnn-lstm' : 'lstm';
    if (gates === 3)
        return isDouble ? 'cudnn-gru' : 'gru';
    return 'other';
}

;// CONCATENATED MODULE: ./lib/keras/variables/rename-without-architecture.js






/** Weights of Keras 2 that no layer of Keras 3 has, by their names: renorm's statistics and the summary of an adapted Discretization. */
const DROPPED = new Map([
    ...['moving_stddev', 'renorm_mean', 'renorm_stddev', 'renorm_mean_weight', 'renorm_stddev_weight'].map((name) => [name, 'batch renormalization, which Keras 3 has not']),
    ['summary', 'an adapted Discretization, which Keras 3 keeps in the configuration'],
]);
/**
 * Renames the weights of a legacy-H5 file that says nothing of its architecture: no `:0`, unique within the layer, in the
 * file's order, which is what Keras 3 loads by. What names and shapes prove (weights of cuDNN layers, kernels that Theano
 * flipped, statistics of renorm) is converted; what they only suggest is a warning.
 *
 * @throws Refusal for what Keras 1 wrote and only its architecture explains: gates kept apart, kernels of Theano.
 */
function renameWithoutArchitecture(layers, topLevel, context) {
    const warnings = [];
    const dropped = [];
    const h5Layers = layers.map((layer) => {
        refuseSplitGates(layer);
        refuseTheanoKernels(layer);
        const kept = layer.weights.filter((weight) => {
            const reason = reasonToDrop(weight);
            if (reason === undefined)
                return true;
            dropped.push(weight.tensor);
            warnings.push({
                layer: layer.name,
                text: `layer "${layer.name}": the weight "${weight.name}" belongs to ${reason}, and is dropped`,
            });
            return false;
        });
        const steps = new Map();
        for (const group of weightGroups(kept)) {
            const likeness = likenessOf(group);
            for (const [tensor, list] of conversion(group, likeness, context.backend))
                steps.set(tensor, list);
            warnings.push(...suspicions(layer.name, group, likeness, context));
        }
        return { name: layer.name, weights: rename_without_architecture_named(layer.name, kept, steps) };
    });
    return { h5Layers, topLevelWeights: rename_without_architecture_named('', topLevel, new Map()), dropped, warnings: rename_without_architecture_distinct(warnings) };
}
function reasonToDrop({ name, tensor }) {
    if (isGeneratorState(name, tensor))
        return 'a random generator, whose state Keras 3 keeps elsewhere';
    return DROPPED.get(variableNameIn(name));
}
/** Keras 1 kept `lstm_1_W_i`, `lstm_1_U_i`, `lstm_1_b_i`, `lstm_1_W_c`, …: which class they are of, the configuration tells. */
function refuseSplitGates({ name, weights }) {
    const split = weights.find((weight) => /_[WUb]_[a-z](:\d+)?$/.test(weight.name));
    if (!split)
        return;
    throw new errors_Refusal(`layer "${name}" keeps its gates apart, as "${split.name}", and only the architecture tells how they belong together: put the model's to_json() beside the file as <stem>.json or model.json, or name one with "architecture"`);
}
/** `convolution2d_1_W` without `:0` is Theano's: flipped, and channels first or last as only the configuration says. */
function refuseTheanoKernels({ name, weights }) {
    const kernel = weights.find((weight) => /_W$/.test(weight.name) && weight.tensor.shape.length > 2);
    if (!kernel)
        return;
    throw new errors_Refusal(`layer "${name}" holds "${kernel.name}", a kernel that Keras 1 wrote with Theano, and only the architecture tells the order of its axes: put the model's to_json() beside the file as <stem>.json or model.json, or name one with "architecture"`);
}
function conversion({ byVariable }, likeness, backend) {
    if (likeness === 'cudnn-lstm' || likeness === 'cudnn-gru') {
        const blocks = likeness === 'cudnn-lstm' ? 4 : 3;
        const bias = byVariable.get('bias')?.tensor;
        const half = (bias?.shape[0] ?? 0) / 2;
        return [...byVariable.values()].map(({ tensor }) => {
            if (tensor !== bias)
                return [tensor, [{ kind: 'transpose-blocks', blocks }]];
            return [tensor, [blocks === 4 ? { kind: 'sum-halves' } : { kind: 'reshape', shape: [2, half] }]];
        });
    }
    if (backend !== 'theano')
        return [];
    return flippedKernels(byVariable).map((tensor) => [
        tensor,
        [{ kind: 'flip', axes: Array.from({ length: tensor.shape.length - 2 }, (_, axis) => axis) }],
    ]);
}
/** Convolutions' kernels have two axes for channels and the rest for space. */
function flippedKernels(byVariable) {
    return ['kernel', 'recurrent_kernel'].flatMap((variable) => {
        const tensor = byVariable.get(variable)?.tensor;
        return tensor && tensor.shape.length > 2 ? [tensor] : [];
    });
}
const rename_without_architecture_GATES = 'if its gates use hard_sigmoid';
const REMEDY = 'convert the file together with its architecture to be sure';
const SUSPICIONS = new Map([
    [
        'lstm',
        `looks like an LSTM: ${rename_without_architecture_GATES} (the default before Keras 2.3), Keras 3 computes something else from these weights; ${REMEDY}`,
    ],
    [
        'gru',
        `looks like a GRU: ${rename_without_architecture_GATES} (the default before Keras 2.3), Keras 3 computes something else from these weights; ${REMEDY}`,
    ],
    [
        'conv-lstm',
        `looks like a ConvLSTM: ${rename_without_architecture_GATES} (its default in Keras 2), Keras 3 computes something else from these weights; ${REMEDY}`,
    ],
    [
        'normalization',
        'looks like an adapted Normalization: Keras 3.3.3 does not restore one from an H5 file, later versions do; give its mean and variance when you build it',
    ],
    ['cudnn-lstm', "holds the weights of a cuDNN LSTM, which are converted to the layout of Keras 3's LSTM"],
    [
        'cudnn-gru',
        "holds the weights of a cuDNN GRU, which are converted to the layout of Keras 3's GRU with reset_after",
    ],
]);
function suspicions(layer, group, likeness, { backend }) {
    const texts = [SUSPICIONS.get(likeness)];
    if (backend === 'theano' && flippedKernels(group.byVariable).length > 0) {
        texts.push('holds convolution kernels written by Theano, which are flipped, as Keras 3 does not convolve but correlates');
    }
    return texts.flatMap((text) => (text === undefined ? [] : [{ layer, text: `layer "${layer}" ${text}` }]));
}
function rename_without_architecture_distinct(warnings) {
    return [...new Map(warnings.map((warning) => [warning.text, warning])).values()];
}
function rename_without_architecture_named(layer, weights, steps) {
    const taken = new Set();
    const depthwiseAlone = !weights.some(({ name }) => variableNameIn(name) === 'pointwise_kernel');
    return weights.map(({ name, tensor }) => {
        const plain = rename_without_architecture_plainName(name, depthwiseAlone);
        const h5Name = unusedName(plain, taken);
        taken.add(h5Name);
        const list = steps.get(tensor) ?? [];
        return {
            name: plain.slice(plain.lastIndexOf('/') + 1),
            layer,
            h5Name,
            objectPath: '',
            sources: [tensor],
            steps: list,
            shape: shapeAfter([tensor], list).shape,
            trainable: true,
        };
    });
}
/** `block1/conv/depthwise_kernel:0` → `block1/conv/kernel`: DepthwiseConv2D's kernel has another name in Keras 3, SeparableConv2D's has not. */
function rename_without_architecture_plainName(name, depthwiseAlone) {
    const parts = name
        .replace(/:\d+$/, '')
        .split('/')
        .filter((part) => part !== '' && part !== '.');
    const plain = parts.join('/') || 'weight';
    return depthwiseAlone ? plain.replace(/(^|\/)depthwise_kernel$/, '$1kernel') : plain;
}

;// CONCATENATED MODULE: ./lib/prepare.js













/**
 * Upgrades a source's configurations and finds every weight its place. No weight is read but those that become part of
 * the configuration.
 *
 * @throws Refusal where the model cannot be expressed in Keras 3, or configuration and weights disagree
 */
function prepare(source, options) {
    const unlisted = source.weights.kind === 'legacy-h5' ? unlistedWarnings(source.weights.content.unlisted) : [];
    const config = source.modelConfig ?? options.architecture?.config;
    if (config === undefined)
        return withoutArchitecture(source, unlisted);
    const asWritten = contextOf(source, options, config);
    const early = isKeras1(asWritten.kerasVersion) ? fromKeras1(source, config, asWritten) : undefined;
    refuseIf(early?.refusals ?? []);
    const context = early
        ? { ...asWritten, kerasVersion: KERAS_1_REWRITTEN_FOR, backend: 'tensorflow' }
        : asWritten;
    const upgraded = upgradeModel(early?.config ?? config, context);
    refuseIf(upgraded.refusals);
    const assign = (model) => assignWeights(source, model, context, early?.layers);
    const assigned = assign(upgraded);
    fillConfig(assigned, source.reader);
    const weightsAlone = assigned.configWeights.length > 0 ? assign(keepingWeights(upgraded)) : assigned;
    const training = upgradeTraining(options.compile ? source.trainingConfig : undefined, {
        ...asWritten,
        outputNames: outputNames(upgraded),
        renames: renamedLayers(upgraded),
    });
    refuseIf(training.refusals);
    const state = training.compileConfig
        ? planOptimizerState({
            optimizer: optimizerSettings(source.trainingConfig),
            state: source.weights.content.optimizer.map(({ name, tensor }) => ({ name: prepare_nameOf(source, name), tensor })),
            trainables: assigned.sourceTrainables,
            ...(early ? { trainableTensors: tensorsInOrder(source) } : {}),
        }, training.compileConfig.optimizer, assigned.targetTrainables)
        : { kind: 'none' };
    const holdsModel = source.layout !== 'legacy-h5-weights';
    const from = options.architecture && !source.modelConfig
        ? [{ text: `The architecture was taken from "${options.architecture.from}".` }]
        : [];
    return {
        model: {
            config: upgraded.model,
            compileConfig: training.compileConfig,
            trainingConfig: training.trainingConfig,
            assigned,
            weightsAlone,
            optimizer: state.kind === 'planned' ? state.variables : undefined,
            assets: source.assets.map((name) => ({ from: name, to: name })),
            optimizerWarnings: state.kind === 'dropped' ? [{ text: state.reason }] : [],
        },
        arrangement: holdsModel ? assigned : weightsAlone,
        changed: [...(early?.changes ?? []), ...upgraded.changes, ...training.changes],
        warnings: [
            ...from,
            ...(early?.warnings ?? []),
            ...upgraded.warnings,
            ...assigned.warnings,
            ...training.warnings,
            ...unlisted,
        ],
    };
}
function withoutArchitecture(source, unlisted) {
    const { weights } = source;
    if (weights.kind === 'object-tree') {
        throw new errors_Refusal('the file holds an object tree without an architecture, so which weight is whose is not known: put the model\'s to_json() beside it as <stem>.json or model.json, or name one with "architecture"');
    }
    const { layers, topLevel } = weights.content;
    const renamed = renameWithoutArchitecture(layers, topLevel, {
        kerasVersion: source.kerasVersion,
        backend: source.backend,
        strict: false,
    });
    return { model: undefined, arrangement: renamed, changed: [], warnings: [...renamed.warnings, ...unlisted] };
}
function contextOf(source, options, config) {
    const names = source.weights.kind === 'legacy-h5' ? weightNames(source.weights.content) : [];
    const architecture = isObject(config) ? config : undefined;
    return {
        kerasVersion: source.kerasVersion ?? versionIn(architecture),
        backend: source.backend ?? textIn(architecture, 'backend') ?? keras1Backend(names),
        strict: options.strict,
    };
}
/** Keras 1's configurations are rewritten in the dialect of this version first. */
const KERAS_1_REWRITTEN_FOR = '2.2.4';
function fromKeras1(source, config, context) {
    const { weights } = source;
    const content = weights.kind === 'legacy-h5' ? weights.content : undefined;
    const rewritten = keras1ToKeras2(config, context, content?.layers.map((layer) => layer.name));
    return { ...rewritten, layers: new Keras1Layers(content?.layers ?? [], rewritten.config, context.backend) };
}
function assignWeights(source, upgraded, context, early) {
    const { weights } = source;
    if (weights.kind === 'object-tree')
        return assignObjectTree(upgraded, weights.content.tensors, context);
    const { layers, topLevel } = weights.content;
    if (early)
        return early.unfold(assignLegacyH5(upgraded, early.layers, topLevel, context));
    return assignLegacyH5(upgraded, layers, topLevel, context);
}
function weightNames(content) {
    return content.layers.flatMap((layer) => layer.weights.map((weight) => weight.name));
}
function tensorsInOrder(source) {
    const { weights } = source;
    if (weights.kind !== 'legacy-h5')
        return [];
    return weights.content.layers.flatMap((layer) => layer.weights.map((weight) => weight.tensor));
}
/** The same model with nothing on its way into the configuration. */
function keepingWeights(upgraded) {
    const origins = new Map();
    for (const [object, origin] of upgraded.origins)
        origins.set(object, { ...origin, configFromWeights: [] });
    return { ...upgraded, origins };
}
/** Writes small weights into the configuration they belong to. */
function fillConfig(assigned, reader) {
    for (const { object, key, source } of assigned.configWeights) {
        if (isObject(object.config))
            object.config[key] = nestedList(reader.read(source), source.shape, source.dtype);
    }
}
function optimizerSettings(trainingConfig) {
    if (!isObject(trainingConfig))
        return null;
    return trainingConfig.optimizer_config ?? trainingConfig.optimizer ?? null;
}
/** The variables of an object tree are numbered, not named. */
function prepare_nameOf(source, name) {
    return source.weights.kind === 'legacy-h5' ? name : undefined;
}
/** A `to_json()` text says which Keras wrote it. */
function versionIn(config) {
    return textIn(config, 'keras_version');
}
function textIn(config, key) {
    const value = config?.[key];
    return typeof value === 'string' ? value : undefined;
}
function unlistedWarnings(paths) {
    if (paths.length === 0)
        return [];
    const some = paths.slice(0, 3).map((path) => `"${path.slice(1)}"`);
    const more = paths.length > some.length ? ` and ${paths.length - some.length} more` : '';
    return [
        {
            text: `Keras never reads ${some.join(', ')}${more}, because no list of the file names them: they are not in the result.`,
        },
    ];
}
/** As many as a reader takes in; the rest are the same kind of thing. */
const REFUSALS_SHOWN = 5;
function refuseIf(notes) {
    if (notes.length === 0)
        return;
    const shown = notes.slice(0, REFUSALS_SHOWN).map((note) => note.text);
    if (notes.length > shown.length)
        shown.push(`and ${notes.length - shown.length} more`);
    throw new errors_Refusal(shown.join('; '));
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: ./lib/sha256.js


/**
 * What the thread runs. As text, because a bundle has no second file for it. It hashes a file read once in pieces: SHA-256
 * costs as much as copying does, and another core is often idle.
 */
const HASH_A_FILE = `
const { createHash } = require('node:crypto');
const { openSync, readSync, closeSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const hash = createHash('sha256');
const file = openSync(workerData, 'r');
const piece = Buffer.allocUnsafe(4 * 1024 * 1024);
for (let read; (read = readSync(file, piece, 0, piece.length, null)) > 0; ) hash.update(piece.subarray(0, read));
closeSync(file);
parentPort.postMessage(hash.digest('hex'));
`;
/**
 * Hexadecimal SHA-256 of a file, computed in a thread of its own while the caller goes on.
 *
 * @throws NodeJS.ErrnoException if it cannot be read
 */
function sha256OfFile(path) {
    const thread = new external_node_worker_threads_namespaceObject.Worker(HASH_A_FILE, { eval: true, workerData: path, env: {}, execArgv: [] });
    return new Promise((resolve, reject) => {
        thread.once('message', resolve).once('error', reject);
    });
}
function sha256OfText(text) {
    return (0,external_node_crypto_namespaceObject.createHash)('sha256').update(text).digest('hex');
}

;// CONCATENATED MODULE: ./lib/target-state.js
var target_state_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var target_state_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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







async function targetState(path) {
    if ((await (0,promises_namespaceObject.stat)(path).catch(() => undefined)) === undefined)
        return { kind: 'absent' };
    const provenance = await provenanceOf(path).catch(() => undefined);
    return provenance === undefined ? { kind: 'foreign' } : { kind: 'ours', provenance };
}
async function provenanceOf(path) {
    switch (await fileKind(path)) {
        case 'hdf5': {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const reader = target_state_addDisposableResource(env_1, await Hdf5Reader.open(path, (await (0,promises_namespaceObject.stat)(path)).size), false);
                const layout = recogniseLayout(reader);
                return layout.kind === 'not-keras' ? undefined : layout.provenance;
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                target_state_disposeResources(env_1);
            }
        }
        case 'zip': {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const archive = target_state_addDisposableResource(env_2, await ArchiveReader.open(path), true);
                const metadata = parseJson(await archive.text('metadata.json'));
                if (!isObject(metadata))
                    return undefined;
                return readProvenance((name) => {
                    const value = metadata[name];
                    return typeof value === 'string' ? value : undefined;
                });
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                const result_1 = target_state_disposeResources(env_2);
                if (result_1)
                    await result_1;
            }
        }
        default:
            return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/find.js




/** Every name Keras gives a file that holds weights. */
const DEFAULT_FILES = (/* unused pure expression or super */ null && (['**/*.h5', '**/*.hdf5', '**/*.keras']));
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
        const path = resolve(this.#root, text);
        const status = await lstat(path).catch(() => undefined);
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
        const glob = parseGlob(sep === '\\' ? text.replaceAll('\\', '/') : text);
        const folder = resolve(this.#root, glob.base);
        this.#refuseOutside(folder, text);
        return { folder, glob };
    }
    #refuseOutside(path, text) {
        if (this.#contained && !find_isInside(this.#root, path)) {
            throw new Refusal(`files: ${text} leads outside the workspace; name files inside it`);
        }
    }
    async #search(text, { folder, glob }) {
        let matched = false;
        const real = await realpath(folder).catch(() => folder);
        if (this.#contained && !find_isInside(this.#root, real)) {
            this.#notes.add(`${text}: the folder is a link that leads outside the workspace, so it is left out`);
            return;
        }
        if (find_isClosed(relative(this.#root, real)))
            return;
        for await (const path of walk(folder, '')) {
            if (!glob.matches(path))
                continue;
            matched = true;
            await this.#add(join(folder, path), this.#contained ? this.#root : real);
        }
        if (!matched)
            this.#notes.add(`${text} matches no file`);
    }
    /** A path named outright: in a shell it may lead anywhere, and the result of a link lies beside the link. */
    async #addNamed(path, status) {
        if (this.#contained || !status.isSymbolicLink())
            return this.#add(path, this.#contained ? this.#root : undefined);
        const target = await stat(path).catch(() => undefined);
        const place = join(await realpath(dirname(path)), basename(path));
        if (target?.isFile())
            this.#keep(place, target.size);
        else
            this.#notes.add(`${find_relativeName(this.#root, path)} is a link to no regular file, so it is left out`);
    }
    /** @param limit the folder that a match must not leave once links are resolved; undefined: none */
    async #add(path, limit) {
        if (this.#excludes.some(({ folder, glob }) => glob.matches(find_relativeName(folder, path))))
            return;
        const name = find_relativeName(this.#root, path);
        const real = await realpath(path).catch(() => undefined);
        const status = real === undefined ? undefined : await stat(real);
        if (real === undefined || status === undefined) {
            this.#notes.add(`${name} is a link to nothing, or its name is not valid UTF-8, so it is left out`);
        }
        else if (limit !== undefined && !find_isInside(limit, real)) {
            const place = this.#contained ? 'the workspace' : 'the folder searched';
            this.#notes.add(`${name} is a link that leads outside ${place}, so it is left out`);
        }
        else if (find_isClosed(relative(this.#root, real))) {
            this.#notes.add(`${name} lies in .git or node_modules, so it is left out`);
        }
        else if (!status.isFile()) {
            this.#notes.add(`${name} is not a regular file, so it is left out`);
        }
        else
            this.#keep(real, status.size);
    }
    #keep(path, bytes) {
        this.#files.set(path, { path, name: find_relativeName(this.#root, path), bytes });
    }
}
/** Paths of the files and of the links below a folder, relative to it; links are not followed. */
async function* walk(folder, prefix) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
        if (entry.isFile() || entry.isSymbolicLink())
            yield prefix + entry.name;
        else if (entry.isDirectory() && !find_isClosed(entry.name)) {
            yield* walk(join(folder, entry.name), `${prefix}${entry.name}/`);
        }
    }
}
async function isFolder(path, status) {
    if (!status.isSymbolicLink())
        return status.isDirectory();
    return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
/** Whether a path is a folder or something below it; both absolute. */
function find_isInside(folder, path) {
    const way = relative(folder, path);
    return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}
/** Whether a path relative to the root has a part that is never entered. */
function find_isClosed(path) {
    return path.split(sep).some((part) => CLOSED_FOLDERS.has(part.toLowerCase()));
}
/** The path as reports name it: relative, with `/`; absolute on another drive. */
function find_relativeName(root, path) {
    return relative(root, path).split(sep).join('/');
}

;// CONCATENATED MODULE: ./lib/targets.js



/** What follows the stem. Keras 3 chooses its loader by these names, `.weights.h5` before `.h5` (saving_api.py). */
const targets_SUFFIXES = { h5: '.h5', keras: '.keras', weights: '.weights.h5' };
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
        return dirname(source.path);
    if (!isInside(root, source.path))
        return outputDir;
    return join(outputDir, relative(root, dirname(source.path)));
}
function targetPath(source, folder, format) {
    const stem = stemOf(basename(source.path));
    const plain = join(folder, stem + targets_SUFFIXES[format]);
    const isTaken = format === 'h5' || foldCase(plain) === foldCase(source.path);
    return isTaken ? join(folder, `${stem}.keras3${targets_SUFFIXES[format]}`) : plain;
}
/** Why a source cannot be overwritten in these formats: its name decides what Keras 3 will expect in it. */
function findMisfit(source, formats) {
    const expected = formatOfName(source.path);
    const misfit = formats.find((format) => format !== expected);
    if (misfit === undefined)
        return undefined;
    const name = basename(source.path);
    return expected === undefined
        ? `Keras 3 opens no file named "${name}": rename it to end in ${targets_SUFFIXES[misfit]}, or convert it without in-place`
        : `Keras 3 expects format ${expected} in a file named "${name}", not ${misfit}: use format ${expected} in place, or convert it without in-place`;
}
/** A target that is a link or a folder, or whose folder is reached through a link that leads outside. */
async function findObstacle(targets, where) {
    const top = where.contained ? where.root : where.outputDir;
    for (const { path, name } of targets) {
        const found = await lstat(path).catch(() => undefined);
        if (found !== undefined && !found.isFile()) {
            return `"${name}" is there already and is not a regular file: move it away, or choose another output-dir`;
        }
        const folder = await realFolder(dirname(path));
        if (top !== undefined && !isInside(await realFolder(top), folder)) {
            return `the folder of "${name}" is a link that leads outside: choose another output-dir`;
        }
        if (where.contained && isClosed(relative(where.root, folder))) {
            return `"${name}" would lie in .git or node_modules: choose another output-dir`;
        }
    }
    return undefined;
}
/** The real path of a folder that may not be there yet: links of its deepest existing ancestor resolved. */
async function realFolder(folder) {
    const real = await realpath(folder).catch(() => undefined);
    if (real !== undefined)
        return real;
    const parent = dirname(folder);
    return parent === folder ? folder : resolve(await realFolder(parent), basename(folder));
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

;// CONCATENATED MODULE: ./lib/temporary.js



/**
 * A result is written beside its target under a name of this form, verified, then renamed: a run that is killed leaves
 * no half-written file under a final name.
 */
const SUFFIX = '.keras3-migrate.tmp';
const PREFIX = '.';
/** A temporary file untouched for so long has no living writer. */
const ABANDONED_MS = 60 * 60 * 1000;
/** A path in the target's folder that no other run has. */
function temporaryPath(target) {
    // The name is random so that two runs never share it; it never reaches an output.
    return (0,external_node_path_namespaceObject.join)((0,external_node_path_namespaceObject.dirname)(target), `${PREFIX}${shortStem(target)}.${process.pid}.${(0,external_node_crypto_namespaceObject.randomBytes)(4).toString('hex')}${SUFFIX}`);
}
/** File systems allow 255 bytes a name. */
function shortStem(target) {
    return Buffer.from((0,external_node_path_namespaceObject.basename)(target))
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
    await (0,promises_namespaceObject.rename)(temporary, target);
    // A rename is durable once its folder is; Windows and some network file systems cannot sync one.
    await syncPath((0,external_node_path_namespaceObject.dirname)(target)).catch(() => undefined);
}
async function syncPath(path) {
    const handle = await (0,promises_namespaceObject.open)(path, 'r+').catch(() => (0,promises_namespaceObject.open)(path, 'r'));
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
    return !isRunning(pid) || Date.now() - found.mtimeMs > ABANDONED_MS;
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

;// CONCATENATED MODULE: ./lib/version.js
/** The converter's version, recorded in every result; equal to `version` in package.json (a test holds them together). */
const CONVERTER_VERSION = '0.1.0';

// EXTERNAL MODULE: ./node_modules/yazl/index.js
var yazl = __nccwpck_require__(3044);
;// CONCATENATED MODULE: ./lib/archive/write-archive.js





/** The first moment that ZIP can express: results must not depend on the clock. */
const EPOCH = new Date(Date.UTC(1980, 0, 1));
const READ_BYTES = 1024 * 1024;
/**
 * Writes a ZIP file of stored members, in the order given, as Keras does; the same members give the same bytes. Members
 * of 4 GiB and more make it ZIP64.
 *
 * @param path absolute path; a file that is there is an error
 */
async function writeArchive(path, members) {
    const zip = new yazl/* ZipFile */.u();
    const failed = new Promise((_, reject) => {
        zip.on('error', reject);
    });
    for (const member of members) {
        const options = { mtime: EPOCH, forceDosTimestamp: true, compress: false, mode: 0o100644 };
        if ('text' in member) {
            zip.addBuffer(Buffer.from(member.text, 'utf8'), member.name, options);
        }
        else if ('path' in member) {
            const { size } = await (0,promises_namespaceObject.stat)(member.path);
            zip.addReadStreamLazy(member.name, { ...options, size }, (done) => {
                done(null, (0,external_node_fs_namespaceObject.createReadStream)(member.path, { highWaterMark: READ_BYTES }));
            });
        }
        else {
            zip.addReadStreamLazy(member.name, { ...options, size: member.size }, (done) => {
                member.stream().then((stream) => done(null, stream), (error) => done(error, external_node_stream_namespaceObject.Readable.from([])));
            });
        }
    }
    zip.end();
    const written = (0,external_node_stream_promises_namespaceObject.pipeline)(zip.outputStream, (0,external_node_fs_namespaceObject.createWriteStream)(path, { flags: 'wx', highWaterMark: 4 * READ_BYTES }));
    await Promise.race([written, failed]);
}

;// CONCATENATED MODULE: ./lib/archive-texts.js



/**
 * The text members of a `.keras` archive (`save_model`, keras/src/saving/saving_lib.py). `date_saved` holds ZIP's first
 * moment, as the members do: the same source gives the same bytes.
 */
function archiveTexts(model, provenance) {
    const metadata = { keras_version: KERAS_DIALECT, date_saved: '1980-01-01@00:00:00' };
    for (const key of PROVENANCE_KEYS) {
        metadata[PROVENANCE_NAMES[key]] = provenance[key];
    }
    return [
        { name: 'metadata.json', text: writeJson(metadata) },
        { name: 'config.json', text: writeJson(model) },
    ];
}

;// CONCATENATED MODULE: ./lib/hdf5/writer.js







/**
 * A new HDF5 file. h5wasm's codes for creating things prove little (a dataset without a parent and a full disk both
 * return 0), so what was written is proved by reopening it (verify.ts).
 */
class Hdf5Writer {
    #hdf5;
    #file;
    #allowance;
    #open = true;
    constructor(hdf5, file, allowance) {
        this.#hdf5 = hdf5;
        this.#file = file;
        this.#allowance = allowance;
    }
    /**
     * @param path absolute path of a file that does not exist
     * @throws Failure if it exists or cannot be made
     */
    static async create(path) {
        const hdf5 = await loadHdf5();
        const allowance = hdf5.allow(path);
        hdf5.takeDiagnostics();
        const file = withFixedClock(() => hdf5.module.open(path, hdf5.module.H5F_ACC_EXCL, false, -1, -1));
        if (file < 0n) {
            allowance[Symbol.dispose]();
            throw new Failure(`the result cannot be created (${hdf5.takeDiagnostics() || 'no reason given'}): check the folder's permissions and free space`);
        }
        return new Hdf5Writer(hdf5, file, allowance);
    }
    /** The parent must be there. */
    group(path) {
        this.#check(path, () => this.#hdf5.module.create_group(this.#file, path, false));
    }
    /** A scalar of variable-length UTF-8, as h5py writes a Python string. */
    stringAttribute(owner, name, value) {
        this.#variableStrings(owner, name, [value], []);
    }
    /**
     * A list of names as Keras writes it: fixed-length bytes, an empty list as float64 of shape (0,), and one longer than
     * {@link HDF5_OBJECT_HEADER_LIMIT} in equal parts `name0`, `name1`, … (`save_attributes_to_hdf5_group`, legacy_h5_format.py).
     */
    namesAttribute(owner, name, names) {
        const encoded = names.map((text) => Buffer.from(text, 'utf8'));
        const width = encoded.reduce((widest, bytes) => Math.max(widest, bytes.length), 0) + 1;
        if (width > HDF5_OBJECT_HEADER_LIMIT) {
            throw new errors_Refusal(`a name of ${width - 1} bytes, "${shorten(names.find((text) => Buffer.byteLength(text) === width - 1) ?? '')}", does not fit in an HDF5 attribute: rename it in the model`);
        }
        if (names.length === 0) {
            this.numberAttribute(owner, name, [], 'float64');
            return;
        }
        const parts = splitEvenly(encoded, Math.ceil((encoded.length * width) / HDF5_OBJECT_HEADER_LIMIT), width);
        parts.forEach((part, index) => {
            const bytes = Buffer.alloc(part.length * width);
            part.forEach((text, at) => {
                text.copy(bytes, at * width);
            });
            const metadata = { type: H5T_STRING, size: width, signed: false, cset: 0 };
            this.#rawAttribute(owner, parts.length > 1 ? `${name}${index}` : name, bytes, metadata, [part.length]);
        });
    }
    /** A scalar, or a vector when `values` is a list. */
    numberAttribute(owner, name, values, dtype) {
        const list = typeof values === 'number' ? [values] : values;
        const bytes = new Uint8Array(list.length * 8);
        const view = new DataView(bytes.buffer);
        list.forEach((value, index) => {
            if (dtype === 'float64')
                view.setFloat64(index * 8, value, true);
            else
                view.setBigInt64(index * 8, BigInt(value), true);
        });
        const type = dtype === 'float64' ? H5T_FLOAT : H5T_INTEGER;
        const metadata = { type, size: 8, signed: true };
        this.#rawAttribute(owner, name, bytes, metadata, typeof values === 'number' ? [] : [list.length]);
    }
    /**
     * Writes an attribute as it was read: text as variable-length UTF-8, numbers bit for bit, h5py's booleans as int8.
     *
     * @returns false if HDF5 types that h5wasm cannot write make that impossible
     */
    copyAttribute(owner, name, attribute) {
        const { metadata } = attribute;
        const shape = metadata.shape;
        if (shape === null)
            return false;
        if (attribute.strings) {
            this.#variableStrings(owner, name, attribute.strings, shape);
            return true;
        }
        const type = metadata.type === H5T_ENUM ? H5T_INTEGER : metadata.type;
        const writable = type === H5T_INTEGER || (type === H5T_FLOAT && metadata.size >= 4);
        if (!writable)
            return false;
        this.#rawAttribute(owner, name, attribute.bytes, { type, size: metadata.size, signed: metadata.signed }, shape);
        return true;
    }
    /** Creates a dataset without values; contiguous, so that it takes its own size and no more. */
    dataset(path, shape, dtype) {
        const type = numericMetadata(dtype);
        if (!type)
            throw new errors_Refusal(`dataset "${path}" would be ${dtype}, which cannot be written`);
        this.#check(path, () => this.#hdf5.module.create_dataset(this.#file, path, 0n, writeMetadata(type, shape)));
    }
    /** Writes a slab from wasm memory at `pointer`. */
    writeSlab(path, shape, slab, pointer) {
        const scalar = shape.length === 0;
        const code = withFixedClock(() => this.#hdf5.module.set_dataset_data(this.#file, path, scalar ? null : slab.count.map(BigInt), scalar ? null : slab.offset.map(BigInt), scalar ? null : slab.count.map(() => 1n), BigInt(pointer)));
        if (code < 0)
            throw this.#failure(path);
    }
    /** Writes a whole dataset from little-endian bytes in C order. */
    write(path, shape, dtype, bytes) {
        if (bytes.length !== elementsOf(shape) * ITEM_BYTES[dtype]) {
            throw new Failure(`dataset "${path}": ${bytes.length} bytes do not fill shape (${shape.join(', ')}) of ${dtype}`);
        }
        if (bytes.length === 0)
            return;
        this.#withCopy(bytes, (pointer) => {
            this.writeSlab(path, shape, { offset: shape.map(() => 0), count: shape, size: elementsOf(shape) }, pointer);
        });
    }
    /** Flushes and closes. @throws Failure if HDF5 could not. */
    close() {
        if (!this.#open)
            return;
        this.#open = false;
        try {
            const code = withFixedClock(() => {
                const flushed = this.#hdf5.module.flush(this.#file);
                return Math.min(flushed, this.#hdf5.module.close_file(this.#file));
            });
            if (code < 0)
                throw this.#failure('the result');
        }
        finally {
            this.#allowance[Symbol.dispose]();
        }
    }
    [Symbol.dispose]() {
        if (!this.#open)
            return;
        this.#open = false;
        this.#hdf5.module.close_file(this.#file);
        this.#allowance[Symbol.dispose]();
        this.#hdf5.takeDiagnostics();
    }
    #variableStrings(owner, name, values, shape) {
        const metadata = writeMetadata({ type: H5T_STRING, size: 4, signed: false, vlen: true, cset: 1 }, shape);
        this.#check(`${owner} ${name}`, () => this.#hdf5.module.create_vlen_str_attribute(this.#file, owner, name, values, metadata));
    }
    #rawAttribute(owner, name, bytes, type, shape) {
        this.#withCopy(bytes, (pointer) => {
            this.#check(`${owner} ${name}`, () => this.#hdf5.module.create_attribute(this.#file, owner, name, BigInt(pointer), writeMetadata(type, shape)));
        });
    }
    #withCopy(bytes, use) {
        const { module } = this.#hdf5;
        const pointer = module._malloc(Math.max(1, bytes.length));
        if (pointer === 0)
            throw new Failure(`no memory for ${bytes.length} bytes`);
        try {
            module.HEAPU8.set(bytes, pointer);
            use(pointer);
        }
        finally {
            module._free(pointer);
        }
    }
    #check(place, call) {
        let code;
        try {
            code = withFixedClock(call);
        }
        catch (cause) {
            throw this.#failure(place, cause);
        }
        if (code < 0)
            throw this.#failure(place);
    }
    #failure(place, cause) {
        const words = this.#hdf5.takeDiagnostics();
        return new Failure(`"${shorten(place)}" cannot be written${words ? ` (HDF5: ${words})` : ''}: check the free space`, { cause });
    }
}
function writeMetadata(type, shape) {
    return {
        littleEndian: true,
        vlen: false,
        ...type,
        total_size: elementsOf(shape),
        shape: shape.map(BigInt),
        maxshape: null,
        chunks: null,
        track_order: false,
    };
}
/** As NumPy's `array_split`: the first `length % parts` parts are one longer; more parts until each fits in an attribute. */
function splitEvenly(encoded, parts, width) {
    const short = Math.floor(encoded.length / parts);
    const longer = encoded.length % parts;
    if ((short + (longer > 0 ? 1 : 0)) * width > HDF5_OBJECT_HEADER_LIMIT)
        return splitEvenly(encoded, parts + 1, width);
    const result = [];
    let start = 0;
    for (let part = 0; part < parts; part++) {
        const end = start + short + (part < longer ? 1 : 0);
        result.push(encoded.slice(start, end));
        start = end;
    }
    return result;
}
/**
 * HDF5 stamps every object header with the time and h5wasm cannot turn that off (H5Pset_obj_track_times is not
 * exported): its clock is `Date.now`, held at zero while the library runs, so that the same input gives the same bytes.
 */
function withFixedClock(call) {
    const now = Date.now;
    Date.now = () => 0;
    try {
        return call();
    }
    finally {
        Date.now = now;
    }
}

;// CONCATENATED MODULE: ./lib/write.js
var write_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var write_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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







/** Whether the values of a dataset are its one source's, bit for bit. */
function isCopied(dataset) {
    return dataset.values.kind === 'source' && dataset.values.sources.length === 1 && dataset.values.steps.length === 0;
}
/**
 * Executes a plan: writes a new HDF5 file. It knows nothing of Keras.
 *
 * @param path absolute path of a file that does not exist
 * @param provenance awaited only when everything else is written: hashing the source takes as long
 * @returns the attributes that could not be kept, as `owner/name`
 * @throws Failure on a read or write error; Refusal for values that cannot be written
 */
async function writeHdf5(plan, reader, path, provenance) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const writer = write_addDisposableResource(env_1, await Hdf5Writer.create(path), false);
        for (const group of plan.groups)
            writer.group(group);
        const slab = new SlabBuffer(reader);
        try {
            for (const dataset of plan.datasets) {
                writer.dataset(dataset.target, dataset.shape, dataset.dtype);
                if (isCopied(dataset))
                    copyDataset(dataset, reader, writer, slab.pointer);
                else
                    writer.write(dataset.target, dataset.shape, dataset.dtype, valuesToWrite(dataset, reader));
            }
        }
        finally {
            slab[Symbol.dispose]();
        }
        const origin = await provenance;
        const lost = plan.attributes.filter((attribute) => !writeAttribute(attribute, reader, writer, origin));
        writer.close();
        return lost.map(({ owner, name }) => `${owner}/${name}`);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        write_disposeResources(env_1);
    }
}
/** Wasm memory for one slab. */
class SlabBuffer {
    pointer;
    #reader;
    constructor(reader) {
        this.#reader = reader;
        this.pointer = reader.module._malloc(SLAB_BYTES);
        if (this.pointer === 0)
            throw new Failure(`no memory for ${SLAB_BYTES} bytes`);
    }
    [Symbol.dispose]() {
        this.#reader.module._free(this.pointer);
    }
}
function copyDataset(dataset, reader, writer, pointer) {
    if (dataset.values.kind !== 'source')
        return;
    const [tensor] = dataset.values.sources;
    if (!tensor)
        return;
    for (const slab of slabs(tensor.shape, SLAB_BYTES / ITEM_BYTES[tensor.dtype])) {
        reader.readSlab(tensor, slab, pointer);
        writer.writeSlab(dataset.target, dataset.shape, slab, pointer);
    }
}
/**
 * The bytes of a dataset whose values are not its source's.
 *
 * @throws Refusal if they do not fit in memory
 */
function valuesToWrite(dataset, reader) {
    const { values } = dataset;
    if (values.kind === 'constant')
        return constantBytes(values.value, dataset);
    const bytes = values.sources.reduce((sum, { shape, dtype }) => sum + elementsOf(shape) * ITEM_BYTES[dtype], 0);
    if (bytes > MAX_TRANSFORMED_BYTES) {
        throw new errors_Refusal(`dataset "${values.sources[0]?.path}" has to be changed in memory but takes ${bytes} bytes, over the limit of ${MAX_TRANSFORMED_BYTES}`);
    }
    const sources = values.sources.map((tensor) => valuesOf(reader.read(tensor), tensor.shape, tensor.dtype));
    return applyTransforms(sources, values.steps).bytes;
}
function constantBytes(value, { target, shape, dtype }) {
    const size = elementsOf(shape);
    switch (dtype) {
        case 'float32':
            return toBytes(new Float32Array(size).fill(value));
        case 'float64':
            return toBytes(new Float64Array(size).fill(value));
        case 'int32':
            return toBytes(new Int32Array(size).fill(value));
        case 'int64':
            return toBytes(new BigInt64Array(size).fill(BigInt(value)));
        case 'uint32':
            return toBytes(new Uint32Array(size).fill(value));
        default:
            throw new Failure(`dataset "${target}": no constant of dtype ${dtype} can be written`);
    }
}
function writeAttribute({ owner, name, value }, reader, writer, provenance) {
    switch (value.kind) {
        case 'string':
            writer.stringAttribute(owner, name, value.value);
            return true;
        case 'provenance':
            writer.stringAttribute(owner, name, provenance[value.key]);
            return true;
        case 'names':
            writer.namesAttribute(owner, name, value.value);
            return true;
        case 'copy':
            return writer.copyAttribute(owner, name, reader.attribute(value.path, value.name));
    }
}

;// CONCATENATED MODULE: ./lib/verify.js
var verify_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var verify_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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






/**
 * Holds a written file, reopened, against its plan and its source: the same datasets and no others, shapes, dtypes,
 * lists of names, and every byte.
 *
 * @throws Failure naming the first difference
 */
function verifyHdf5(plan, source, result, provenance) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const planned = new Map();
        for (const group of plan.groups)
            planned.set(group, 'group');
        for (const { target } of plan.datasets)
            planned.set(target, 'dataset');
        const written = new Set(result.datasets('/', planned));
        for (const { target } of plan.datasets)
            if (!written.has(target))
                fail(target, 'is missing');
        for (const path of written)
            if (!planned.has(path))
                fail(path, 'was not planned');
        const wanted = verify_addDisposableResource(env_1, new SlabBuffer(source), false);
        const found = verify_addDisposableResource(env_1, new SlabBuffer(result), false);
        for (const dataset of plan.datasets)
            verifyDataset(dataset, source, result, wanted.pointer, found.pointer);
        verifyAttributes(plan, result, provenance);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        verify_disposeResources(env_1);
    }
}
function verifyDataset(dataset, source, result, wanted, found) {
    const tensor = result.tensor(dataset.target);
    if (tensor.dtype !== dataset.dtype || String(tensor.shape) !== String(dataset.shape)) {
        fail(dataset.target, `is ${tensor.dtype} (${tensor.shape.join(', ')}), not ${dataset.dtype} (${dataset.shape.join(', ')})`);
    }
    const [copied] = dataset.values.kind === 'source' ? dataset.values.sources : [];
    if (isCopied(dataset) && copied) {
        const itemBytes = ITEM_BYTES[tensor.dtype];
        for (const slab of slabs(tensor.shape, SLAB_BYTES / itemBytes)) {
            source.readSlab(copied, slab, wanted);
            result.readSlab(tensor, slab, found);
            const heap = source.module.HEAPU8;
            const bytes = slab.size * itemBytes;
            if (Buffer.compare(heap.subarray(wanted, wanted + bytes), heap.subarray(found, found + bytes)) !== 0) {
                fail(dataset.target, 'differs from its source');
            }
        }
        return;
    }
    if (elementsOf(dataset.shape) === 0)
        return;
    if (Buffer.compare(valuesToWrite(dataset, source), result.read(tensor)) !== 0)
        fail(dataset.target, 'differs from its source');
}
function verifyAttributes(plan, result, provenance) {
    for (const { owner, name, value } of plan.attributes) {
        switch (value.kind) {
            case 'string':
                if (result.attribute(owner, name).strings?.[0] !== value.value)
                    fail(`${owner} ${name}`, 'differs from the plan');
                break;
            case 'names': {
                const names = readNameList(result, owner, name);
                const same = names.length === value.value.length && names.every((each, index) => each === value.value[index]);
                if (!same)
                    fail(`${owner} ${name}`, 'differs from the plan');
                break;
            }
            case 'provenance':
                if (result.attribute(owner, name).strings?.[0] !== provenance[value.key])
                    fail(`${owner} ${name}`, 'differs from the plan');
                break;
            case 'copy':
                break; // said to be lost by writeHdf5 where it could not be written
        }
    }
}
function fail(place, found) {
    throw new Failure(`the result was not kept, because "${place}" ${found} when it was read back: check the disk and its free space, and convert again`);
}

;// CONCATENATED MODULE: ./lib/verify-archive.js
var verify_archive_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var verify_archive_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/**
 * Holds a written archive, reopened, against what went into it: the same members in the same order, and every byte.
 *
 * @throws Failure naming the first member that differs
 */
async function verifyArchive(path, members) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const archive = verify_archive_addDisposableResource(env_1, await ArchiveReader.open(path), true);
        if (archive.names.join('\n') !== members.map((member) => member.name).join('\n'))
            verify_archive_fail('its list of members');
        for (const member of members) {
            if ('text' in member) {
                if ((await archive.text(member.name)) !== member.text)
                    verify_archive_fail(member.name);
                continue;
            }
            const original = 'path' in member ? (0,external_node_fs_namespaceObject.createReadStream)(member.path) : await member.stream();
            const [written, wanted] = [await digest(await archive.stream(member.name)), await digest(original)];
            if (written !== wanted)
                verify_archive_fail(member.name);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = verify_archive_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function digest(stream) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    for await (const chunk of stream)
        hash.update(chunk);
    return hash.digest('hex');
}
function verify_archive_fail(member) {
    throw new Failure(`the archive was not kept, because ${member} differed when it was read back: check the disk and its free space, and convert again`);
}

;// CONCATENATED MODULE: ./lib/write-result.js
var write_result_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var write_result_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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











const write_result_WEIGHTS_MEMBER = 'model.weights.h5';
/**
 * Writes a result to a temporary file beside its target and verifies it; the caller gives it its final name.
 *
 * @throws Failure or Refusal; the temporary file is then gone
 */
async function writeResult(plan, source, target, provenance) {
    const path = temporaryPath(target);
    const hdf5 = plan.archiveConfig ? temporaryPath(target) : path;
    await (0,promises_namespaceObject.mkdir)((0,external_node_path_namespaceObject.dirname)(target), { recursive: true });
    try {
        const lostAttributes = await writeHdf5(plan.hdf5, source.reader, hdf5, provenance);
        const origin = await provenance;
        // While this thread compares, another hashes.
        let hashing = plan.archiveConfig ? undefined : hashFile(path);
        {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const written = write_result_addDisposableResource(env_1, await Hdf5Reader.open(hdf5, (await (0,promises_namespaceObject.stat)(hdf5)).size), false);
                verifyHdf5(plan.hdf5, source.reader, written, origin);
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                write_result_disposeResources(env_1);
            }
        }
        if (plan.archiveConfig) {
            const members = archiveMembers(plan, plan.archiveConfig, origin, source, hdf5);
            await writeArchive(path, members);
            hashing = hashFile(path);
            await verifyArchive(path, members);
            await (0,promises_namespaceObject.rm)(hdf5);
        }
        return { path, lostAttributes, sha256: (await hashing) ?? '' };
    }
    catch (error) {
        await (0,promises_namespaceObject.rm)(path, { force: true });
        await (0,promises_namespaceObject.rm)(hdf5, { force: true });
        throw error;
    }
}
/** A hash that may go unasked for, where verification fails first. */
function hashFile(path) {
    const hashing = sha256OfFile(path);
    hashing.catch(() => undefined);
    return hashing;
}
/** In Keras's order (`save_model`, saving_lib.py): metadata, config, weights, assets. */
function archiveMembers(plan, config, provenance, source, weights) {
    const { archive } = source;
    return [
        ...archiveTexts(config, provenance),
        { name: write_result_WEIGHTS_MEMBER, path: weights },
        ...plan.assets.map(({ from, to }) => {
            if (!archive)
                return { name: to, size: 0, stream: async () => external_node_stream_namespaceObject.Readable.from([]) };
            return { name: to, size: archive.size(from), stream: () => archive.stream(from) };
        }),
    ];
}

;// CONCATENATED MODULE: ./lib/convert.js
var convert_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var convert_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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


















const NOTHING = { outputs: [], renamed: [], changed: [], warnings: [] };
/**
 * Converts one file: the unit of work of a child process. Whatever goes wrong with the file is in the result; sources
 * and targets are then as they were.
 */
async function convertFile(job) {
    const outcome = await convert(job).catch(outcomeOfError);
    return { source: job.name, ...outcome };
}
function outcomeOfError(error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof errors_Refusal)
        return { ...NOTHING, status: 'refused', reason };
    if (error instanceof NotKeras)
        return { ...NOTHING, status: 'not-keras', reason };
    return { ...NOTHING, status: 'failed', reason };
}
async function convert(job) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const kind = await fileKind(job.source);
        if (kind !== 'hdf5' && kind !== 'zip')
            return { ...NOTHING, ...otherFiles(kind) };
        if (!job.check)
            await Promise.all([...foldersOf(job)].map(removeAbandoned));
        const source = convert_addDisposableResource(env_1, await openSource(job, kind), true);
        const facts = factsOf(source);
        if (source.provenance) {
            return {
                ...NOTHING,
                ...facts,
                status: 'already-keras-3',
                reason: 'this converter made the file: there is nothing to do',
            };
        }
        if (needsNothing(source)) {
            return {
                ...NOTHING,
                ...facts,
                status: 'already-keras-3',
                reason: 'nothing in the file differs from what Keras 3 writes',
            };
        }
        // Hashing takes as long as copying: it goes on in its thread while the file is planned and written.
        const hashing = sha256OfFile(job.source);
        const architecture = await findArchitecture(job, source);
        const digest = architecture ? sha256OfText(`${job.optionsDigest}\n${architecture.text}`) : job.optionsDigest;
        const provenance = hashing.then((sourceSha256) => ({
            sourceKerasVersion: source.kerasVersion ?? 'unknown',
            sourceSha256,
            version: CONVERTER_VERSION,
            optionsDigest: digest,
        }));
        provenance.catch(() => undefined); // told to whoever awaits it; a refusal before that needs no hash
        if (await allCurrent(job.targets, provenance)) {
            return {
                ...NOTHING,
                ...facts,
                sourceSha256: await hashing,
                status: 'up-to-date',
                reason: 'the result is there, made from this very source by this version with these options',
                outputs: await Promise.all(job.targets.map(outputOf)),
            };
        }
        if (!job.overwrite)
            await refuseForeignTargets(job);
        const prepared = prepare(source, { ...job, architecture });
        if (isKeras3(source) && prepared.changed.length === 0) {
            return {
                ...NOTHING,
                ...facts,
                sourceSha256: await hashing,
                status: 'already-keras-3',
                reason: 'Keras 3 wrote the file and loads it as it is',
            };
        }
        const plans = job.targets.map((target) => ({
            target,
            plan: planConversion(source, prepared, target.format),
        }));
        const said = { ...facts, ...reportOf(plans.map(({ plan }) => plan)) };
        if (job.check) {
            const outputs = job.targets.map(({ format, name }) => ({ format, path: name }));
            return {
                ...said,
                sourceSha256: await hashing,
                status: 'would-convert',
                reason: 'the file has not been converted',
                outputs,
            };
        }
        const { outputs, lostAttributes } = await writeAll(plans, source, provenance);
        const warnings = [...said.warnings, ...lostAttributes.map(lostAttributeWarning)];
        return { ...said, sourceSha256: await hashing, warnings, status: 'converted', outputs };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = convert_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function otherFiles(kind) {
    switch (kind) {
        case 'lfs-pointer':
            return {
                status: 'lfs-pointer',
                reason: 'the file is a Git LFS pointer, not the weights: check the repository out with "lfs: true" (or run "git lfs pull") first',
            };
        case 'empty':
            return { status: 'not-keras', reason: 'the file is empty' };
        case 'other':
            return { status: 'not-keras', reason: 'the file is neither HDF5 nor a .keras archive' };
    }
}
async function openSource(job, kind) {
    if (kind === 'hdf5')
        return openHdf5Source(job.source);
    return openArchiveSource(job.source, temporaryPath((0,external_node_path_namespaceObject.join)((0,external_node_os_namespaceObject.tmpdir)(), 'model.weights.h5')));
}
/** Weights that Keras 3 wrote and reads, or that both read alike. A whole model of Keras 3 may still be one that it cannot load. */
function needsNothing(source) {
    if (source.weights.kind === 'object-tree' && source.layout === 'object-tree')
        return source.weights.content.dialect !== 'keras-2';
    return source.layout !== 'legacy-h5-model' && isKeras3(source);
}
function isKeras3(source) {
    return Number(source.kerasVersion?.split('.')[0]) >= 3;
}
/** @throws Refusal if the user named an architecture that is none */
async function findArchitecture(job, source) {
    if (source.modelConfig !== undefined)
        return undefined;
    if (job.architecture !== undefined)
        return namedArchitecture(job.architecture);
    const { weights } = source;
    const layerNames = weights.kind === 'legacy-h5' ? weights.content.layers.map((layer) => layer.name) : undefined;
    return siblingArchitecture(job.source, stemOf(job.source), layerNames);
}
function foldersOf(job) {
    return new Set([...job.targets.map((target) => (0,external_node_path_namespaceObject.dirname)(target.path)), (0,external_node_os_namespaceObject.tmpdir)()]);
}
function factsOf(source) {
    const { weights } = source;
    const tensors = weights.kind === 'legacy-h5'
        ? [...weights.content.layers.flatMap((layer) => layer.weights), ...weights.content.topLevel].map((weight) => weight.tensor)
        : [...weights.content.tensors.values()];
    return {
        layout: source.layout,
        ...(source.kerasVersion === undefined ? {} : { kerasVersion: source.kerasVersion }),
        tensors: tensors.length,
        bytes: tensors.reduce((sum, { shape, dtype }) => sum + elementsOf(shape) * ITEM_BYTES[dtype], 0),
    };
}
async function allCurrent(targets, wanted) {
    const found = [];
    for (const target of targets) {
        const state = await targetState(target.path);
        if (state.kind !== 'ours')
            return false;
        found.push(state.provenance);
    }
    const current = await wanted;
    return found.every((each) => isCurrent(each, current));
}
async function refuseForeignTargets(job) {
    for (const target of job.targets) {
        if (job.inPlace && target.path === job.source)
            continue;
        if ((await targetState(target.path)).kind === 'foreign') {
            throw new errors_Refusal(`"${target.name}" is there already and this converter did not make it: move it away, choose another output-dir, or set overwrite`);
        }
    }
}
/** All formats are written and verified before the first takes its final name. */
async function writeAll(plans, source, provenance) {
    const written = [];
    try {
        for (const { target, plan } of plans) {
            written.push({ target, result: await writeResult(plan, source, target.path, provenance) });
        }
        for (const { target, result } of written)
            await publishFile(result.path, target.path);
    }
    catch (error) {
        await Promise.all(written.map(({ result }) => (0,promises_namespaceObject.rm)(result.path, { force: true })));
        throw error;
    }
    return {
        outputs: written.map(({ target, result }) => ({ format: target.format, path: target.name, sha256: result.sha256 })),
        lostAttributes: [...new Set(written.flatMap(({ result }) => result.lostAttributes))],
    };
}
async function outputOf({ format, name, path }) {
    return { format, path: name, sha256: await sha256OfFile(path) };
}
function reportOf(plans) {
    return {
        renamed: convert_distinct(plans.flatMap((plan) => plan.renamed)),
        changed: convert_distinct(plans.flatMap((plan) => plan.changed)),
        warnings: convert_distinct(plans.flatMap((plan) => plan.warnings)),
    };
}
function convert_distinct(items) {
    return [...new Map(items.map((item) => [JSON.stringify(item, bigintAsText), item])).values()];
}
function bigintAsText(_key, value) {
    return typeof value === 'bigint' ? `${value}n` : value;
}
function lostAttributeWarning(attribute) {
    return { text: `Attribute "${attribute}" has an HDF5 datatype that cannot be written and is not in the result.` };
}

;// CONCATENATED MODULE: ./lib/isolate/messages.js

/** A result whose values travel between processes and print as plain JSON. */
function plainResult(result) {
    return {
        ...result,
        changed: result.changed.map(({ path, from, to }) => ({ path, from: plainJson(from), to: plainJson(to) })),
    };
}
/** A value of Python JSON as plain JSON. */
function plainJson(value) {
    if (Array.isArray(value))
        return value.map((item) => plainJson(item) ?? null);
    if (isObject(value)) {
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainJson(item) ?? null]));
    }
    const number = asNumber(value);
    if (number === undefined)
        return value;
    // JSON has neither NaN nor Infinity, and integers beyond 2^53 lose digits: as text they say what they are.
    return Number.isFinite(number) && (typeof value !== 'bigint' || Number.isSafeInteger(number))
        ? number
        : String(value?.valueOf());
}

;// CONCATENATED MODULE: ./lib/inspect/outline.js



/** What says most about a layer, in reading order; Keras 1's names stand beside Keras 2's and 3's. */
const SETTINGS = [
    'batch_shape',
    'batch_input_shape',
    'units',
    'output_dim',
    'filters',
    'nb_filter',
    'kernel_size',
    'pool_size',
    'strides',
    'padding',
    'border_mode',
    'dilation_rate',
    'groups',
    'activation',
    'recurrent_activation',
    'return_sequences',
    'input_dim',
    'num_heads',
    'key_dim',
    'rate',
    'axis',
    'target_shape',
    'function',
];
/** As JSON: values that say nothing, because nearly every layer has them. */
const outline_PLAIN = new Map([
    ['activation', /^"linear"$/],
    ['padding', /^"valid"$/],
    ['border_mode', /^"valid"$/],
    ['strides', /^\[1(?:,1)*\]$/],
    ['dilation_rate', /^\[1(?:,1)*\]$/],
    ['groups', /^1$/],
    ['return_sequences', /^false$/],
]);
/** Keys of a wrapper, an RNN, a stack of cells or a Keras 1 Merge under which other layers stand. */
const INNER = ['layer', 'backward_layer', 'cell', 'cells', 'layers'];
/**
 * The architecture as a tree of layers with their weights, from the configuration of any Keras.
 *
 * @param config `model_config` of an H5 file, `config.json` of an archive
 */
function outlineOf(config, weights) {
    const root = draftOf(config, 'model');
    const indexes = new Map();
    for (const { layers, name, tensor } of weights) {
        outline_ownerOf(root, layers, indexes).weights.push({ name, shape: tensor.shape, dtype: tensor.dtype });
    }
    return finished(root);
}
/** The same for a file without an architecture: one child a group of weights. */
function outlineOfWeights(groups) {
    const children = [...groups].map(([name, weights]) => finished({ name, className: undefined, settings: {}, inputs: [], weights: [...weights], children: [] }));
    return {
        name: 'weights',
        settings: {},
        inputs: [],
        weights: [],
        parameters: children.reduce((sum, child) => sum + child.parameters, 0),
        children,
    };
}
function finished({ className, weights, children, ...rest }) {
    const below = children.map(finished);
    const own = weights.reduce((sum, { shape }) => sum + elementsOf(shape), 0);
    return {
        ...rest,
        ...(className === undefined ? {} : { className }),
        weights,
        parameters: below.reduce((sum, child) => sum + child.parameters, own),
        children: below,
    };
}
function draftOf(value, otherwise) {
    const object = isObject(value) ? value : {};
    // Keras before 2.3 wrote a Sequential's configuration as a bare list of layers.
    const config = isObject(object.config)
        ? object.config
        : Array.isArray(object.config)
            ? { layers: object.config }
            : {};
    return {
        name: textOf(config.name) ?? textOf(object.name) ?? otherwise,
        className: textOf(object.class_name),
        settings: settingsOf(config),
        inputs: [...new Set(layerNamesIn(object.inbound_nodes ?? null))],
        weights: [],
        children: INNER.flatMap((key) => innerLayers(config[key], key)),
    };
}
function innerLayers(value, key) {
    const values = Array.isArray(value) ? value : [value];
    return values
        .filter((item) => isObject(item) && typeof item.class_name === 'string')
        .map((item, index) => draftOf(item, values.length > 1 ? `${key}[${index}]` : key));
}
function settingsOf(config) {
    const found = {};
    for (const key of SETTINGS) {
        const value = Object.hasOwn(config, key) ? config[key] : undefined;
        if (value === undefined || value === null || outline_PLAIN.get(key)?.test(JSON.stringify(plainJson(value))))
            continue;
        if (isObject(value)) {
            const name = textOf(value.class_name);
            if (name !== undefined)
                found[key] = name;
        }
        else if (!Array.isArray(value) || value.every((item) => item === null || typeof item !== 'object')) {
            found[key] = value;
        }
    }
    return found;
}
/**
 * Layers named by nodes: `["conv", 0, 0, {}]` in Keras 1 and 2, `"keras_history": ["conv", 0, 0]` in Keras 3. Both are
 * lists of a name and two numbers.
 */
function layerNamesIn(value) {
    if (Array.isArray(value)) {
        const [name, node, tensor] = value;
        if (typeof name === 'string' && typeof node === 'number' && typeof tensor === 'number') {
            return [name, ...value.slice(3).flatMap(layerNamesIn)];
        }
        return value.flatMap(layerNamesIn);
    }
    return isObject(value) ? Object.values(value).flatMap(layerNamesIn) : [];
}
/**
 * Descends by names. A name may be missing from the way (Keras 2 leaves some nested models out) or be of none of the
 * layers (a wrapper's `forward_lstm`): the nearest layer below that bears it is taken, else it is passed over.
 */
function outline_ownerOf(root, layers, indexes) {
    let owner = root;
    for (const name of layers) {
        let index = indexes.get(owner);
        if (index === undefined) {
            index = nearestByName(owner);
            indexes.set(owner, index);
        }
        owner = index.get(name) ?? owner;
    }
    return owner;
}
function nearestByName(root) {
    const found = new Map();
    let level = root.children;
    while (level.length > 0) {
        for (const draft of level)
            if (!found.has(draft.name))
                found.set(draft.name, draft);
        level = level.flatMap((draft) => draft.children);
    }
    return found;
}
function textOf(value) {
    return typeof value === 'string' ? value : undefined;
}

;// CONCATENATED MODULE: ./lib/inspect/inspect-file.js
var inspect_file_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var inspect_file_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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













/**
 * What a file is, and what a conversion with the default options would do about it. Nothing is written but, for an
 * archive, its weights in a temporary file that is removed.
 *
 * @param path absolute
 * @param name how the report names the file
 * @throws Failure or Refusal where the file is damaged; NodeJS.ErrnoException where it cannot be read
 */
async function inspectFile(path, name) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const kind = await fileKind(path);
        const common = { file: name, bytes: (await (0,promises_namespaceObject.stat)(path)).size, sha256: await sha256OfFile(path) };
        const { status, reason, renamed, changed, warnings } = await conversionOf(path, name);
        const conversion = {
            status,
            ...(reason === undefined ? {} : { reason }),
            renamed,
            changed: changed.map((change) => ({ ...change, from: plainJson(change.from), to: plainJson(change.to) })),
            warnings,
        };
        const nothing = { tensors: 0, parameters: 0, weightBytes: 0, optimizerTensors: 0 };
        if (status === 'not-keras' || status === 'lfs-pointer')
            return { ...common, ...nothing, conversion };
        const source = inspect_file_addDisposableResource(env_1, await inspect_file_openSource(path, kind), true);
        const tensors = inspect_file_tensorsOf(source);
        const sum = (of) => tensors.reduce((total, tensor) => total + of(tensor), 0);
        const { kerasVersion, backend, provenance, trainingConfig } = source;
        return {
            ...common,
            layout: source.layout,
            ...(kerasVersion === undefined ? {} : { kerasVersion }),
            ...(backend === undefined ? {} : { backend }),
            ...(provenance === undefined
                ? {}
                : {
                    convertedFrom: {
                        kerasVersion: provenance.sourceKerasVersion,
                        sha256: provenance.sourceSha256,
                        converter: provenance.version,
                    },
                }),
            tensors: tensors.length,
            parameters: sum(({ shape }) => elementsOf(shape)),
            weightBytes: sum(({ shape, dtype }) => elementsOf(shape) * ITEM_BYTES[dtype]),
            optimizerTensors: source.weights.content.optimizer.length,
            outline: plainOutline(source.modelConfig === undefined ? groupsOf(source) : architectureOf(source)),
            ...(trainingConfig === undefined ? {} : { training: plainJson(trainingConfig) ?? null }),
            conversion,
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = inspect_file_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Opens any file of Keras's. */
async function inspect_file_openSource(path, kind) {
    if (kind === 'hdf5')
        return openHdf5Source(path);
    if (kind === 'zip')
        return openArchiveSource(path, temporaryPath((0,external_node_path_namespaceObject.join)((0,external_node_os_namespaceObject.tmpdir)(), 'model.weights.h5')));
    throw new NotKeras('the file is neither HDF5 nor a .keras archive');
}
function conversionOf(path, name) {
    // Nothing can be at this path: the file is looked at as if it had never been converted.
    const target = { format: 'h5', path: temporaryPath((0,external_node_path_namespaceObject.join)((0,external_node_os_namespaceObject.tmpdir)(), 'inspected.h5')), name: '' };
    return convertFile({
        source: path,
        name,
        targets: [target],
        overwrite: true,
        check: true,
        inPlace: false,
        compile: true,
        strict: false,
        optionsDigest: '',
    });
}
function inspect_file_tensorsOf({ weights }) {
    if (weights.kind === 'object-tree')
        return [...weights.content.tensors.values()];
    const { layers, topLevel } = weights.content;
    return [...layers.flatMap((layer) => layer.weights), ...topLevel].map(({ tensor }) => tensor);
}
function architectureOf(source) {
    const { weights, modelConfig = null } = source;
    if (weights.kind === 'object-tree')
        return outlineOf(modelConfig, placedByPlan(source));
    const placed = weights.content.layers.flatMap((layer) => layer.weights.map(({ name, tensor }) => {
        const parts = name.split('/');
        return { layers: [layer.name, ...parts.slice(0, -1)], name: parts.at(-1) ?? name, tensor };
    }));
    const topLevel = weights.content.topLevel.map(({ name, tensor }) => ({ layers: [], name, tensor }));
    return outlineOf(modelConfig, [...placed, ...topLevel]);
}
/** An object tree names layers by class and number: which is whose is known to the conversion, where it is possible. */
function placedByPlan(source) {
    try {
        const { model } = prepare(source, { compile: false, strict: false, architecture: undefined });
        return (model?.assigned.objectVariables ?? []).flatMap(({ layer, name, sources }) => sources.map((tensor) => ({ layers: layer.split('/'), name, tensor })));
    }
    catch {
        // A refusal is told under `conversion`; the outline then has no weights, and the totals stand.
        return [];
    }
}
function groupsOf({ weights }) {
    const groups = new Map();
    const add = (group, name, { shape, dtype }) => {
        const list = groups.get(group) ?? [];
        list.push({ name, shape, dtype });
        groups.set(group, list);
    };
    if (weights.kind === 'object-tree') {
        for (const [path, tensor] of weights.content.tensors) {
            const at = path.lastIndexOf('/vars/');
            add(path.slice(0, at), path.slice(at + 1), tensor);
        }
    }
    else {
        for (const layer of weights.content.layers) {
            if (layer.weights.length === 0)
                groups.set(layer.name, []);
            for (const { name, tensor } of layer.weights)
                add(layer.name, name, tensor);
        }
    }
    return outlineOfWeights(groups);
}
function plainOutline(outline) {
    const settings = Object.entries(outline.settings).map(([key, value]) => [key, plainJson(value) ?? null]);
    return { ...outline, settings: Object.fromEntries(settings), children: outline.children.map(plainOutline) };
}

;// CONCATENATED MODULE: ./lib/inspect/types.js
/** Settings listed of two files that differ. */
const MOST_SETTINGS = 1000;

;// CONCATENATED MODULE: ./lib/inspect/diff-files.js
var diff_files_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var diff_files_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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










/**
 * How two Keras files differ: datasets by path, shape, dtype and values, then the architecture and training settings.
 *
 * @param first, second absolute paths
 * @param names how the report names them
 * @throws NotKeras, Failure or Refusal where a file is none of Keras's or damaged
 */
async function diffFiles(first, second, names) {
    // One after the other: never two files' slabs in memory.
    const [before, after] = [await contentOf(first), await contentOf(second)];
    const settings = settingsThatDiffer(before.settings, after.settings, '');
    return {
        files: names,
        ...compareDatasets(before.datasets, after.datasets),
        settings: settings.slice(0, MOST_SETTINGS),
        moreSettings: Math.max(0, settings.length - MOST_SETTINGS),
    };
}
async function contentOf(path) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const source = diff_files_addDisposableResource(env_1, await inspect_file_openSource(path, await fileKind(path)), true);
        const { reader } = source;
        const datasets = new Map();
        const buffer = diff_files_addDisposableResource(env_1, new SlabBuffer(reader), false);
        for (const at of reader.datasets('/')) {
            const tensor = reader.tensor(at);
            const { shape, dtype } = tensor;
            const hash = dtype === 'string' ? {} : { sha256: sha256OfValues(reader, tensor, buffer.pointer) };
            datasets.set(at.slice(1), { path: at.slice(1), shape, dtype, ...hash });
        }
        return { datasets, settings: diff_files_settingsOf(source) };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = diff_files_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function sha256OfValues(reader, tensor, pointer) {
    const hash = (0,external_node_crypto_namespaceObject.createHash)('sha256');
    const itemBytes = ITEM_BYTES[tensor.dtype];
    for (const slab of slabs(tensor.shape, SLAB_BYTES / itemBytes)) {
        reader.readSlab(tensor, slab, pointer);
        hash.update(reader.module.HEAPU8.subarray(pointer, pointer + slab.size * itemBytes));
    }
    return hash.digest('hex');
}
function diff_files_settingsOf({ kerasVersion, backend, modelConfig, trainingConfig }) {
    return {
        keras_version: kerasVersion ?? null,
        backend: backend ?? null,
        model: modelConfig ?? null,
        training: trainingConfig ?? null,
    };
}
function compareDatasets(before, after) {
    let same = 0;
    const changed = [];
    for (const [path, one] of before) {
        const other = after.get(path);
        if (other === undefined)
            continue;
        if (contentKey(one) === contentKey(other))
            same++;
        else
            changed.push({ before: one, after: other });
    }
    const elsewhere = new Map();
    for (const [path, facts] of after) {
        if (before.has(path))
            continue;
        const key = contentKey(facts);
        const alike = elsewhere.get(key);
        if (alike === undefined)
            elsewhere.set(key, [facts]);
        else
            alike.push(facts);
    }
    const moved = [];
    const onlyInFirst = [];
    for (const [path, facts] of before) {
        if (after.has(path))
            continue;
        const to = takeLikest(elsewhere.get(contentKey(facts)) ?? [], path);
        if (to === undefined)
            onlyInFirst.push(facts);
        else
            moved.push({ from: path, to: to.path });
    }
    return { same, moved, changed, onlyInFirst, onlyInSecond: [...elsewhere.values()].flat() };
}
function contentKey({ shape, dtype, sha256 }) {
    return `${dtype} ${shape.join(',')} ${sha256 ?? ''}`;
}
/** Fresh biases and optimizer slots hold the same zeros: of several, the one whose path ends most alike. */
function takeLikest(candidates, path) {
    let best = 0;
    let bestScore = -1;
    for (const [index, candidate] of candidates.entries()) {
        const score = likeness(partsOf(candidate.path), partsOf(path));
        if (score > bestScore)
            [best, bestScore] = [index, score];
    }
    return candidates.splice(best, 1)[0];
}
function likeness(one, other) {
    return [...one].filter((part) => other.has(part)).length;
}
function partsOf(path) {
    return new Set(path.replace(/:\d+$/, '').split('/'));
}
function settingsThatDiffer(before, after, path) {
    if (sameJson(before, after))
        return [];
    if (isObject(before) && isObject(after)) {
        const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
        return keys.flatMap((key) => settingsThatDiffer(ownValue(before, key), ownValue(after, key), path === '' ? key : `${path}/${key}`));
    }
    if (Array.isArray(before) && Array.isArray(after)) {
        const longer = before.length > after.length ? before : after;
        return longer.flatMap((_, index) => settingsThatDiffer(before[index], after[index], `${path}/${labelOf(before[index], after[index], index)}`));
    }
    return [{ path, before: plainJson(before), after: plainJson(after) }];
}
/** A layer is told by its name where both sides have it. */
function labelOf(before, after, index) {
    const [one, other] = [diff_files_nameIn(before), diff_files_nameIn(after)];
    return one !== undefined && one === other ? one : String(index);
}
function diff_files_nameIn(value) {
    if (!isObject(value) || !isObject(value.config))
        return undefined;
    return typeof value.config.name === 'string' ? value.config.name : undefined;
}
function ownValue(object, key) {
    return Object.hasOwn(object, key) ? object[key] : undefined;
}

;// CONCATENATED MODULE: ./lib/inspect/answer.js


/** Runs in the child process; it never throws. */
async function answerInspection({ inspect: [first, second] }) {
    try {
        if (second === undefined)
            return { kind: 'inspection', inspection: await inspectFile(first.path, first.name) };
        return {
            kind: 'difference',
            difference: await diffFiles(first.path, second.path, [first.name, second.name]),
        };
    }
    catch (error) {
        return { kind: 'error', reason: error instanceof Error ? error.message : String(error) };
    }
}

;// CONCATENATED MODULE: ./lib/worker.js



/**
 * The entry of a child process: converts or inspects the files it is sent, one after another, and ends with its parent.
 * Messages come from our own parent process alone.
 */
process.on('message', async (message) => {
    if ('inspect' in message) {
        process.send?.(await answerInspection(message));
        return;
    }
    const answer = { result: plainResult(await convertFile(message.job)) };
    process.send?.(answer);
});
// The parent is gone: nobody would learn of a result.
process.on('disconnect', () => process.exit(1));

