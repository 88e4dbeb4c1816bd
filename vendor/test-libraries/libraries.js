// Made by `tools/bundle-test-libraries`; LICENSES.txt says whose work it is.
(function () {
var libraries = (() => {
  var __create = Object.create;
  var __defProp = Object.defineProperty;
  var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
  var __getOwnPropNames = Object.getOwnPropertyNames;
  var __getProtoOf = Object.getPrototypeOf;
  var __hasOwnProp = Object.prototype.hasOwnProperty;
  var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
    get: (a, b2) => (typeof require !== "undefined" ? require : a)[b2]
  }) : x)(function(x) {
    if (typeof require !== "undefined") return require.apply(this, arguments);
    throw Error('Dynamic require of "' + x + '" is not supported');
  });
  var __esm = (fn2, res, err) => function __init() {
    if (err) throw err[0];
    try {
      return fn2 && (res = (0, fn2[__getOwnPropNames(fn2)[0]])(fn2 = 0)), res;
    } catch (e) {
      throw err = [e], e;
    }
  };
  var __commonJS = (cb, mod) => function __require2() {
    try {
      return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
    } catch (e) {
      throw mod = 0, e;
    }
  };
  var __export = (target, all) => {
    for (var name in all)
      __defProp(target, name, { get: all[name], enumerable: true });
  };
  var __copyProps = (to, from, except, desc) => {
    if (from && typeof from === "object" || typeof from === "function") {
      for (let key of __getOwnPropNames(from))
        if (!__hasOwnProp.call(to, key) && key !== except)
          __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
    }
    return to;
  };
  var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
    // If the importer is in node compatibility mode or this is not an ESM
    // file that has been converted to a CommonJS file using a Babel-
    // compatible transform (i.e. "__esModule" has not been set), then set
    // "default" to the CommonJS "module.exports" for node compatibility.
    isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
    mod
  ));
  var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

  // node_modules/@jridgewell/sourcemap-codec/dist/sourcemap-codec.mjs
  function decodeInteger2(reader) {
    let value = 0;
    let shift = 0;
    let integer = 0;
    do {
      const c2 = reader.next();
      integer = charToInt2[c2];
      value |= (integer & 31) << shift;
      shift += 5;
    } while (integer & 32);
    return value;
  }
  function decodeSign2(num) {
    return num & 1 ? -2147483648 | -(num >>> 1) : num >>> 1;
  }
  function encodeInteger(builder, num) {
    do {
      let clamped = num & 31;
      num >>>= 5;
      if (num > 0) clamped |= 32;
      builder.write(intToChar2[clamped]);
    } while (num > 0);
  }
  function encodeSign(num) {
    return num < 0 ? -num << 1 | 1 : num << 1;
  }
  function hasMoreVlq2(reader, max) {
    if (reader.pos >= max) return false;
    return reader.peek() !== comma2;
  }
  function encodeRangeMappings(decoded) {
    if (decoded.length === 0) return "";
    const writer = new StringWriter();
    for (let i2 = 0; i2 < decoded.length; i2++) {
      const indices = decoded[i2];
      if (i2 > 0) writer.write(semicolon);
      let index2 = 0;
      for (let j = 0; j < indices.length; j++) {
        const offset = indices[j];
        encodeInteger(writer, offset - index2);
        index2 = offset;
      }
    }
    return writer.flush();
  }
  function decode2(mappings) {
    const { length } = mappings;
    const reader = new StringReader2(mappings);
    const decoded = [];
    let genColumn = 0;
    let sourcesIndex = 0;
    let sourceLine = 0;
    let sourceColumn = 0;
    let namesIndex = 0;
    do {
      const semi = reader.indexOf(";");
      const line = [];
      let sorted = true;
      let lastCol = 0;
      genColumn = 0;
      while (reader.pos < semi) {
        let seg;
        genColumn += decodeSign2(decodeInteger2(reader));
        if (genColumn < lastCol) sorted = false;
        lastCol = genColumn;
        if (hasMoreVlq2(reader, semi)) {
          sourcesIndex += decodeSign2(decodeInteger2(reader));
          sourceLine += decodeSign2(decodeInteger2(reader));
          sourceColumn += decodeSign2(decodeInteger2(reader));
          if (hasMoreVlq2(reader, semi)) {
            namesIndex += decodeSign2(decodeInteger2(reader));
            seg = [genColumn, sourcesIndex, sourceLine, sourceColumn, namesIndex];
          } else {
            seg = [genColumn, sourcesIndex, sourceLine, sourceColumn];
          }
        } else {
          seg = [genColumn];
        }
        line.push(seg);
        reader.pos++;
      }
      if (!sorted) sort2(line);
      decoded.push(line);
      reader.pos = semi + 1;
    } while (reader.pos <= length);
    return decoded;
  }
  function sort2(line) {
    line.sort(sortComparator2);
  }
  function sortComparator2(a, b2) {
    return a[0] - b2[0];
  }
  function encode(decoded) {
    const writer = new StringWriter();
    let sourcesIndex = 0;
    let sourceLine = 0;
    let sourceColumn = 0;
    let namesIndex = 0;
    for (let i2 = 0; i2 < decoded.length; i2++) {
      const line = decoded[i2];
      if (i2 > 0) writer.write(semicolon);
      if (line.length === 0) continue;
      let genColumn = 0;
      for (let j = 0; j < line.length; j++) {
        const segment = line[j];
        if (j > 0) writer.write(comma2);
        encodeInteger(writer, encodeSign(segment[0] - genColumn));
        genColumn = segment[0];
        if (segment.length === 1) continue;
        encodeInteger(writer, encodeSign(segment[1] - sourcesIndex));
        encodeInteger(writer, encodeSign(segment[2] - sourceLine));
        encodeInteger(writer, encodeSign(segment[3] - sourceColumn));
        sourcesIndex = segment[1];
        sourceLine = segment[2];
        sourceColumn = segment[3];
        if (segment.length === 4) continue;
        encodeInteger(writer, encodeSign(segment[4] - namesIndex));
        namesIndex = segment[4];
      }
    }
    return writer.flush();
  }
  var comma2, semicolon, chars2, intToChar2, charToInt2, bufLength, td, StringWriter, StringReader2;
  var init_sourcemap_codec = __esm({
    "node_modules/@jridgewell/sourcemap-codec/dist/sourcemap-codec.mjs"() {
      comma2 = ",".charCodeAt(0);
      semicolon = ";".charCodeAt(0);
      chars2 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
      intToChar2 = new Uint8Array(64);
      charToInt2 = new Uint8Array(128);
      for (let i2 = 0; i2 < chars2.length; i2++) {
        const c2 = chars2.charCodeAt(i2);
        intToChar2[i2] = c2;
        charToInt2[c2] = i2;
      }
      bufLength = 1024 * 16;
      td = typeof TextDecoder !== "undefined" ? /* @__PURE__ */ new TextDecoder() : typeof Buffer !== "undefined" ? {
        decode(buf) {
          const out = Buffer.from(buf.buffer, buf.byteOffset, buf.byteLength);
          return out.toString();
        }
      } : {
        decode(buf) {
          let out = "";
          for (let i2 = 0; i2 < buf.length; i2++) {
            out += String.fromCharCode(buf[i2]);
          }
          return out;
        }
      };
      StringWriter = class {
        constructor() {
          this.pos = 0;
          this.out = "";
          this.buffer = new Uint8Array(bufLength);
        }
        write(v) {
          const { buffer } = this;
          buffer[this.pos++] = v;
          if (this.pos === bufLength) {
            this.out += td.decode(buffer);
            this.pos = 0;
          }
        }
        flush() {
          const { buffer, out, pos } = this;
          return pos > 0 ? out + td.decode(buffer.subarray(0, pos)) : out;
        }
      };
      StringReader2 = class {
        constructor(buffer) {
          this.pos = 0;
          this.buffer = buffer;
        }
        next() {
          return this.buffer.charCodeAt(this.pos++);
        }
        peek() {
          return this.buffer.charCodeAt(this.pos);
        }
        indexOf(char) {
          const { buffer, pos } = this;
          const idx = buffer.indexOf(char, pos);
          return idx === -1 ? buffer.length : idx;
        }
      };
    }
  });

  // node_modules/magic-string/dist/index.mjs
  var dist_exports = {};
  __export(dist_exports, {
    Bundle: () => Bundle,
    MagicString: () => MagicString,
    MagicStringError: () => MagicStringError,
    SourceMap: () => SourceMap,
    default: () => MagicString
  });
  function getBtoa() {
    if (typeof globalThis !== "undefined" && typeof globalThis.btoa === "function") return (str) => globalThis.btoa(unescape(encodeURIComponent(str)));
    const buffer = globalThis["Buffer"];
    if (buffer) return (str) => buffer.from(str, "utf-8").toString("base64");
    return () => {
      throw new MagicStringError("unsupported environment: `btoa` or `Buffer` is required");
    };
  }
  function getLocator(source) {
    const lineOffsets = [0];
    for (let i2 = source.indexOf("\n"); i2 !== -1; i2 = source.indexOf("\n", i2 + 1)) lineOffsets.push(i2 + 1);
    return function locate(index2) {
      let i2 = 0;
      let j = lineOffsets.length;
      while (i2 < j) {
        const m = i2 + j >> 1;
        if (index2 < lineOffsets[m]) j = m;
        else i2 = m + 1;
      }
      const line = i2 - 1;
      return {
        line,
        column: index2 - lineOffsets[line]
      };
    };
  }
  function getRelativePath(from, to) {
    const fromParts = from.split(/[/\\]/);
    const toParts = to.split(/[/\\]/);
    fromParts.pop();
    while (fromParts[0] === toParts[0]) {
      fromParts.shift();
      toParts.shift();
    }
    if (fromParts.length) {
      let i2 = fromParts.length;
      while (i2--) fromParts[i2] = "..";
    }
    return fromParts.concat(toParts).join("/");
  }
  function guessIndent(code) {
    const lines = code.split("\n");
    const tabbed = lines.filter((line) => /^\t+/.test(line));
    const spaced = lines.filter((line) => /^ {2,}/.test(line));
    if (tabbed.length === 0 && spaced.length === 0) return null;
    if (tabbed.length >= spaced.length) return "	";
    const min = spaced.reduce((previous, current) => {
      const numSpaces = /^ +/.exec(current)[0].length;
      return Math.min(numSpaces, previous);
    }, Infinity);
    return " ".repeat(min);
  }
  function isObject2(thing) {
    return toString3.call(thing) === "[object Object]";
  }
  function writeVlq(pos, num) {
    num = num < 0 ? -num << 1 | 1 : num << 1;
    do {
      let clamped = num & 31;
      num >>>= 5;
      if (num > 0) clamped |= 32;
      scratch[pos++] = intToChar3[clamped];
    } while (num > 0);
    return pos;
  }
  function isWordCode(code) {
    return code >= 97 && code <= 122 || code >= 65 && code <= 90 || code >= 48 && code <= 57 || code === 95;
  }
  function expandReplacement(replacement, matched, position, str, captures, namedCaptures) {
    if (!replacement.includes("$")) return replacement;
    let result = "";
    let index2 = 0;
    while (index2 < replacement.length) {
      const dollar = replacement.indexOf("$", index2);
      if (dollar === -1) {
        result += replacement.slice(index2);
        break;
      }
      result += replacement.slice(index2, dollar);
      const char = replacement[dollar + 1];
      let expansion = "$";
      let consumed = 1;
      if (char === "$") consumed = 2;
      else if (char === "&") {
        expansion = matched;
        consumed = 2;
      } else if (char === "`") {
        expansion = str.slice(0, position);
        consumed = 2;
      } else if (char === "'") {
        expansion = str.slice(position + matched.length);
        consumed = 2;
      } else if (char === "<" && namedCaptures !== void 0) {
        const close = replacement.indexOf(">", dollar + 2);
        if (close !== -1) {
          expansion = namedCaptures[replacement.slice(dollar + 2, close)] ?? "";
          consumed = close + 1 - dollar;
        }
      } else if (char >= "0" && char <= "9") {
        const second = replacement[dollar + 2];
        const double = second >= "0" && second <= "9" ? Number(char + second) : NaN;
        const single = Number(char);
        if (double >= 1 && double <= captures.length) {
          expansion = captures[double - 1] ?? "";
          consumed = 3;
        } else if (single >= 1 && single <= captures.length) {
          expansion = captures[single - 1] ?? "";
          consumed = 2;
        }
      }
      result += expansion;
      index2 = dollar + consumed;
    }
    return result;
  }
  var BitSet, Chunk, MagicStringError, btoa, SourceMap, toString3, BASE64_CHARS, intToChar3, COMMA, SEMICOLON, BUFFER_SIZE, FLUSH_THRESHOLD, scratch, decoder, MappingsEncoder, NEWLINE_CHAR$1, Mappings, n, NEWLINE_CHAR, CR_CHAR, warned, MagicString, hasOwnProp, Bundle;
  var init_dist = __esm({
    "node_modules/magic-string/dist/index.mjs"() {
      init_sourcemap_codec();
      BitSet = class BitSet2 {
        constructor(arg) {
          this.bits = arg instanceof BitSet2 ? arg.bits.slice() : [];
        }
        add(n2) {
          this.bits[n2 >> 5] |= 1 << (n2 & 31);
        }
        has(n2) {
          return !!(this.bits[n2 >> 5] & 1 << (n2 & 31));
        }
        forEach(fn2) {
          const bits = this.bits;
          for (let w = 0; w < bits.length; w++) {
            let word = bits[w];
            while (word) {
              const lowest = word & -word;
              fn2((w << 5) + 31 - Math.clz32(lowest));
              word ^= lowest;
            }
          }
        }
      };
      Chunk = class Chunk2 {
        constructor(start, end, content) {
          this.start = start;
          this.end = end;
          this.original = content;
          this.intro = "";
          this.outro = "";
          this.content = content;
          this.storeName = false;
          this.edited = false;
          this.replacesUntil = -1;
          this.replacedFrom = -1;
          this.previous = null;
          this.next = null;
        }
        appendLeft(content) {
          this.outro += content;
        }
        appendRight(content) {
          this.intro = this.intro + content;
        }
        clone() {
          const chunk = new Chunk2(this.start, this.end, this.original);
          chunk.intro = this.intro;
          chunk.outro = this.outro;
          chunk.content = this.content;
          chunk.storeName = this.storeName;
          chunk.edited = this.edited;
          chunk.replacesUntil = this.replacesUntil;
          chunk.replacedFrom = this.replacedFrom;
          return chunk;
        }
        contains(index2) {
          return this.start < index2 && index2 < this.end;
        }
        eachNext(fn2) {
          fn2(this);
          let chunk = this.next;
          while (chunk) {
            fn2(chunk);
            chunk = chunk.next;
          }
        }
        eachPrevious(fn2) {
          fn2(this);
          let chunk = this.previous;
          while (chunk) {
            fn2(chunk);
            chunk = chunk.previous;
          }
        }
        edit(content, storeName, contentOnly) {
          this.content = content;
          if (!contentOnly) {
            this.intro = "";
            this.outro = "";
          }
          this.storeName = storeName;
          this.edited = true;
          return this;
        }
        prependLeft(content) {
          this.outro = content + this.outro;
        }
        prependRight(content) {
          this.intro = content + this.intro;
        }
        reset() {
          this.intro = "";
          this.outro = "";
          this.replacesUntil = -1;
          this.replacedFrom = -1;
          if (this.edited) {
            this.content = this.original;
            this.storeName = false;
            this.edited = false;
          }
        }
        split(index2) {
          const sliceIndex = index2 - this.start;
          const originalBefore = this.original.slice(0, sliceIndex);
          const originalAfter = this.original.slice(sliceIndex);
          this.original = originalBefore;
          const newChunk = new Chunk2(index2, this.end, originalAfter);
          newChunk.outro = this.outro;
          this.outro = "";
          this.end = index2;
          if (this.edited) {
            newChunk.edit("", false, true);
            newChunk.replacedFrom = this.replacedFrom;
          } else this.content = originalBefore;
          newChunk.next = this.next;
          if (newChunk.next) newChunk.next.previous = newChunk;
          newChunk.previous = this;
          this.next = newChunk;
          return newChunk;
        }
        toString() {
          return this.intro + this.content + this.outro;
        }
        trimEnd(rx) {
          this.outro = this.outro.replace(rx, "");
          if (this.outro.length) return true;
          const trimmed = this.content.replace(rx, "");
          if (trimmed.length) {
            if (trimmed !== this.content) {
              if (this.edited) this.edit(trimmed, this.storeName, true);
              else this.split(this.start + trimmed.length).edit("", void 0, true);
            }
            return true;
          } else {
            this.edit("", void 0, true);
            this.intro = this.intro.replace(rx, "");
            if (this.intro.length) return true;
          }
        }
        trimStart(rx) {
          this.intro = this.intro.replace(rx, "");
          if (this.intro.length) return true;
          const trimmed = this.content.replace(rx, "");
          if (trimmed.length) {
            if (trimmed !== this.content) {
              if (this.edited) this.edit(trimmed, this.storeName, true);
              else {
                this.split(this.end - trimmed.length);
                this.edit("", void 0, true);
              }
            }
            return true;
          } else {
            this.edit("", void 0, true);
            this.outro = this.outro.replace(rx, "");
            if (this.outro.length) return true;
          }
        }
      };
      MagicStringError = class extends Error {
        name = "MagicStringError";
        constructor(message, options) {
          super(`[MagicString] ${message}`, options);
        }
      };
      btoa = /* @__PURE__ */ getBtoa();
      SourceMap = class {
        constructor(properties) {
          this.version = 3;
          this.file = properties.file;
          this.sources = properties.sources;
          this.sourcesContent = properties.sourcesContent;
          this.names = properties.names;
          this.mappings = typeof properties.mappings === "string" ? properties.mappings : encode(properties.mappings);
          if (typeof properties.x_google_ignoreList !== "undefined") this.x_google_ignoreList = properties.x_google_ignoreList;
          if (typeof properties.debugId !== "undefined") this.debugId = properties.debugId;
          if (typeof properties.rangeMappings !== "undefined") {
            let shouldOutputRangeMapping = false;
            for (const line of properties.rangeMappings) if (line.length !== 0) {
              shouldOutputRangeMapping = true;
              break;
            }
            if (shouldOutputRangeMapping) this.rangeMappings = encodeRangeMappings(properties.rangeMappings);
          }
        }
        /**
        * Returns the equivalent of `JSON.stringify(map)`
        */
        toString() {
          return JSON.stringify(this);
        }
        /**
        * Returns a DataURI containing the sourcemap. Useful for doing this sort of thing:
        * `generateMap(options?: SourceMapOptions): SourceMap;`
        */
        toUrl() {
          return `data:application/json;charset=utf-8;base64,${btoa(this.toString())}`;
        }
      };
      toString3 = Object.prototype.toString;
      BASE64_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
      intToChar3 = /* @__PURE__ */ (() => {
        const chars3 = /* @__PURE__ */ new Uint8Array(64);
        for (let i2 = 0; i2 < 64; i2++) chars3[i2] = BASE64_CHARS.charCodeAt(i2);
        return chars3;
      })();
      COMMA = 44;
      SEMICOLON = 59;
      BUFFER_SIZE = 16384;
      FLUSH_THRESHOLD = 16348;
      scratch = /* @__PURE__ */ new Uint8Array(BUFFER_SIZE);
      decoder = /* @__PURE__ */ new TextDecoder();
      MappingsEncoder = class {
        constructor() {
          this.out = "";
          this.pos = 0;
          this.lines = [];
          this.buffered = 0;
          this.needsComma = false;
          this.prevGenColumn = 0;
          this.prevSourceIndex = 0;
          this.prevSourceLine = 0;
          this.prevSourceColumn = 0;
          this.prevNameIndex = 0;
        }
        endLine(segments) {
          this.lines.push(segments);
          this.buffered += segments.length + 1;
          if (this.buffered >= 4096) this.drain(null);
        }
        segments(segments) {
          this.drain(segments);
        }
        finish(segments) {
          this.drain(segments);
          this.flush();
          return this.out;
        }
        drain(trailing) {
          const lines = this.lines;
          const lineCount = lines.length;
          for (let l = 0; l <= lineCount; l++) {
            const line = l < lineCount ? lines[l] : trailing;
            if (line === null) break;
            for (let i2 = 0; i2 < line.length; i2++) {
              if (this.pos > FLUSH_THRESHOLD) this.flush();
              const segment = line[i2];
              if (this.needsComma) scratch[this.pos++] = COMMA;
              this.needsComma = true;
              this.pos = writeVlq(this.pos, segment[0] - this.prevGenColumn);
              this.prevGenColumn = segment[0];
              this.pos = writeVlq(this.pos, segment[1] - this.prevSourceIndex);
              this.prevSourceIndex = segment[1];
              this.pos = writeVlq(this.pos, segment[2] - this.prevSourceLine);
              this.prevSourceLine = segment[2];
              this.pos = writeVlq(this.pos, segment[3] - this.prevSourceColumn);
              this.prevSourceColumn = segment[3];
              if (segment.length === 5) {
                this.pos = writeVlq(this.pos, segment[4] - this.prevNameIndex);
                this.prevNameIndex = segment[4];
              }
            }
            if (l < lineCount) {
              if (this.pos > FLUSH_THRESHOLD) this.flush();
              scratch[this.pos++] = SEMICOLON;
              this.needsComma = false;
              this.prevGenColumn = 0;
            }
          }
          lines.length = 0;
          this.buffered = 0;
          this.flush();
        }
        flush() {
          this.out += decoder.decode(scratch.subarray(0, this.pos));
          this.pos = 0;
        }
      };
      NEWLINE_CHAR$1 = 10;
      Mappings = class {
        constructor(hires, encoder = null) {
          this.hires = hires;
          this.generatedCodeLine = 0;
          this.generatedCodeColumn = 0;
          this.raw = [];
          this.rawSegments = this.raw[this.generatedCodeLine] = [];
          this.rawRangeMappingsIndices = [];
          this.rawRangeMappings = hires === "experimental-range" ? [this.rawRangeMappingsIndices] : void 0;
          this.encoder = encoder;
        }
        nextLine() {
          if (this.encoder === null) {
            this.generatedCodeLine += 1;
            this.raw[this.generatedCodeLine] = this.rawSegments = [];
          } else {
            this.encoder.endLine(this.rawSegments);
            this.rawSegments = [];
            this.generatedCodeLine += 1;
          }
          this.generatedCodeColumn = 0;
          if (this.rawRangeMappings) this.rawRangeMappings[this.generatedCodeLine] = this.rawRangeMappingsIndices = [];
        }
        /**
        * Emits the mappings for one MagicString: its intro, every chunk (with the
        * chunk's own intro/outro) and its outro. `sourceIndex === -1` means the
        * string has no source of its own, so its content only advances the
        * generated position without mapping anything.
        */
        addMagicString(magicString, sourceIndex, nameIndex) {
          const { original } = magicString;
          const locate = getLocator(original);
          if (magicString.intro) this.advance(magicString.intro);
          magicString.firstChunk.eachNext((chunk) => {
            if (chunk.intro.length) this.advance(chunk.intro);
            if (sourceIndex === -1) this.advance(chunk.content);
            else if (chunk.edited) {
              const name = chunk.storeName ? nameIndex.get(original.slice(chunk.start, chunk.replacesUntil)) : void 0;
              this.addEdit(sourceIndex, chunk.content, locate(chunk.start), name ?? -1);
            } else this.addUneditedChunk(sourceIndex, chunk, original, locate(chunk.start), magicString.sourcemapLocations);
            if (chunk.outro.length) this.advance(chunk.outro);
          });
          if (magicString.outro) this.advance(magicString.outro);
        }
        addEdit(sourceIndex, content, loc, nameIndex) {
          if (content.length) {
            const contentLengthMinusOne = content.length - 1;
            let contentLineEnd = content.indexOf("\n", 0);
            let previousContentLineEnd = -1;
            while (contentLineEnd >= 0 && contentLengthMinusOne > contentLineEnd) {
              const segment2 = [
                this.generatedCodeColumn,
                sourceIndex,
                loc.line,
                loc.column
              ];
              if (nameIndex >= 0) segment2.push(nameIndex);
              this.rawSegments.push(segment2);
              this.nextLine();
              previousContentLineEnd = contentLineEnd;
              contentLineEnd = content.indexOf("\n", contentLineEnd + 1);
            }
            const segment = [
              this.generatedCodeColumn,
              sourceIndex,
              loc.line,
              loc.column
            ];
            if (nameIndex >= 0) segment.push(nameIndex);
            this.rawSegments.push(segment);
            this.advance(content.slice(previousContentLineEnd + 1));
          }
        }
        addUneditedChunk(sourceIndex, chunk, original, loc, sourcemapLocations) {
          const end = chunk.end;
          let i2 = chunk.start;
          if (this.hires) {
            const boundary = this.hires === "boundary";
            const experimentalRange = this.hires === "experimental-range";
            const encoder = experimentalRange ? null : this.encoder;
            let charInHiresBoundary = false;
            while (i2 < end) {
              if (encoder !== null && this.rawSegments.length >= 4096) {
                encoder.segments(this.rawSegments);
                this.rawSegments.length = 0;
              }
              if (experimentalRange && i2 + 1 >= end) this.rawSegments.push([
                this.generatedCodeColumn,
                sourceIndex,
                loc.line,
                loc.column
              ]);
              const code = original.charCodeAt(i2);
              if (code === NEWLINE_CHAR$1) {
                loc.line += 1;
                loc.column = 0;
                this.nextLine();
                charInHiresBoundary = false;
              } else {
                if (boundary) {
                  if (isWordCode(code)) {
                    if (!charInHiresBoundary) {
                      this.rawSegments.push([
                        this.generatedCodeColumn,
                        sourceIndex,
                        loc.line,
                        loc.column
                      ]);
                      charInHiresBoundary = true;
                    }
                  } else {
                    this.rawSegments.push([
                      this.generatedCodeColumn,
                      sourceIndex,
                      loc.line,
                      loc.column
                    ]);
                    charInHiresBoundary = false;
                  }
                } else if (experimentalRange) {
                  if (i2 === chunk.start) {
                    this.rawRangeMappingsIndices.push(this.rawSegments.length);
                    this.rawSegments.push([
                      this.generatedCodeColumn,
                      sourceIndex,
                      loc.line,
                      loc.column
                    ]);
                  }
                } else this.rawSegments.push([
                  this.generatedCodeColumn,
                  sourceIndex,
                  loc.line,
                  loc.column
                ]);
                loc.column += 1;
                this.generatedCodeColumn += 1;
              }
              i2 += 1;
            }
          } else {
            const bits = sourcemapLocations.bits;
            while (i2 < end) {
              let newline = original.indexOf("\n", i2);
              if (newline === -1 || newline > end) newline = end;
              if (newline > i2) {
                this.rawSegments.push([
                  this.generatedCodeColumn,
                  sourceIndex,
                  loc.line,
                  loc.column
                ]);
                for (let w = i2 + 1 >> 5, last = newline - 1 >> 5; w <= last; w++) {
                  let word = bits[w];
                  if (!word) continue;
                  const base = w << 5;
                  while (word) {
                    const lowest = word & -word;
                    const index2 = base + 31 - Math.clz32(lowest);
                    if (index2 > i2 && index2 < newline) {
                      const offset = index2 - i2;
                      this.rawSegments.push([
                        this.generatedCodeColumn + offset,
                        sourceIndex,
                        loc.line,
                        loc.column + offset
                      ]);
                    }
                    word ^= lowest;
                  }
                }
                loc.column += newline - i2;
                this.generatedCodeColumn += newline - i2;
              }
              if (newline === end) break;
              loc.line += 1;
              loc.column = 0;
              this.nextLine();
              i2 = newline + 1;
            }
          }
        }
        advance(str) {
          if (!str) return;
          const lastNewline = str.lastIndexOf("\n");
          for (let i2 = str.indexOf("\n"); i2 !== -1; i2 = str.indexOf("\n", i2 + 1)) this.nextLine();
          this.generatedCodeColumn += str.length - lastNewline - 1;
        }
      };
      n = "\n";
      NEWLINE_CHAR = "\n".charCodeAt(0);
      CR_CHAR = "\r".charCodeAt(0);
      warned = {
        insertLeft: false,
        insertRight: false,
        storeName: false
      };
      MagicString = class MagicString2 {
        /**
        * Wraps `string` for editing; every index passed to the editing methods refers to this original string.
        */
        constructor(string, options = {}) {
          const chunk = new Chunk(0, string.length, string);
          Object.defineProperties(this, {
            original: {
              writable: true,
              value: string
            },
            outro: {
              writable: true,
              value: ""
            },
            intro: {
              writable: true,
              value: ""
            },
            firstChunk: {
              writable: true,
              value: chunk
            },
            lastChunk: {
              writable: true,
              value: chunk
            },
            lastSearchedChunk: {
              writable: true,
              value: chunk
            },
            byStart: {
              writable: true,
              value: /* @__PURE__ */ new Map([[0, chunk]])
            },
            byEnd: {
              writable: true,
              value: /* @__PURE__ */ new Map([[string.length, chunk]])
            },
            filename: {
              writable: true,
              value: options.filename
            },
            indentExclusionRanges: {
              writable: true,
              value: options.indentExclusionRanges
            },
            sourcemapLocations: {
              writable: true,
              value: new BitSet()
            },
            storedNames: {
              writable: true,
              value: /* @__PURE__ */ new Set()
            },
            indentStr: {
              writable: true,
              value: void 0
            },
            ignoreList: {
              writable: true,
              value: options.ignoreList
            },
            offset: {
              writable: true,
              value: options.offset || 0
            },
            hasMovedChunks: {
              writable: true,
              value: false
            }
          });
        }
        /**
        * Adds the specified character index (with respect to the original string) to sourcemap mappings, if `hires` is false.
        */
        addSourcemapLocation(char) {
          this.sourcemapLocations.add(char);
        }
        /**
        * Appends the specified content to the end of the string.
        */
        append(content) {
          if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
          this.outro += content;
          return this;
        }
        /**
        * Appends the specified content at the index in the original string.
        * If a range *ending* with index is subsequently moved, the insert will be moved with it.
        * See also `s.prependLeft(...)`.
        */
        appendLeft(index2, content) {
          index2 = this._resolveIndex(index2);
          if (index2 < 0 || index2 > this.original.length) throw new MagicStringError(`index ${index2} is out of bounds`);
          if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
          this._split(index2);
          const chunk = this.byEnd.get(index2);
          if (chunk) chunk.appendLeft(content);
          else this.intro += content;
          return this;
        }
        /**
        * Appends the specified content at the index in the original string.
        * If a range *starting* with index is subsequently moved, the insert will be moved with it.
        * See also `s.prependRight(...)`.
        */
        appendRight(index2, content) {
          index2 = this._resolveIndex(index2);
          if (index2 < 0 || index2 > this.original.length) throw new MagicStringError(`index ${index2} is out of bounds`);
          if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
          this._split(index2);
          const chunk = this.byStart.get(index2);
          if (chunk) chunk.appendRight(content);
          else this.outro += content;
          return this;
        }
        /**
        * Returns an independent copy: the chunk list, string-level intro/outro,
        * sourcemap locations, stored names, indent exclusion ranges, `offset`,
        * `filename` and `ignoreList` are all copied; later edits to either string
        * do not affect the other.
        */
        clone() {
          const cloned = new MagicString2(this.original, {
            filename: this.filename,
            ignoreList: this.ignoreList,
            offset: this.offset
          });
          let originalChunk = this.firstChunk;
          let clonedChunk = cloned.firstChunk = cloned.lastSearchedChunk = originalChunk.clone();
          while (originalChunk) {
            cloned.byStart.set(clonedChunk.start, clonedChunk);
            cloned.byEnd.set(clonedChunk.end, clonedChunk);
            const nextOriginalChunk = originalChunk.next;
            const nextClonedChunk = nextOriginalChunk && nextOriginalChunk.clone();
            if (nextClonedChunk) {
              clonedChunk.next = nextClonedChunk;
              nextClonedChunk.previous = clonedChunk;
              clonedChunk = nextClonedChunk;
            }
            originalChunk = nextOriginalChunk;
          }
          cloned.lastChunk = clonedChunk;
          if (this.indentExclusionRanges) cloned.indentExclusionRanges = this.indentExclusionRanges.slice();
          cloned.sourcemapLocations = new BitSet(this.sourcemapLocations);
          cloned.storedNames = new Set(this.storedNames);
          cloned.intro = this.intro;
          cloned.outro = this.outro;
          cloned.hasMovedChunks = this.hasMovedChunks;
          return cloned;
        }
        /**
        * Generates a sourcemap object with raw mappings in array form, rather than encoded as a string.
        * Useful if you need to manipulate the sourcemap further, but most of the time you will use `generateMap` instead.
        */
        generateDecodedMap(options) {
          options = options || {};
          const mappings = new Mappings(options.hires);
          const names = this._generateMappings(mappings);
          return {
            ...this._mapProperties(options, names),
            mappings: mappings.raw,
            rangeMappings: mappings.rawRangeMappings
          };
        }
        /**
        * Generates a version 3 sourcemap.
        */
        generateMap(options) {
          options = options || {};
          const encoder = new MappingsEncoder();
          const mappings = new Mappings(options.hires, encoder);
          const names = this._generateMappings(mappings);
          return new SourceMap({
            ...this._mapProperties(options, names),
            mappings: encoder.finish(mappings.rawSegments),
            rangeMappings: mappings.rawRangeMappings
          });
        }
        /** @internal */
        _generateMappings(mappings) {
          const names = [...this.storedNames];
          mappings.addMagicString(this, 0, new Map(names.map((name, i2) => [name, i2])));
          return names;
        }
        /** @internal */
        _mapProperties(options, names) {
          return {
            file: options.file ? options.file.split(/[/\\]/).pop() : void 0,
            sources: [options.source ? getRelativePath(options.file || "", options.source) : options.file || ""],
            sourcesContent: options.includeContent ? [this.original] : void 0,
            names,
            x_google_ignoreList: this.ignoreList ? [0] : void 0
          };
        }
        /** @internal */
        _ensureindentStr() {
          if (this.indentStr === void 0) this.indentStr = guessIndent(this.original);
        }
        /** @internal */
        _getRawIndentString() {
          this._ensureindentStr();
          return this.indentStr;
        }
        /**
        * Returns the indentation string guessed from the original content, falling back to a single tab character.
        * This is the value `s.indent()` uses when no prefix is supplied.
        */
        getIndentString() {
          this._ensureindentStr();
          return this.indentStr ?? "	";
        }
        indent(indentStr, options) {
          const pattern = /^[^\r\n]/gm;
          if (isObject2(indentStr)) {
            options = indentStr;
            indentStr = void 0;
          }
          if (indentStr === void 0) {
            this._ensureindentStr();
            indentStr = this.indentStr || "	";
          }
          if (indentStr === "") return this;
          const resolvedIndentStr = indentStr;
          options = options || {};
          const isExcluded = new BitSet();
          if (options.exclude) (typeof options.exclude[0] === "number" ? [options.exclude] : options.exclude).forEach((exclusion) => {
            for (let i2 = exclusion[0]; i2 < exclusion[1]; i2 += 1) isExcluded.add(i2);
          });
          let shouldIndentNextCharacter = options.indentStart !== false;
          const indentPiece = (str) => {
            if (str === "") return str;
            const indented = str.replace(pattern, (match, offset) => offset > 0 || shouldIndentNextCharacter ? `${resolvedIndentStr}${match}` : match);
            shouldIndentNextCharacter = str[str.length - 1] === "\n";
            return indented;
          };
          this.intro = indentPiece(this.intro);
          let charIndex = 0;
          let chunk = this.firstChunk;
          const indentAt = (index2) => {
            shouldIndentNextCharacter = false;
            if (index2 === chunk.start) chunk.appendRight(resolvedIndentStr);
            else {
              this._splitChunk(chunk, index2);
              chunk = chunk.next;
              chunk.prependRight(resolvedIndentStr);
            }
          };
          while (chunk) {
            const end = chunk.end;
            if (!isExcluded.has(chunk.start)) chunk.intro = indentPiece(chunk.intro);
            if (chunk.edited) {
              if (!isExcluded.has(chunk.start)) chunk.content = indentPiece(chunk.content);
              else if (chunk.content) shouldIndentNextCharacter = chunk.content[chunk.content.length - 1] === "\n";
            } else if (options.exclude) {
              charIndex = chunk.start;
              while (charIndex < end) {
                if (!isExcluded.has(charIndex)) {
                  const char = this.original.charCodeAt(charIndex);
                  if (char === NEWLINE_CHAR) shouldIndentNextCharacter = true;
                  else if (char !== CR_CHAR && shouldIndentNextCharacter) indentAt(charIndex);
                }
                charIndex += 1;
              }
            } else {
              charIndex = chunk.start;
              while (charIndex < end) {
                if (!shouldIndentNextCharacter) {
                  const nextLine = this.original.indexOf(n, charIndex);
                  if (nextLine === -1 || nextLine >= end) break;
                  shouldIndentNextCharacter = true;
                  charIndex = nextLine + 1;
                  continue;
                }
                const char = this.original.charCodeAt(charIndex);
                if (char === NEWLINE_CHAR || char === CR_CHAR) {
                  charIndex += 1;
                  continue;
                }
                indentAt(charIndex);
                charIndex += 1;
              }
            }
            if (!isExcluded.has(chunk.end - 1)) chunk.outro = indentPiece(chunk.outro);
            charIndex = chunk.end;
            chunk = chunk.next;
          }
          this.outro = indentPiece(this.outro);
          return this;
        }
        /** @internal */
        insert() {
          throw new MagicStringError("insert() is deprecated, use appendLeft() or prependRight()");
        }
        /** @internal */
        insertLeft(index2, content) {
          if (!warned.insertLeft) {
            console.warn("magicString.insertLeft(...) is deprecated. Use magicString.appendLeft(...) instead");
            warned.insertLeft = true;
          }
          return this.appendLeft(index2, content);
        }
        /** @internal */
        insertRight(index2, content) {
          if (!warned.insertRight) {
            console.warn("magicString.insertRight(...) is deprecated. Use magicString.prependRight(...) instead");
            warned.insertRight = true;
          }
          return this.prependRight(index2, content);
        }
        /**
        * Moves the characters from `start` and `end` to `index`.
        *
        * `affinity` controls where the range is anchored at `index`. With the
        * default `'right'`, it is inserted before the content that starts at `index`;
        * with `'left'`, it is inserted after the content that ends at `index`. The
        * two differ only when other content has already been moved to that boundary,
        * mirroring the `appendLeft`/`appendRight` distinction.
        */
        move(start, end, index2, affinity = "right") {
          start = this._resolveIndex(start);
          end = this._resolveIndex(end);
          index2 = this._resolveIndex(index2);
          if (start === end) return this;
          if (start < 0 || end > this.original.length || index2 < 0 || index2 > this.original.length) throw new MagicStringError(`range ${start}\u2013${end} is out of bounds`);
          if (start > end) throw new MagicStringError(`end must be greater than start (start: ${start}, end: ${end})`);
          if (index2 >= start && index2 <= end) throw new MagicStringError("cannot move a selection inside itself");
          this._split(start);
          this._split(end);
          this._split(index2);
          const first = this.byStart.get(start);
          const last = this.byEnd.get(end);
          if (!first || !last) throw new MagicStringError(`range ${start}\u2013${end} is out of bounds`);
          if (this.hasMovedChunks) {
            let cursor = first;
            while (cursor !== last) {
              cursor = cursor.next;
              if (!cursor || cursor.start < start || cursor.end > end) throw new MagicStringError(`cannot move ${start} to ${end} because an earlier move split that range`);
            }
          }
          const oldLeft = first.previous;
          const oldRight = last.next;
          let newLeft;
          let newRight;
          if (affinity === "left") {
            newLeft = this.byEnd.get(index2) ?? null;
            if (!newLeft) {
              if (first === this.firstChunk) return this;
              newRight = this.firstChunk;
            } else {
              if (newLeft.next === first) return this;
              newRight = newLeft.next;
            }
          } else {
            newRight = this.byStart.get(index2) ?? null;
            if (!newRight) {
              if (last === this.lastChunk) return this;
              newLeft = this.lastChunk;
            } else {
              if (newRight.previous === last) return this;
              newLeft = newRight.previous;
            }
          }
          if (oldLeft) oldLeft.next = oldRight;
          if (oldRight) oldRight.previous = oldLeft;
          if (newLeft) newLeft.next = first;
          if (newRight) newRight.previous = last;
          if (!oldLeft) this.firstChunk = oldRight;
          if (!oldRight) {
            this.lastChunk = oldLeft;
            this.lastChunk.next = null;
          }
          first.previous = newLeft;
          last.next = newRight || null;
          if (!newLeft) this.firstChunk = first;
          if (!newRight) this.lastChunk = last;
          this.hasMovedChunks = true;
          return this;
        }
        /**
        * Replaces the characters from `start` to `end` with `content`, along with the appended/prepended content in
        * that range. The same restrictions as `s.remove()` apply.
        *
        * The fourth argument is optional. It can have a storeName property - if true, the original name will be stored
        * for later inclusion in a sourcemap's names array - and a contentOnly property which determines whether only
        * the content is overwritten, or anything that was appended/prepended to the range as well.
        *
        * It may be preferred to use `s.update(...)` instead if you wish to avoid overwriting the appended/prepended content.
        */
        overwrite(start, end, content, options) {
          if (options === true) {
            if (!warned.storeName) {
              console.warn("The final argument to magicString.overwrite(...) should be an options object. See https://github.com/rich-harris/magic-string");
              warned.storeName = true;
            }
            return this.update(start, end, content, {
              storeName: true,
              overwrite: true
            });
          }
          const optionObject = typeof options === "object" && options ? options : {};
          return this.update(start, end, content, {
            ...optionObject,
            overwrite: !optionObject.contentOnly
          });
        }
        /**
        * Replaces the characters from `start` to `end` with `content`. The same restrictions as `s.remove()` apply.
        *
        * The fourth argument is optional. It can have a storeName property - if true, the original name will be stored
        * for later inclusion in a sourcemap's names array - and an overwrite property which determines whether only
        * the content is overwritten, or anything that was appended/prepended to the range as well.
        */
        update(start, end, content, options) {
          start = this._resolveIndex(start);
          end = this._resolveIndex(end);
          if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
          if (start < 0) throw new MagicStringError(`start ${start} is out of bounds`);
          if (end > this.original.length) throw new MagicStringError(`end ${end} is out of bounds`);
          if (start === end) throw new MagicStringError(`cannot overwrite a zero-length range at ${start}, use appendLeft() or prependRight()`);
          if (start > end) throw new MagicStringError(`end must be greater than start (start: ${start}, end: ${end})`);
          this._split(start);
          this._split(end);
          if (options === true) {
            if (!warned.storeName) {
              console.warn("The final argument to magicString.overwrite(...) should be an options object. See https://github.com/rich-harris/magic-string");
              warned.storeName = true;
            }
            options = { storeName: true };
          }
          const optionObject = typeof options === "object" && options ? options : {};
          const storeName = optionObject.storeName || false;
          const overwrite = optionObject.overwrite || false;
          if (storeName) this.storedNames.add(this.original.slice(start, end));
          const first = this.byStart.get(start);
          for (let chunk = first; chunk.end < end; ) {
            const next = chunk.next;
            if (next === null || next !== this.byStart.get(chunk.end)) throw new MagicStringError("cannot overwrite across a split point");
            chunk = next;
          }
          for (let chunk = first.next; chunk !== null && chunk.start < end; chunk = chunk.next) {
            chunk.edit("", false, !overwrite);
            chunk.replacesUntil = -1;
            chunk.replacedFrom = start;
          }
          first.edit(content, storeName, !overwrite);
          first.replacesUntil = end;
          first.replacedFrom = -1;
          return this;
        }
        /**
        * Prepends the string with the specified content.
        */
        prepend(content) {
          if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
          this.intro = content + this.intro;
          return this;
        }
        /**
        * Same as `s.appendLeft(...)`, except that the inserted content will go *before* any previous appends or prepends at index
        */
        prependLeft(index2, content) {
          index2 = this._resolveIndex(index2);
          if (index2 < 0 || index2 > this.original.length) throw new MagicStringError(`index ${index2} is out of bounds`);
          if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
          this._split(index2);
          const chunk = this.byEnd.get(index2);
          if (chunk) chunk.prependLeft(content);
          else this.intro = content + this.intro;
          return this;
        }
        /**
        * Same as `s.appendRight(...)`, except that the inserted content will go *before* any previous appends or prepends at `index`
        */
        prependRight(index2, content) {
          index2 = this._resolveIndex(index2);
          if (index2 < 0 || index2 > this.original.length) throw new MagicStringError(`index ${index2} is out of bounds`);
          if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
          this._split(index2);
          const chunk = this.byStart.get(index2);
          if (chunk) chunk.prependRight(content);
          else this.outro = content + this.outro;
          return this;
        }
        /**
        * Removes the characters from `start` to `end` (of the original string, **not** the generated string).
        * Content appended or prepended at positions strictly inside the range is removed with it, while
        * content attached at `start` or `end` is preserved \u2014 use `s.overwrite(start, end, '')` to remove
        * the range including its edge inserts.
        * Repeated removals and removals with partially overlapping ranges are allowed.
        */
        remove(start, end) {
          start = this._resolveIndex(start);
          end = this._resolveIndex(end);
          if (start === end) return this;
          if (start < 0 || end > this.original.length) throw new MagicStringError(`range ${start}\u2013${end} is out of bounds`);
          if (start > end) throw new MagicStringError(`end must be greater than start (start: ${start}, end: ${end})`);
          this._split(start);
          this._split(end);
          let chunk = this.byStart.get(start);
          while (chunk) {
            if (chunk.start > start) chunk.intro = "";
            if (chunk.end < end) chunk.outro = "";
            chunk.edit("", false, true);
            chunk.replacesUntil = -1;
            chunk.replacedFrom = -1;
            chunk = end > chunk.end ? this.byStart.get(chunk.end) : void 0;
          }
          return this;
        }
        /**
        * Reset the modified characters from `start` to `end` (of the original string, **not** the generated string).
        */
        reset(start, end) {
          start = this._resolveIndex(start);
          end = this._resolveIndex(end);
          if (start === end) return this;
          if (start < 0 || end > this.original.length) throw new MagicStringError(`range ${start}\u2013${end} is out of bounds`);
          if (start > end) throw new MagicStringError(`end must be greater than start (start: ${start}, end: ${end})`);
          this._split(start);
          this._split(end);
          let chunk = this.byStart.get(start);
          while (chunk) {
            chunk.reset();
            chunk = end > chunk.end ? this.byStart.get(chunk.end) : void 0;
          }
          return this;
        }
        /**
        * Returns the last character of the generated string, or `''` if it is empty.
        */
        lastChar() {
          if (this.outro.length) return this.outro[this.outro.length - 1];
          let chunk = this.lastChunk;
          while (chunk) {
            if (chunk.outro.length) return chunk.outro[chunk.outro.length - 1];
            if (chunk.content.length) return chunk.content[chunk.content.length - 1];
            if (chunk.intro.length) return chunk.intro[chunk.intro.length - 1];
            chunk = chunk.previous;
          }
          if (this.intro.length) return this.intro[this.intro.length - 1];
          return "";
        }
        /**
        * Returns everything after the last newline in the generated string, or the whole string if there is no newline.
        */
        lastLine() {
          let lineIndex = this.outro.lastIndexOf(n);
          if (lineIndex !== -1) return this.outro.slice(lineIndex + 1);
          let lineStr = this.outro;
          let chunk = this.lastChunk;
          while (chunk) {
            if (chunk.outro.length > 0) {
              lineIndex = chunk.outro.lastIndexOf(n);
              if (lineIndex !== -1) return chunk.outro.slice(lineIndex + 1) + lineStr;
              lineStr = chunk.outro + lineStr;
            }
            if (chunk.content.length > 0) {
              lineIndex = chunk.content.lastIndexOf(n);
              if (lineIndex !== -1) return chunk.content.slice(lineIndex + 1) + lineStr;
              lineStr = chunk.content + lineStr;
            }
            if (chunk.intro.length > 0) {
              lineIndex = chunk.intro.lastIndexOf(n);
              if (lineIndex !== -1) return chunk.intro.slice(lineIndex + 1) + lineStr;
              lineStr = chunk.intro + lineStr;
            }
            chunk = chunk.previous;
          }
          lineIndex = this.intro.lastIndexOf(n);
          if (lineIndex !== -1) return this.intro.slice(lineIndex + 1) + lineStr;
          return this.intro + lineStr;
        }
        /**
        * Returns the content of the generated string that corresponds to the slice
        * between `start` and `end` of the original string, walking the generated
        * string from the chunk holding `start` to the chunk holding `end`. Throws
        * if either index falls inside replaced content. After `move()`, a range
        * whose end now comes before its start in the output yields `''`.
        */
        slice(start = 0, end = this.original.length - this.offset) {
          start = this._resolveIndex(start);
          end = this._resolveIndex(end);
          let result = "";
          let chunk;
          if (this.hasMovedChunks) {
            chunk = this.firstChunk;
            while (chunk && (chunk.start > start || chunk.end <= start)) {
              if (chunk.start < end && chunk.end >= end || end === 0 && chunk.start === 0) return result;
              chunk = chunk.next;
            }
          } else {
            if (start >= end) return result;
            chunk = this._chunkAt(start);
          }
          if (chunk && chunk.edited && chunk.start !== start) throw new MagicStringError(`cannot use edited character ${start} as slice start anchor`);
          const startChunk = chunk;
          while (chunk) {
            if (end === 0 && chunk.start === 0) break;
            if (chunk.intro && (startChunk !== chunk || chunk.start === start)) result += chunk.intro;
            const containsEnd = chunk.start < end && chunk.end >= end;
            if (containsEnd && chunk.edited && chunk.end !== end) throw new MagicStringError(`cannot use edited character ${end} as slice end anchor`);
            const sliceStart = startChunk === chunk ? start - chunk.start : 0;
            const sliceEnd = containsEnd ? chunk.content.length + end - chunk.end : chunk.content.length;
            result += chunk.content.slice(sliceStart, sliceEnd);
            if (chunk.outro && (!containsEnd || chunk.end === end)) result += chunk.outro;
            if (containsEnd) break;
            chunk = chunk.next;
          }
          return result;
        }
        /**
        * Returns a clone of `s`, with all content before the `start` and `end` characters of the original string removed.
        */
        snip(start, end) {
          const clone2 = this.clone();
          clone2.remove(-clone2.offset, start);
          clone2.remove(end, clone2.original.length - clone2.offset);
          return clone2;
        }
        /**
        * Applies `offset`, resolves a negative index from the end of `original` as
        * `update`/`remove` always have, and rejects anything that is not an integer.
        * Bounds are checked by the caller, because the methods report them differently.
        *
        * @internal
        */
        _resolveIndex(index2) {
          const resolved = index2 + this.offset;
          if (!Number.isInteger(resolved)) throw new MagicStringError(`index must be an integer, got ${index2}`);
          if (resolved < 0 && this.original.length !== 0) return Math.max(0, resolved + this.original.length);
          return resolved;
        }
        /**
        * The chunk whose original range holds `index` (`chunk.start <= index < chunk.end`),
        * or `undefined` when `index` is at or past the end. Searches from the last
        * visited chunk so that scans over nearby indices stay cheap.
        *
        * @internal
        */
        _chunkAt(index2) {
          let chunk = this.byStart.get(index2);
          if (chunk) return chunk;
          chunk = this.lastSearchedChunk;
          const searchForward = index2 >= chunk.end;
          while (chunk && !chunk.contains(index2)) chunk = searchForward ? this.byStart.get(chunk.end) : this.byEnd.get(chunk.start);
          if (chunk) this.lastSearchedChunk = chunk;
          return chunk;
        }
        /** @internal */
        _split(index2) {
          if (this.byStart.get(index2) || this.byEnd.get(index2)) return;
          let chunk = this.lastSearchedChunk;
          let previousChunk = chunk;
          const searchForward = index2 > chunk.end;
          while (chunk) {
            if (chunk.contains(index2)) return this._splitChunk(chunk, index2);
            chunk = searchForward ? this.byStart.get(chunk.end) : this.byEnd.get(chunk.start);
            if (chunk === previousChunk) return;
            previousChunk = chunk;
          }
        }
        /** @internal */
        _splitChunk(chunk, index2) {
          if (chunk.edited && chunk.content.length) {
            const loc = getLocator(this.original)(index2);
            throw new MagicStringError(`cannot split a chunk that has already been edited (${loc.line}:${loc.column} \u2013 "${chunk.original}")`);
          }
          const newChunk = chunk.split(index2);
          this.byEnd.set(index2, chunk);
          this.byStart.set(index2, newChunk);
          this.byEnd.set(newChunk.end, newChunk);
          if (chunk === this.lastChunk) this.lastChunk = newChunk;
          this.lastSearchedChunk = chunk;
          return true;
        }
        /**
        * Returns the generated string.
        */
        toString() {
          let str = this.intro;
          let chunk = this.firstChunk;
          while (chunk) {
            str += chunk.toString();
            chunk = chunk.next;
          }
          return str + this.outro;
        }
        /**
        * Returns true if the resulting source is empty (disregarding white space).
        */
        isEmpty() {
          if (this.intro.length && this.intro.trim()) return false;
          let chunk = this.firstChunk;
          while (chunk) {
            if (chunk.intro.length && chunk.intro.trim() || chunk.content.length && chunk.content.trim() || chunk.outro.length && chunk.outro.trim()) return false;
            chunk = chunk.next;
          }
          if (this.outro.length && this.outro.trim()) return false;
          return true;
        }
        /**
        * Returns the length of the generated string, counting only content attached to the original characters.
        * Content outside the string body (`s.prepend()`/`s.append()`, and inserts before the first or after the last
        * character) is not counted, so this can differ from `s.toString().length`.
        */
        length() {
          let chunk = this.firstChunk;
          let length = 0;
          while (chunk) {
            length += chunk.intro.length + chunk.content.length + chunk.outro.length;
            chunk = chunk.next;
          }
          return length;
        }
        /**
        * Removes empty lines from the start and end.
        */
        trimLines() {
          return this.trim("[\\r\\n]");
        }
        /**
        * Trims content matching `charType` (defaults to `\s`, i.e. whitespace) from the start and end.
        */
        trim(charType) {
          return this.trimStart(charType).trimEnd(charType);
        }
        /** @internal */
        trimEndAborted(charType) {
          const rx = new RegExp(`${charType || "\\s"}+$`);
          this.outro = this.outro.replace(rx, "");
          if (this.outro.length) return true;
          let chunk = this.lastChunk;
          do {
            const end = chunk.end;
            const aborted = chunk.trimEnd(rx);
            if (chunk.end !== end) {
              const next = chunk.next;
              if (this.lastChunk === chunk) this.lastChunk = next;
              this.byEnd.set(chunk.end, chunk);
              this.byStart.set(next.start, next);
              this.byEnd.set(next.end, next);
            }
            if (aborted) return true;
            chunk = chunk.previous;
          } while (chunk);
          this.intro = this.intro.replace(rx, "");
          return this.intro.length > 0;
        }
        /**
        * Trims content matching `charType` (defaults to `\s`, i.e. whitespace) from the end.
        */
        trimEnd(charType) {
          this.trimEndAborted(charType);
          return this;
        }
        /** @internal */
        trimStartAborted(charType) {
          const rx = new RegExp(`^${charType || "\\s"}+`);
          this.intro = this.intro.replace(rx, "");
          if (this.intro.length) return true;
          let chunk = this.firstChunk;
          do {
            const end = chunk.end;
            const aborted = chunk.trimStart(rx);
            if (chunk.end !== end) {
              const next = chunk.next;
              if (chunk === this.lastChunk) this.lastChunk = next;
              this.byEnd.set(chunk.end, chunk);
              this.byStart.set(next.start, next);
              this.byEnd.set(next.end, next);
            }
            if (aborted) return true;
            chunk = chunk.next;
          } while (chunk);
          this.outro = this.outro.replace(rx, "");
          return this.outro.length > 0;
        }
        /**
        * Trims content matching `charType` (defaults to `\s`, i.e. whitespace) from the start.
        */
        trimStart(charType) {
          this.trimStartAborted(charType);
          return this;
        }
        /**
        * Indicates if the string has been changed.
        */
        hasChanged() {
          if (this.intro || this.outro) return true;
          let outputIndex = 0;
          let chunk = this.firstChunk;
          while (chunk) {
            if (chunk.intro || chunk.outro) return true;
            if (!chunk.edited && chunk.start === outputIndex) outputIndex = chunk.end;
            else {
              if (!this.original.startsWith(chunk.content, outputIndex)) return true;
              outputIndex += chunk.content.length;
            }
            chunk = chunk.next;
          }
          return outputIndex !== this.original.length;
        }
        /**
        * Whether the original range [start, end) has had any of its characters
        * removed. `replace`/`replaceAll` search `original`, so a match can land on
        * text that is no longer in the output - overwriting it would resurrect the
        * removed characters, so such matches are skipped instead.
        *
        * @internal
        */
        _hasRemovedContent(start, end) {
          const atBoundary = this.byStart.get(start);
          if (atBoundary && start === end) {
            const previous = this.byEnd.get(start);
            return !!previous && previous.content === "" && atBoundary.content === "";
          }
          let chunk = this._chunkAt(start);
          while (chunk && chunk.start < end) {
            if (chunk.content === "" && (chunk.replacedFrom < start || this.byStart.get(chunk.replacedFrom).replacesUntil < chunk.end)) return true;
            chunk = this.byStart.get(chunk.end);
          }
          return false;
        }
        /** @internal */
        _replaceRegexp(searchValue, replacement) {
          function getReplacement(match, index2, str) {
            if (typeof replacement === "string") return expandReplacement(replacement, match[0], index2, str, match.slice(1), match.groups);
            else return match.groups === void 0 ? replacement(match[0], ...match.slice(1), index2, str) : replacement(match[0], ...match.slice(1), index2, str, match.groups);
          }
          const replaceMatch = (match) => {
            if (match.index == null) return false;
            if (this._hasRemovedContent(match.index, match.index + match[0].length)) return false;
            const replacement2 = getReplacement(match, match.index, this.original);
            if (replacement2 === match[0]) return true;
            if (match[0].length === 0) this.appendRight(match.index - this.offset, replacement2);
            else this.overwrite(match.index - this.offset, match.index + match[0].length - this.offset, replacement2);
            return true;
          };
          if (searchValue.global) {
            searchValue.lastIndex = 0;
            for (const match of this.original.matchAll(searchValue)) replaceMatch(match);
          } else {
            const match = this.original.match(searchValue);
            if (match && !replaceMatch(match)) {
              const global2 = new RegExp(searchValue.source, `${searchValue.flags}g`);
              for (const next of this.original.matchAll(global2)) if (replaceMatch(next)) break;
            }
          }
          return this;
        }
        /** @internal */
        _replaceString(string, replacement) {
          const { original } = this;
          let index2 = original.indexOf(string);
          while (index2 !== -1) {
            if (this._hasRemovedContent(index2, index2 + string.length)) {
              index2 = original.indexOf(string, index2 + string.length);
              continue;
            }
            if (typeof replacement === "function") replacement = replacement(string, index2, original);
            else replacement = expandReplacement(replacement, string, index2, original, [], void 0);
            if (string !== replacement) {
              if (string.length === 0) this.appendRight(index2 - this.offset, replacement);
              else this.overwrite(index2 - this.offset, index2 + string.length - this.offset, replacement);
            }
            break;
          }
          return this;
        }
        /**
        * String replacement with RegExp or string.
        */
        replace(searchValue, replacement) {
          if (typeof searchValue === "string") return this._replaceString(searchValue, replacement);
          return this._replaceRegexp(searchValue, replacement);
        }
        /** @internal */
        _replaceAllString(string, replacement) {
          const { original } = this;
          const stringLength = string.length;
          if (stringLength === 0) {
            for (let index2 = 0; index2 <= original.length; index2 += 1) {
              if (this._hasRemovedContent(index2, index2)) continue;
              const _replacement = typeof replacement === "function" ? replacement("", index2, original) : expandReplacement(replacement, "", index2, original, [], void 0);
              if (_replacement !== "") this.appendRight(index2 - this.offset, _replacement);
            }
            return this;
          }
          for (let index2 = original.indexOf(string); index2 !== -1; index2 = original.indexOf(string, index2 + stringLength)) {
            if (this._hasRemovedContent(index2, index2 + stringLength)) continue;
            const previous = original.slice(index2, index2 + stringLength);
            const _replacement = typeof replacement === "function" ? replacement(previous, index2, original) : expandReplacement(replacement, previous, index2, original, [], void 0);
            if (previous !== _replacement) this.overwrite(index2 - this.offset, index2 + stringLength - this.offset, _replacement);
          }
          return this;
        }
        /**
        * Same as `s.replace`, but replace all matched strings instead of just one.
        */
        replaceAll(searchValue, replacement) {
          if (typeof searchValue === "string") return this._replaceAllString(searchValue, replacement);
          if (!searchValue.global) throw new MagicStringError("replaceAll() requires a global RegExp");
          return this._replaceRegexp(searchValue, replacement);
        }
      };
      hasOwnProp = Object.prototype.hasOwnProperty;
      Bundle = class Bundle2 {
        constructor(options = {}) {
          this.intro = options.intro || "";
          this.separator = options.separator !== void 0 ? options.separator : "\n";
          this.sources = [];
          this.uniqueSources = [];
          this.uniqueSourceIndexByFilename = /* @__PURE__ */ new Map();
        }
        /**
        * Adds the specified source to the bundle, which can either be a `MagicString` object directly,
        * or an options object that holds a magic string `content` property and optionally provides
        * a `filename` for the source within the bundle, as well as an optional `ignoreList` hint
        * (which defaults to `false`). The `filename` is used when constructing the source map for the
        * bundle, to identify this `source` in the source map's `sources` field. The `ignoreList` hint
        * is used to populate the `x_google_ignoreList` extension field in the source map, which is a
        * mechanism for tools to signal to debuggers that certain sources should be ignored by default
        * (depending on user preferences).
        */
        addSource(source) {
          if (source instanceof MagicString) return this.addSource({
            content: source,
            filename: source.filename,
            separator: this.separator
          });
          if (!isObject2(source) || !source.content) throw new MagicStringError("addSource() requires a `content` property that is a MagicString");
          const content = source.content;
          const record = {
            content,
            filename: hasOwnProp.call(source, "filename") ? source.filename : content.filename,
            ignoreList: hasOwnProp.call(source, "ignoreList") ? source.ignoreList : content.ignoreList,
            indentExclusionRanges: hasOwnProp.call(source, "indentExclusionRanges") ? source.indentExclusionRanges : content.indentExclusionRanges,
            separator: source.separator ?? this.separator
          };
          if (record.filename) {
            const index2 = this.uniqueSourceIndexByFilename.get(record.filename);
            if (index2 === void 0) {
              this.uniqueSourceIndexByFilename.set(record.filename, this.uniqueSources.length);
              this.uniqueSources.push({
                filename: record.filename,
                content: content.original
              });
            } else if (content.original !== this.uniqueSources[index2].content) throw new MagicStringError(`duplicate filename "${record.filename}" with different content, use unique filenames`);
          }
          this.sources.push(record);
          return this;
        }
        /**
        * Appends `str` as a new source without a filename. Only `options.separator` is read, and it defaults to `''`
        * rather than to the bundle separator.
        */
        append(str, options) {
          this.addSource({
            content: new MagicString(str),
            separator: options && options.separator || ""
          });
          return this;
        }
        /**
        * Returns an independent copy of the bundle: every source's `MagicString` is cloned, so later edits to either
        * bundle do not affect the other.
        */
        clone() {
          const bundle = new Bundle2({
            intro: this.intro,
            separator: this.separator
          });
          this.sources.forEach((source) => {
            bundle.addSource({
              filename: source.filename,
              content: source.content.clone(),
              ignoreList: source.ignoreList,
              indentExclusionRanges: source.indentExclusionRanges,
              separator: source.separator
            });
          });
          return bundle;
        }
        /**
        * Flattens the bundle into a single `MagicString`, so the concatenated result can be
        * processed further with the full `MagicString` API. The returned string's `original`
        * is the concatenation of every source's `original`, and all existing edits, inserts,
        * intros, outros and separators are preserved as inserted content, so its `toString()`
        * equals the bundle's `toString()` and its sourcemap maps back to that combined original.
        *
        * Because a `MagicString` maps to a single source, per-source `filename`s are not carried
        * over; generate the bundle's map before flattening if you need the multi-source mapping.
        */
        toMagicString() {
          const combined = new MagicString(this.sources.map((source) => source.content.original).join(""));
          let offset = 0;
          let pending = this.intro;
          let first = null;
          let last = null;
          const byStart = /* @__PURE__ */ new Map();
          const byEnd = /* @__PURE__ */ new Map();
          let hasMovedChunks = false;
          for (const [i2, source] of this.sources.entries()) {
            const magicString = source.content;
            const separator = i2 > 0 ? source.separator : "";
            if (magicString.original.length === 0) {
              pending += separator + magicString.toString();
              continue;
            }
            pending += separator + magicString.intro;
            let sourceFirst = null;
            let previous = null;
            let originalChunk = magicString.firstChunk;
            while (originalChunk) {
              const chunk = originalChunk.clone();
              chunk.start += offset;
              chunk.end += offset;
              if (chunk.replacesUntil !== -1) chunk.replacesUntil += offset;
              if (chunk.replacedFrom !== -1) chunk.replacedFrom += offset;
              chunk.previous = previous;
              chunk.next = null;
              if (previous) previous.next = chunk;
              byStart.set(chunk.start, chunk);
              byEnd.set(chunk.end, chunk);
              sourceFirst ??= chunk;
              previous = chunk;
              originalChunk = originalChunk.next;
            }
            const sourceLast = previous;
            sourceFirst.intro = pending + sourceFirst.intro;
            pending = "";
            sourceLast.outro += magicString.outro;
            if (last) {
              last.next = sourceFirst;
              sourceFirst.previous = last;
            } else first = sourceFirst;
            last = sourceLast;
            magicString.sourcemapLocations.forEach((index2) => {
              if (index2 < magicString.original.length) combined.sourcemapLocations.add(index2 + offset);
            });
            magicString.storedNames.forEach((name) => combined.storedNames.add(name));
            if (magicString.hasMovedChunks) hasMovedChunks = true;
            offset += magicString.original.length;
          }
          if (!first || !last) {
            combined.intro = pending;
            return combined;
          }
          if (pending) last.outro += pending;
          combined.firstChunk = first;
          combined.lastChunk = last;
          combined.lastSearchedChunk = first;
          combined.byStart = byStart;
          combined.byEnd = byEnd;
          combined.hasMovedChunks = hasMovedChunks;
          return combined;
        }
        /**
        * Generates a sourcemap object with raw mappings in array form, rather than encoded as a string.
        * Takes the same options as `generateMap`.
        */
        generateDecodedMap(options = {}) {
          const mappings = new Mappings(options.hires);
          const { names, x_google_ignoreList } = this._generateMappings(mappings);
          return {
            ...this._mapProperties(options, names, x_google_ignoreList),
            mappings: mappings.raw,
            rangeMappings: mappings.rawRangeMappings
          };
        }
        /**
        * Generates a version 3 sourcemap covering every source that has a `filename`.
        * Options are as per `MagicString#generateMap`, except that `includeContent` can also be a per-source function.
        */
        generateMap(options = {}) {
          const encoder = new MappingsEncoder();
          const mappings = new Mappings(options.hires, encoder);
          const { names, x_google_ignoreList } = this._generateMappings(mappings);
          return new SourceMap({
            ...this._mapProperties(options, names, x_google_ignoreList),
            mappings: encoder.finish(mappings.rawSegments),
            rangeMappings: mappings.rawRangeMappings
          });
        }
        /** @internal */
        _generateMappings(mappings) {
          let x_google_ignoreList;
          const storedNames = /* @__PURE__ */ new Set();
          this.sources.forEach((source) => source.content.storedNames.forEach((name) => storedNames.add(name)));
          const names = [...storedNames];
          const nameIndex = new Map(names.map((name, i2) => [name, i2]));
          if (this.intro) mappings.advance(this.intro);
          this.sources.forEach((source, i2) => {
            if (i2 > 0) mappings.advance(source.separator);
            const sourceIndex = source.filename ? this.uniqueSourceIndexByFilename.get(source.filename) ?? -1 : -1;
            mappings.addMagicString(source.content, sourceIndex, nameIndex);
            if (source.ignoreList && sourceIndex !== -1) {
              if (x_google_ignoreList === void 0) x_google_ignoreList = [];
              x_google_ignoreList.push(sourceIndex);
            }
          });
          return {
            names,
            x_google_ignoreList
          };
        }
        /** @internal */
        _mapProperties(options, names, x_google_ignoreList) {
          return {
            file: options.file ? options.file.split(/[/\\]/).pop() : void 0,
            sources: this.uniqueSources.map((source) => {
              return options.file ? getRelativePath(options.file, source.filename) : source.filename;
            }),
            sourcesContent: this.uniqueSources.map((source) => {
              return (typeof options.includeContent === "function" ? options.includeContent(source) : options.includeContent) ? source.content : null;
            }),
            names,
            x_google_ignoreList
          };
        }
        /**
        * Returns the most common indent string among the sources, falling back to a tab.
        */
        getIndentString() {
          const indentStringCounts = /* @__PURE__ */ new Map();
          this.sources.forEach((source) => {
            const indentStr = source.content._getRawIndentString();
            if (indentStr == null) return;
            indentStringCounts.set(indentStr, (indentStringCounts.get(indentStr) ?? 0) + 1);
          });
          return [...indentStringCounts.entries()].sort(([, a], [, b2]) => b2 - a)[0]?.[0] ?? "	";
        }
        /**
        * Prefixes each line of every source and of the intro with `indentStr`, guessed with `getIndentString()`
        * when not supplied. Each source's `indentExclusionRanges` are left unindented.
        */
        indent(indentStr) {
          if (!arguments.length) indentStr = this.getIndentString();
          if (indentStr === "") return this;
          let trailingNewline = !this.intro || this.intro.slice(-1) === "\n";
          this.sources.forEach((source, i2) => {
            const indentStart = trailingNewline || i2 > 0 && /\r?\n$/.test(source.separator);
            source.content.indent(indentStr, {
              exclude: source.indentExclusionRanges,
              indentStart
            });
            trailingNewline = source.content.lastChar() === "\n";
          });
          if (this.intro) this.intro = indentStr + this.intro.replace(/^[^\r\n]/gm, (match, index2) => {
            return index2 > 0 ? indentStr + match : match;
          });
          return this;
        }
        /**
        * Prepends `str` to the bundle's intro.
        */
        prepend(str) {
          this.intro = str + this.intro;
          return this;
        }
        /**
        * Returns the intro followed by every source's generated string, joined by their separators.
        */
        toString() {
          const body = this.sources.map((source, i2) => {
            return (i2 > 0 ? source.separator : "") + source.content.toString();
          }).join("");
          return this.intro + body;
        }
        /**
        * Returns true if the bundle's output is empty (disregarding white space).
        */
        isEmpty() {
          if (this.intro.length && this.intro.trim()) return false;
          if (this.sources.some((source, i2) => {
            return i2 > 0 && source.separator.trim() !== "" || !source.content.isEmpty();
          })) return false;
          return true;
        }
        /**
        * Returns the length of the bundle's output; unlike `MagicString#length`, this equals `bundle.toString().length`.
        */
        length() {
          return this.sources.reduce((length, source, i2) => {
            return length + (i2 > 0 ? source.separator.length : 0) + source.content.length() + source.content.intro.length + source.content.outro.length;
          }, this.intro.length);
        }
        /**
        * Removes empty lines from the start and end.
        */
        trimLines() {
          return this.trim("[\\r\\n]");
        }
        /**
        * Trims content matching `charType` (defaults to `\s`, i.e. whitespace) from the start and end.
        */
        trim(charType) {
          return this.trimStart(charType).trimEnd(charType);
        }
        /**
        * Trims content matching `charType` (defaults to `\s`, i.e. whitespace) from the start.
        */
        trimStart(charType) {
          const rx = new RegExp(`^${charType || "\\s"}+`);
          this.intro = this.intro.replace(rx, "");
          if (!this.intro) for (let i2 = 0; i2 < this.sources.length; i2 += 1) {
            const source = this.sources[i2];
            if (i2 > 0) {
              source.separator = source.separator.replace(rx, "");
              if (source.separator) break;
            }
            if (source.content.trimStartAborted(charType)) break;
          }
          return this;
        }
        /**
        * Trims content matching `charType` (defaults to `\s`, i.e. whitespace) from the end.
        */
        trimEnd(charType) {
          const rx = new RegExp(`${charType || "\\s"}+$`);
          for (let i2 = this.sources.length - 1; i2 >= 0; i2 -= 1) {
            const source = this.sources[i2];
            if (source.content.trimEndAborted(charType)) return this;
            if (i2 > 0) {
              source.separator = source.separator.replace(rx, "");
              if (source.separator) return this;
            }
          }
          this.intro = this.intro.replace(rx, "");
          return this;
        }
      };
    }
  });

  // node_modules/@sinonjs/commons/lib/global.js
  var require_global = __commonJS({
    "node_modules/@sinonjs/commons/lib/global.js"(exports, module) {
      "use strict";
      var globalObject;
      if (typeof global !== "undefined") {
        globalObject = global;
      } else if (typeof window !== "undefined") {
        globalObject = window;
      } else {
        globalObject = self;
      }
      module.exports = globalObject;
    }
  });

  // node_modules/@sinonjs/commons/lib/prototypes/throws-on-proto.js
  var require_throws_on_proto = __commonJS({
    "node_modules/@sinonjs/commons/lib/prototypes/throws-on-proto.js"(exports, module) {
      "use strict";
      var throwsOnProto;
      try {
        const object = {};
        object.__proto__;
        throwsOnProto = false;
      } catch (_) {
        throwsOnProto = true;
      }
      module.exports = throwsOnProto;
    }
  });

  // node_modules/@sinonjs/commons/lib/prototypes/copy-prototype-methods.js
  var require_copy_prototype_methods = __commonJS({
    "node_modules/@sinonjs/commons/lib/prototypes/copy-prototype-methods.js"(exports, module) {
      "use strict";
      var call3 = Function.call;
      var throwsOnProto = require_throws_on_proto();
      var disallowedProperties = [
        // ignore size because it throws from Map
        "size",
        "caller",
        "callee",
        "arguments"
      ];
      if (throwsOnProto) {
        disallowedProperties.push("__proto__");
      }
      module.exports = function copyPrototypeMethods(prototype) {
        return Object.getOwnPropertyNames(prototype).reduce(
          function(result, name) {
            if (disallowedProperties.includes(name)) {
              return result;
            }
            if (typeof prototype[name] !== "function") {
              return result;
            }
            result[name] = call3.bind(prototype[name]);
            return result;
          },
          /* @__PURE__ */ Object.create(null)
        );
      };
    }
  });

  // node_modules/@sinonjs/commons/lib/prototypes/array.js
  var require_array = __commonJS({
    "node_modules/@sinonjs/commons/lib/prototypes/array.js"(exports, module) {
      "use strict";
      var copyPrototype = require_copy_prototype_methods();
      module.exports = copyPrototype(Array.prototype);
    }
  });

  // node_modules/@sinonjs/commons/lib/called-in-order.js
  var require_called_in_order = __commonJS({
    "node_modules/@sinonjs/commons/lib/called-in-order.js"(exports, module) {
      "use strict";
      var every = require_array().every;
      function hasCallsLeft(callMap, spy) {
        if (callMap[spy.id] === void 0) {
          callMap[spy.id] = 0;
        }
        return callMap[spy.id] < spy.callCount;
      }
      function checkAdjacentCalls(callMap, spy, index2, spies) {
        var calledBeforeNext = true;
        if (index2 !== spies.length - 1) {
          calledBeforeNext = spy.calledBefore(spies[index2 + 1]);
        }
        if (hasCallsLeft(callMap, spy) && calledBeforeNext) {
          callMap[spy.id] += 1;
          return true;
        }
        return false;
      }
      function calledInOrder(spies) {
        var callMap = {};
        var _spies = arguments.length > 1 ? arguments : spies;
        return every(_spies, checkAdjacentCalls.bind(null, callMap));
      }
      module.exports = calledInOrder;
    }
  });

  // node_modules/@sinonjs/commons/lib/class-name.js
  var require_class_name = __commonJS({
    "node_modules/@sinonjs/commons/lib/class-name.js"(exports, module) {
      "use strict";
      function className(value) {
        const name = value.constructor && value.constructor.name;
        return name || null;
      }
      module.exports = className;
    }
  });

  // node_modules/@sinonjs/commons/lib/deprecated.js
  var require_deprecated = __commonJS({
    "node_modules/@sinonjs/commons/lib/deprecated.js"(exports) {
      "use strict";
      exports.wrap = function(func, msg) {
        var wrapped = function() {
          exports.printWarning(msg);
          return func.apply(this, arguments);
        };
        if (func.prototype) {
          wrapped.prototype = func.prototype;
        }
        return wrapped;
      };
      exports.defaultMsg = function(packageName, funcName) {
        return `${packageName}.${funcName} is deprecated and will be removed from the public API in a future version of ${packageName}.`;
      };
      exports.printWarning = function(msg) {
        if (typeof process === "object" && process.emitWarning) {
          process.emitWarning(msg);
        } else if (console.info) {
          console.info(msg);
        } else {
          console.log(msg);
        }
      };
    }
  });

  // node_modules/@sinonjs/commons/lib/every.js
  var require_every = __commonJS({
    "node_modules/@sinonjs/commons/lib/every.js"(exports, module) {
      "use strict";
      module.exports = function every(obj, fn2) {
        var pass = true;
        try {
          obj.forEach(function() {
            if (!fn2.apply(this, arguments)) {
              throw new Error();
            }
          });
        } catch (e) {
          pass = false;
        }
        return pass;
      };
    }
  });

  // node_modules/@sinonjs/commons/lib/function-name.js
  var require_function_name = __commonJS({
    "node_modules/@sinonjs/commons/lib/function-name.js"(exports, module) {
      "use strict";
      module.exports = function functionName(func) {
        if (!func) {
          return "";
        }
        try {
          return func.displayName || func.name || // Use function decomposition as a last resort to get function
          // name. Does not rely on function decomposition to work - if it
          // doesn't debugging will be slightly less informative
          // (i.e. toString will say 'spy' rather than 'myFunc').
          (String(func).match(/function ([^\s(]+)/) || [])[1];
        } catch (e) {
          return "";
        }
      };
    }
  });

  // node_modules/@sinonjs/commons/lib/order-by-first-call.js
  var require_order_by_first_call = __commonJS({
    "node_modules/@sinonjs/commons/lib/order-by-first-call.js"(exports, module) {
      "use strict";
      var sort3 = require_array().sort;
      var slice = require_array().slice;
      function comparator(a, b2) {
        var aCall = a.getCall(0);
        var bCall = b2.getCall(0);
        var aId = aCall && aCall.callId || -1;
        var bId = bCall && bCall.callId || -1;
        return aId < bId ? -1 : 1;
      }
      function orderByFirstCall(spies) {
        return sort3(slice(spies), comparator);
      }
      module.exports = orderByFirstCall;
    }
  });

  // node_modules/@sinonjs/commons/lib/prototypes/function.js
  var require_function = __commonJS({
    "node_modules/@sinonjs/commons/lib/prototypes/function.js"(exports, module) {
      "use strict";
      var copyPrototype = require_copy_prototype_methods();
      module.exports = copyPrototype(Function.prototype);
    }
  });

  // node_modules/@sinonjs/commons/lib/prototypes/map.js
  var require_map = __commonJS({
    "node_modules/@sinonjs/commons/lib/prototypes/map.js"(exports, module) {
      "use strict";
      var copyPrototype = require_copy_prototype_methods();
      module.exports = copyPrototype(Map.prototype);
    }
  });

  // node_modules/@sinonjs/commons/lib/prototypes/object.js
  var require_object = __commonJS({
    "node_modules/@sinonjs/commons/lib/prototypes/object.js"(exports, module) {
      "use strict";
      var copyPrototype = require_copy_prototype_methods();
      module.exports = copyPrototype(Object.prototype);
    }
  });

  // node_modules/@sinonjs/commons/lib/prototypes/set.js
  var require_set = __commonJS({
    "node_modules/@sinonjs/commons/lib/prototypes/set.js"(exports, module) {
      "use strict";
      var copyPrototype = require_copy_prototype_methods();
      module.exports = copyPrototype(Set.prototype);
    }
  });

  // node_modules/@sinonjs/commons/lib/prototypes/string.js
  var require_string = __commonJS({
    "node_modules/@sinonjs/commons/lib/prototypes/string.js"(exports, module) {
      "use strict";
      var copyPrototype = require_copy_prototype_methods();
      module.exports = copyPrototype(String.prototype);
    }
  });

  // node_modules/@sinonjs/commons/lib/prototypes/index.js
  var require_prototypes = __commonJS({
    "node_modules/@sinonjs/commons/lib/prototypes/index.js"(exports, module) {
      "use strict";
      module.exports = {
        array: require_array(),
        function: require_function(),
        map: require_map(),
        object: require_object(),
        set: require_set(),
        string: require_string()
      };
    }
  });

  // node_modules/type-detect/type-detect.js
  var require_type_detect = __commonJS({
    "node_modules/type-detect/type-detect.js"(exports, module) {
      (function(global2, factory) {
        typeof exports === "object" && typeof module !== "undefined" ? module.exports = factory() : typeof define === "function" && define.amd ? define(factory) : global2.typeDetect = factory();
      })(exports, (function() {
        "use strict";
        var promiseExists = typeof Promise === "function";
        var globalObject = typeof self === "object" ? self : global;
        var symbolExists = typeof Symbol !== "undefined";
        var mapExists = typeof Map !== "undefined";
        var setExists = typeof Set !== "undefined";
        var weakMapExists = typeof WeakMap !== "undefined";
        var weakSetExists = typeof WeakSet !== "undefined";
        var dataViewExists = typeof DataView !== "undefined";
        var symbolIteratorExists = symbolExists && typeof Symbol.iterator !== "undefined";
        var symbolToStringTagExists = symbolExists && typeof Symbol.toStringTag !== "undefined";
        var setEntriesExists = setExists && typeof Set.prototype.entries === "function";
        var mapEntriesExists = mapExists && typeof Map.prototype.entries === "function";
        var setIteratorPrototype = setEntriesExists && Object.getPrototypeOf((/* @__PURE__ */ new Set()).entries());
        var mapIteratorPrototype = mapEntriesExists && Object.getPrototypeOf((/* @__PURE__ */ new Map()).entries());
        var arrayIteratorExists = symbolIteratorExists && typeof Array.prototype[Symbol.iterator] === "function";
        var arrayIteratorPrototype = arrayIteratorExists && Object.getPrototypeOf([][Symbol.iterator]());
        var stringIteratorExists = symbolIteratorExists && typeof String.prototype[Symbol.iterator] === "function";
        var stringIteratorPrototype = stringIteratorExists && Object.getPrototypeOf(""[Symbol.iterator]());
        var toStringLeftSliceLength = 8;
        var toStringRightSliceLength = -1;
        function typeDetect(obj) {
          var typeofObj = typeof obj;
          if (typeofObj !== "object") {
            return typeofObj;
          }
          if (obj === null) {
            return "null";
          }
          if (obj === globalObject) {
            return "global";
          }
          if (Array.isArray(obj) && (symbolToStringTagExists === false || !(Symbol.toStringTag in obj))) {
            return "Array";
          }
          if (typeof window === "object" && window !== null) {
            if (typeof window.location === "object" && obj === window.location) {
              return "Location";
            }
            if (typeof window.document === "object" && obj === window.document) {
              return "Document";
            }
            if (typeof window.navigator === "object") {
              if (typeof window.navigator.mimeTypes === "object" && obj === window.navigator.mimeTypes) {
                return "MimeTypeArray";
              }
              if (typeof window.navigator.plugins === "object" && obj === window.navigator.plugins) {
                return "PluginArray";
              }
            }
            if ((typeof window.HTMLElement === "function" || typeof window.HTMLElement === "object") && obj instanceof window.HTMLElement) {
              if (obj.tagName === "BLOCKQUOTE") {
                return "HTMLQuoteElement";
              }
              if (obj.tagName === "TD") {
                return "HTMLTableDataCellElement";
              }
              if (obj.tagName === "TH") {
                return "HTMLTableHeaderCellElement";
              }
            }
          }
          var stringTag = symbolToStringTagExists && obj[Symbol.toStringTag];
          if (typeof stringTag === "string") {
            return stringTag;
          }
          var objPrototype = Object.getPrototypeOf(obj);
          if (objPrototype === RegExp.prototype) {
            return "RegExp";
          }
          if (objPrototype === Date.prototype) {
            return "Date";
          }
          if (promiseExists && objPrototype === Promise.prototype) {
            return "Promise";
          }
          if (setExists && objPrototype === Set.prototype) {
            return "Set";
          }
          if (mapExists && objPrototype === Map.prototype) {
            return "Map";
          }
          if (weakSetExists && objPrototype === WeakSet.prototype) {
            return "WeakSet";
          }
          if (weakMapExists && objPrototype === WeakMap.prototype) {
            return "WeakMap";
          }
          if (dataViewExists && objPrototype === DataView.prototype) {
            return "DataView";
          }
          if (mapExists && objPrototype === mapIteratorPrototype) {
            return "Map Iterator";
          }
          if (setExists && objPrototype === setIteratorPrototype) {
            return "Set Iterator";
          }
          if (arrayIteratorExists && objPrototype === arrayIteratorPrototype) {
            return "Array Iterator";
          }
          if (stringIteratorExists && objPrototype === stringIteratorPrototype) {
            return "String Iterator";
          }
          if (objPrototype === null) {
            return "Object";
          }
          return Object.prototype.toString.call(obj).slice(toStringLeftSliceLength, toStringRightSliceLength);
        }
        return typeDetect;
      }));
    }
  });

  // node_modules/@sinonjs/commons/lib/type-of.js
  var require_type_of = __commonJS({
    "node_modules/@sinonjs/commons/lib/type-of.js"(exports, module) {
      "use strict";
      var type3 = require_type_detect();
      module.exports = function typeOf(value) {
        return type3(value).toLowerCase();
      };
    }
  });

  // node_modules/@sinonjs/commons/lib/value-to-string.js
  var require_value_to_string = __commonJS({
    "node_modules/@sinonjs/commons/lib/value-to-string.js"(exports, module) {
      "use strict";
      function valueToString(value) {
        if (value && value.toString) {
          return value.toString();
        }
        return String(value);
      }
      module.exports = valueToString;
    }
  });

  // node_modules/@sinonjs/commons/lib/index.js
  var require_lib = __commonJS({
    "node_modules/@sinonjs/commons/lib/index.js"(exports, module) {
      "use strict";
      module.exports = {
        global: require_global(),
        calledInOrder: require_called_in_order(),
        className: require_class_name(),
        deprecated: require_deprecated(),
        every: require_every(),
        functionName: require_function_name(),
        orderByFirstCall: require_order_by_first_call(),
        prototypes: require_prototypes(),
        typeOf: require_type_of(),
        valueToString: require_value_to_string()
      };
    }
  });

  // node-util.cjs
  var require_node_util = __commonJS({
    "node-util.cjs"(exports) {
      exports.promisify = { custom: /* @__PURE__ */ Symbol.for("nodejs.util.promisify.custom") };
    }
  });

  // node_modules/@sinonjs/fake-timers/src/fake-timers-src.js
  var require_fake_timers_src = __commonJS({
    "node_modules/@sinonjs/fake-timers/src/fake-timers-src.js"(exports, module) {
      "use strict";
      var globalObject = require_lib().global;
      var timersModule;
      var timersPromisesModule;
      var perfHooksModule;
      if (typeof __require === "function" && typeof module === "object") {
        try {
          timersModule = __require("timers");
        } catch {
        }
        try {
          timersPromisesModule = __require("timers/promises");
        } catch {
        }
        try {
          perfHooksModule = __require("perf_hooks");
        } catch {
        }
      }
      function withGlobal2(globalNamespace) {
        const _global = (
          /** @type {GlobalObject} */
          globalNamespace
        );
        const maxTimeout = 2 ** 31 - 1;
        const idCounterStart = 1e12;
        const NOOP = function() {
          return void 0;
        };
        const NOOP_ARRAY = function() {
          return [];
        };
        const isPresent = {};
        const perfHooksNowDescriptors = /* @__PURE__ */ new WeakMap();
        let timeoutResult, addTimerReturnsObject = false;
        if (_global.setTimeout) {
          isPresent.setTimeout = true;
          timeoutResult = _global.setTimeout(NOOP, 0);
          addTimerReturnsObject = typeof timeoutResult === "object";
        }
        isPresent.clearTimeout = Boolean(_global.clearTimeout);
        isPresent.setInterval = Boolean(_global.setInterval);
        isPresent.clearInterval = Boolean(_global.clearInterval);
        isPresent.hrtime = _global.process && typeof _global.process.hrtime === "function";
        isPresent.hrtimeBigint = isPresent.hrtime && typeof _global.process.hrtime.bigint === "function";
        isPresent.nextTick = _global.process && typeof _global.process.nextTick === "function";
        const utilPromisify = _global.process && require_node_util().promisify;
        isPresent.performance = _global.performance && typeof _global.performance.now === "function";
        const hasPerformancePrototype = _global.Performance && (typeof _global.Performance).match(/^(function|object)$/);
        const hasPerformanceConstructorPrototype = _global.performance && _global.performance.constructor && _global.performance.constructor.prototype;
        isPresent.queueMicrotask = Object.hasOwn(_global, "queueMicrotask");
        isPresent.requestAnimationFrame = _global.requestAnimationFrame && typeof _global.requestAnimationFrame === "function";
        isPresent.cancelAnimationFrame = _global.cancelAnimationFrame && typeof _global.cancelAnimationFrame === "function";
        isPresent.requestIdleCallback = _global.requestIdleCallback && typeof _global.requestIdleCallback === "function";
        isPresent.cancelIdleCallback = _global.cancelIdleCallback && typeof _global.cancelIdleCallback === "function";
        isPresent.setImmediate = _global.setImmediate && typeof _global.setImmediate === "function";
        isPresent.clearImmediate = _global.clearImmediate && typeof _global.clearImmediate === "function";
        isPresent.Intl = _global.Intl && typeof _global.Intl === "object";
        isPresent.Temporal = _global.Temporal !== null && typeof _global.Temporal === "object" && typeof _global.Temporal.Now !== "undefined" && typeof _global.Temporal.Instant !== "undefined";
        isPresent.scheduler = _global.scheduler && typeof _global.scheduler === "object" && typeof _global.scheduler.postTask === "function";
        if (_global.clearTimeout) {
          _global.clearTimeout(timeoutResult);
        }
        const NativeDate = _global.Date;
        const NativeIntl = isPresent.Intl ? Object.defineProperties(
          /* @__PURE__ */ Object.create(null),
          Object.getOwnPropertyDescriptors(_global.Intl)
        ) : void 0;
        const NativeTemporal = isPresent.Temporal ? _global.Temporal : void 0;
        let uniqueTimerId = idCounterStart;
        let uniqueTimerOrder = 0;
        if (NativeDate === void 0) {
          throw new Error(
            "The global scope doesn't have a `Date` object (see https://github.com/sinonjs/sinon/issues/1852#issuecomment-419622780)"
          );
        }
        isPresent.Date = true;
        class FakePerformanceEntry {
          constructor(name, entryType, startTime, duration) {
            this.name = name;
            this.entryType = entryType;
            this.startTime = startTime;
            this.duration = duration;
          }
          toJSON() {
            return JSON.stringify({ ...this });
          }
        }
        function checkIsNearInfiniteLimit(clock, i2) {
          if (clock.loopLimit && i2 === clock.loopLimit - 1) {
            clock.isNearInfiniteLimit = true;
          }
        }
        function resetIsNearInfiniteLimit(clock) {
          if (clock) {
            clock.isNearInfiniteLimit = false;
          }
        }
        function parseTime(str) {
          if (!str) {
            return 0;
          }
          const strings = str.split(":");
          const l = strings.length;
          let i2 = l;
          let ms = 0;
          let parsed;
          if (l > 3 || !/^(\d\d:){0,2}\d\d?$/.test(str)) {
            throw new Error(
              "tick only understands numbers, 'm:s' and 'h:m:s'. Each part must be two digits"
            );
          }
          while (i2--) {
            parsed = parseInt(strings[i2], 10);
            if (parsed >= 60) {
              throw new Error(`Invalid time ${str}`);
            }
            ms += parsed * 60 ** (l - i2 - 1);
          }
          return ms * 1e3;
        }
        function nanoRemainder(msFloat) {
          const modulo = 1e6;
          const remainder = msFloat * 1e6 % modulo;
          const positiveRemainder = remainder < 0 ? remainder + modulo : remainder;
          return Math.floor(positiveRemainder);
        }
        function getEpoch(epoch) {
          if (!epoch) {
            return 0;
          }
          if (typeof epoch === "number") {
            return epoch;
          }
          if (typeof /** @type {Date} */
          epoch.getTime === "function") {
            return (
              /** @type {Date} */
              epoch.getTime()
            );
          }
          if (typeof /** @type {TemporalTimelike} */
          epoch.epochMilliseconds === "number") {
            return (
              /** @type {TemporalTimelike} */
              epoch.epochMilliseconds
            );
          }
          throw new TypeError("now should be milliseconds since UNIX epoch");
        }
        function inRange(from, to, timer) {
          return timer && timer.callAt >= from && timer.callAt <= to;
        }
        function getInfiniteLoopError(clock, job) {
          const infiniteLoopError = new Error(
            `Aborting after running ${clock.loopLimit} timers, assuming an infinite loop!`
          );
          if (!job.error) {
            return infiniteLoopError;
          }
          const computedTargetPattern = /target\.*[<|(|[].*?[>|\]|)]\s*/;
          let clockMethodPattern = new RegExp(
            String(Object.keys(clock).join("|"))
          );
          if (addTimerReturnsObject) {
            clockMethodPattern = new RegExp(
              `\\s+at (Object\\.)?(?:${Object.keys(clock).join("|")})\\s+`
            );
          }
          let matchedLineIndex = -1;
          job.error.stack.split("\n").some((line, i2) => {
            const matchedComputedTarget = line.match(computedTargetPattern);
            if (matchedComputedTarget) {
              matchedLineIndex = i2;
              return true;
            }
            const matchedClockMethod = line.match(clockMethodPattern);
            if (matchedClockMethod) {
              matchedLineIndex = i2;
              return false;
            }
            return matchedLineIndex >= 0;
          });
          const stack = `${infiniteLoopError}
${job.type || "Microtask"} - ${job.func.name || "anonymous"}
${job.error.stack.split("\n").slice(matchedLineIndex + 1).join("\n")}`;
          try {
            Object.defineProperty(infiniteLoopError, "stack", {
              value: stack
            });
          } catch {
          }
          return infiniteLoopError;
        }
        function createDate() {
          class ClockDate extends NativeDate {
            /** @type {Clock} */
            static clock;
            constructor(...args) {
              if (args.length === 0) {
                super(ClockDate.clock.now);
              } else {
                super(...args);
              }
              Object.defineProperty(this, "constructor", {
                value: NativeDate,
                enumerable: false
              });
            }
            static [Symbol.hasInstance](instance) {
              return instance instanceof NativeDate;
            }
          }
          ClockDate.isFake = true;
          if (NativeDate.now) {
            ClockDate.now = function now() {
              return ClockDate.clock.now;
            };
          }
          const NativeDateWithToSource = (
            /** @type {typeof Date & { toSource?: () => string }} */
            NativeDate
          );
          if (NativeDateWithToSource.toSource) {
            ClockDate.toSource = function toSource() {
              return NativeDateWithToSource.toSource();
            };
          }
          ClockDate.toString = function toString4() {
            return NativeDateWithToSource.toString();
          };
          const ClockDateProxy = new Proxy(ClockDate, {
            // handler for [[Call]] invocations (i.e. not using `new`)
            apply() {
              if (this instanceof ClockDate) {
                throw new TypeError(
                  "A Proxy should only capture `new` calls with the `construct` handler. This is not supposed to be possible, so check the logic."
                );
              }
              return new NativeDate(ClockDate.clock.now).toString();
            }
          });
          return (
            /** @type {typeof Date & { clock: Clock }} */
            /** @type {unknown} */
            ClockDateProxy
          );
        }
        function createIntl(clock) {
          const IntlWithClock = { clock };
          Object.getOwnPropertyNames(NativeIntl).forEach(
            (property) => IntlWithClock[property] = NativeIntl[property]
          );
          IntlWithClock.DateTimeFormat = function(...args) {
            const realFormatter = new NativeIntl.DateTimeFormat(...args);
            const formatter = {};
            ["formatRange", "formatRangeToParts", "resolvedOptions"].forEach(
              (method) => {
                formatter[method] = realFormatter[method].bind(realFormatter);
              }
            );
            ["format", "formatToParts"].forEach((method) => {
              formatter[method] = function(date) {
                return realFormatter[method](
                  date === void 0 ? IntlWithClock.clock.now : date
                );
              };
            });
            return formatter;
          };
          IntlWithClock.DateTimeFormat.prototype = Object.create(
            NativeIntl.DateTimeFormat.prototype
          );
          IntlWithClock.DateTimeFormat.supportedLocalesOf = NativeIntl.DateTimeFormat.supportedLocalesOf;
          return IntlWithClock;
        }
        function createTemporal(clock, getNanos) {
          const fakeNow = {
            instant() {
              return NativeTemporal.Instant.fromEpochNanoseconds(
                BigInt(clock.now) * 1000000n + BigInt(getNanos())
              );
            },
            timeZoneId() {
              return NativeTemporal.Now.timeZoneId();
            },
            zonedDateTimeISO(timeZone) {
              const tz = timeZone ?? NativeTemporal.Now.timeZoneId();
              return fakeNow.instant().toZonedDateTimeISO(tz);
            },
            plainDateTimeISO(timeZone) {
              return fakeNow.zonedDateTimeISO(timeZone).toPlainDateTime();
            },
            plainDateISO(timeZone) {
              return fakeNow.zonedDateTimeISO(timeZone).toPlainDate();
            },
            plainTimeISO(timeZone) {
              return fakeNow.zonedDateTimeISO(timeZone).toPlainTime();
            }
          };
          const TemporalWithClock = Object.create(
            Object.getPrototypeOf(NativeTemporal)
          );
          [
            ...Object.getOwnPropertyNames(NativeTemporal),
            ...Object.getOwnPropertySymbols(NativeTemporal)
          ].forEach((prop) => {
            Object.defineProperty(
              TemporalWithClock,
              prop,
              Object.getOwnPropertyDescriptor(NativeTemporal, prop)
            );
          });
          Object.defineProperty(TemporalWithClock, "Now", {
            value: fakeNow,
            writable: true,
            enumerable: false,
            configurable: true
          });
          return TemporalWithClock;
        }
        function enqueueJob(clock, job) {
          if (!clock.jobs) {
            clock.jobs = [];
          }
          clock.jobs.push(job);
        }
        function runJobs(clock) {
          if (!clock.jobs) {
            return;
          }
          const wasNearLimit = clock.isNearInfiniteLimit;
          for (let i2 = 0; i2 < clock.jobs.length; i2++) {
            const job = clock.jobs[i2];
            job.func.apply(null, job.args);
            checkIsNearInfiniteLimit(clock, i2);
            if (clock.loopLimit && i2 > clock.loopLimit) {
              throw getInfiniteLoopError(clock, job);
            }
          }
          if (!wasNearLimit) {
            resetIsNearInfiniteLimit(clock);
          }
          clock.jobs = [];
        }
        class TimerHeap {
          constructor() {
            this.timers = [];
          }
          /**
           * Look at the next timer without removing it.
           * This is the timer the clock would run first if time advanced now.
           * @returns {Timer}
           */
          peek() {
            return this.timers[0];
          }
          /**
           * Add a timer to the waiting room, then move it upward until it is in
           * the right place relative to the timers it should run before and after.
           * @param {Timer} timer
           */
          push(timer) {
            this.timers.push(timer);
            this.bubbleUp(this.timers.length - 1);
          }
          /**
           * Remove and return the next timer to run.
           *
           * We pull the front timer out, move the last timer into the empty spot,
           * and then shift that replacement down until the ordering is correct
           * again. That avoids rebuilding the whole list from scratch.
           * @returns {Timer|undefined}
           */
          pop() {
            if (this.timers.length === 0) {
              return void 0;
            }
            const first = this.timers[0];
            const last = this.timers.pop();
            if (this.timers.length > 0) {
              this.timers[0] = last;
              last.heapIndex = 0;
              this.bubbleDown(0);
            }
            delete first.heapIndex;
            return first;
          }
          /**
           * Remove a specific timer from the waiting room.
           *
           * The heap stores timers in a shape that lets us jump directly to the
           * timer's current position, replace it with the last timer, and then
           * move that replacement up or down until the ordering is correct again.
           * @param {Timer} timer
           * @returns {boolean}
           */
          remove(timer) {
            const index2 = timer.heapIndex;
            if (index2 === void 0 || this.timers[index2] !== timer) {
              return false;
            }
            const last = this.timers.pop();
            if (timer !== last) {
              this.timers[index2] = last;
              last.heapIndex = index2;
              if (compareTimers(last, timer) < 0) {
                this.bubbleUp(index2);
              } else {
                this.bubbleDown(index2);
              }
            }
            delete timer.heapIndex;
            return true;
          }
          /**
           * Move a timer toward the front until it is no longer "earlier" than
           * the timer above it.
           *
           * Conceptually, this is what happens when something newly scheduled
           * turns out to belong ahead of its parent in the waiting room. We keep
           * swapping it upward until it is no longer out of place.
           * @param {number} index
           */
          bubbleUp(index2) {
            const timer = this.timers[index2];
            let currentIndex = index2;
            while (currentIndex > 0) {
              const parentIndex = Math.floor((currentIndex - 1) / 2);
              const parent = this.timers[parentIndex];
              if (compareTimers(timer, parent) < 0) {
                this.timers[currentIndex] = parent;
                parent.heapIndex = currentIndex;
                currentIndex = parentIndex;
              } else {
                break;
              }
            }
            this.timers[currentIndex] = timer;
            timer.heapIndex = currentIndex;
          }
          /**
           * Move a timer away from the front until the timer below it is no
           * longer supposed to run after it.
           *
           * This is the opposite of `bubbleUp`: when a timer at the front is
           * removed or moved, the replacement may be too far ahead, so we
           * repeatedly swap it downward with the best child until the waiting
           * room is ordered again.
           * @param {number} index
           */
          bubbleDown(index2) {
            const timer = this.timers[index2];
            let currentIndex = index2;
            const halfLength = Math.floor(this.timers.length / 2);
            while (currentIndex < halfLength) {
              const leftIndex = currentIndex * 2 + 1;
              const rightIndex = leftIndex + 1;
              let bestChildIndex = leftIndex;
              let bestChild = this.timers[leftIndex];
              if (rightIndex < this.timers.length && compareTimers(this.timers[rightIndex], bestChild) < 0) {
                bestChildIndex = rightIndex;
                bestChild = this.timers[rightIndex];
              }
              if (compareTimers(bestChild, timer) < 0) {
                this.timers[currentIndex] = bestChild;
                bestChild.heapIndex = currentIndex;
                currentIndex = bestChildIndex;
              } else {
                break;
              }
            }
            this.timers[currentIndex] = timer;
            timer.heapIndex = currentIndex;
          }
        }
        function ensureTimerState(clock) {
          if (!clock.timers) {
            clock.timers = /* @__PURE__ */ new Map();
            clock.timerHeap = new TimerHeap();
          }
        }
        function hasTimer(clock, id) {
          return clock.timers ? clock.timers.has(id) : false;
        }
        function getTimer(clock, id) {
          return clock.timers ? clock.timers.get(id) : void 0;
        }
        function setTimer(clock, timer) {
          ensureTimerState(clock);
          clock.timers.set(timer.id, timer);
        }
        function deleteTimer(clock, id) {
          return clock.timers ? clock.timers.delete(id) : false;
        }
        function forEachActiveTimer(clock, callback) {
          if (!clock.timers) {
            return;
          }
          for (const timer of clock.timers.values()) {
            callback(timer);
          }
        }
        function rebuildTimerHeap(clock) {
          clock.timerHeap = new TimerHeap();
          forEachActiveTimer(clock, (timer) => {
            clock.timerHeap.push(timer);
          });
        }
        function addTimer(clock, timer) {
          if (timer.func === void 0) {
            throw new Error("Callback must be provided to timer calls");
          }
          if (typeof timer.func !== "function") {
            throw new TypeError(
              `[ERR_INVALID_CALLBACK]: Callback must be a function. Received ${timer.func} of type ${typeof timer.func}`
            );
          }
          if (clock.isNearInfiniteLimit) {
            timer.error = new Error();
          }
          timer.type = timer.immediate ? "Immediate" : "Timeout";
          if (Object.hasOwn(timer, "delay")) {
            if (typeof timer.delay !== "number") {
              timer.delay = parseInt(timer.delay, 10);
            }
            if (!Number.isFinite(timer.delay)) {
              timer.delay = 0;
            }
            timer.delay = timer.delay > maxTimeout ? 1 : timer.delay;
            timer.delay = Math.max(0, timer.delay);
          }
          if (Object.hasOwn(timer, "interval")) {
            timer.type = "Interval";
            if (!Number.isFinite(timer.interval)) {
              timer.interval = 1;
            }
            timer.interval = timer.interval > maxTimeout ? 1 : timer.interval;
          }
          if (Object.hasOwn(timer, "animation")) {
            timer.type = "AnimationFrame";
            timer.animation = true;
          }
          if (Object.hasOwn(timer, "requestIdleCallback")) {
            if (!timer.delay) {
              timer.type = "IdleCallback";
            }
            timer.requestIdleCallback = true;
          }
          ensureTimerState(clock);
          while (hasTimer(clock, uniqueTimerId)) {
            uniqueTimerId++;
            if (uniqueTimerId >= Number.MAX_SAFE_INTEGER) {
              uniqueTimerId = idCounterStart;
            }
          }
          timer.id = uniqueTimerId++;
          if (uniqueTimerId >= Number.MAX_SAFE_INTEGER) {
            uniqueTimerId = idCounterStart;
          }
          timer.order = uniqueTimerOrder++;
          timer.createdAt = clock.now;
          timer.callAt = clock.now + (parseInt(String(timer.delay)) || (clock.duringTick ? 1 : 0));
          setTimer(clock, timer);
          clock.timerHeap.push(timer);
          if (addTimerReturnsObject) {
            const res = {
              refed: true,
              ref() {
                this.refed = true;
                return this;
              },
              unref() {
                this.refed = false;
                return this;
              },
              hasRef() {
                return this.refed;
              },
              refresh() {
                timer.callAt = clock.now + (parseInt(String(timer.delay)) || (clock.duringTick ? 1 : 0));
                clock.timerHeap.remove(timer);
                timer.order = uniqueTimerOrder++;
                setTimer(clock, timer);
                clock.timerHeap.push(timer);
                return this;
              },
              [Symbol.toPrimitive]() {
                return timer.id;
              }
            };
            return res;
          }
          return timer.id;
        }
        function compareTimers(a, b2) {
          if (a.callAt < b2.callAt) {
            return -1;
          }
          if (a.callAt > b2.callAt) {
            return 1;
          }
          if (a.type === "IdleCallback" && b2.type !== "IdleCallback") {
            return 1;
          }
          if (a.type !== "IdleCallback" && b2.type === "IdleCallback") {
            return -1;
          }
          if (a.immediate && !b2.immediate) {
            return -1;
          }
          if (!a.immediate && b2.immediate) {
            return 1;
          }
          if (a.order < b2.order) {
            return -1;
          }
          if (a.order > b2.order) {
            return 1;
          }
          if (a.createdAt < b2.createdAt) {
            return -1;
          }
          if (a.createdAt > b2.createdAt) {
            return 1;
          }
          if (a.id < b2.id) {
            return -1;
          }
          if (a.id > b2.id) {
            return 1;
          }
          return 0;
        }
        function firstTimerInRange(clock, from, to) {
          if (!clock.timerHeap) {
            return null;
          }
          const timers2 = clock.timerHeap.timers;
          if (timers2.length === 1 && timers2[0].requestIdleCallback) {
            return timers2[0];
          }
          const first = clock.timerHeap.peek();
          if (first && inRange(from, to, first)) {
            return first;
          }
          let timer = null;
          for (const candidate of timers2) {
            if (inRange(from, to, candidate) && (!timer || compareTimers(timer, candidate) === 1)) {
              timer = candidate;
            }
          }
          return timer;
        }
        function firstTimer(clock) {
          if (!clock.timerHeap) {
            return null;
          }
          return clock.timerHeap.peek() || null;
        }
        function lastTimer(clock) {
          if (!clock.timerHeap) {
            return null;
          }
          const timers2 = clock.timerHeap.timers;
          let timer = null;
          for (const candidate of timers2) {
            if (!timer || compareTimers(timer, candidate) === -1) {
              timer = candidate;
            }
          }
          return timer;
        }
        function callTimer(clock, timer) {
          if (!hasTimer(clock, timer.id)) {
            return;
          }
          if (typeof timer.interval === "number") {
            clock.timerHeap.remove(timer);
            timer.callAt += timer.interval;
            timer.order = uniqueTimerOrder++;
            if (clock.isNearInfiniteLimit) {
              timer.error = new Error();
            }
            if (hasTimer(clock, timer.id)) {
              clock.timerHeap.push(timer);
            }
          } else {
            deleteTimer(clock, timer.id);
            clock.timerHeap.remove(timer);
          }
          if (typeof timer.func === "function") {
            timer.func.apply(null, timer.args);
          }
        }
        function getClearHandler(ttype) {
          if (ttype === "IdleCallback" || ttype === "AnimationFrame") {
            return `cancel${ttype}`;
          }
          return `clear${ttype}`;
        }
        function getScheduleHandler(ttype) {
          if (ttype === "IdleCallback" || ttype === "AnimationFrame") {
            return `request${ttype}`;
          }
          return `set${ttype}`;
        }
        function createWarnOnce() {
          let calls = 0;
          return function(msg) {
            !calls++ && console.warn(msg);
          };
        }
        const warnOnce = createWarnOnce();
        function clearTimer(clock, timerId, ttype) {
          if (!timerId) {
            return;
          }
          const id = Number(timerId);
          if (Number.isNaN(id) || id < idCounterStart) {
            const handlerName = getClearHandler(ttype);
            if (clock.shouldClearNativeTimers === true) {
              const nativeHandler = clock[`_${handlerName}`];
              return typeof nativeHandler === "function" ? nativeHandler(timerId) : void 0;
            }
            const stackTrace = new Error().stack.split("\n").slice(1).join("\n");
            warnOnce(
              `FakeTimers: ${handlerName} was invoked to clear a native timer instead of one created by this library.
To automatically clean-up native timers, use \`shouldClearNativeTimers\`.
${stackTrace}`
            );
          }
          if (hasTimer(clock, id)) {
            const timer = getTimer(clock, id);
            if (timer.type === ttype || timer.requestIdleCallback && ttype === "IdleCallback" || timer.type === "Timeout" && ttype === "Interval" || timer.type === "Interval" && ttype === "Timeout") {
              deleteTimer(clock, id);
              clock.timerHeap.remove(timer);
            } else {
              const clear = getClearHandler(ttype);
              const schedule = getScheduleHandler(timer.type);
              throw new Error(
                `Cannot clear timer: timer created with ${schedule}() but cleared with ${clear}()`
              );
            }
          }
        }
        function hijackMethod(target, method, clock) {
          clock[method].hadOwnProperty = Object.hasOwn(target, method);
          clock[`_${method}`] = target[method];
          if (method === "Date") {
            target[method] = clock[method];
          } else if (method === "Intl") {
            target[method] = clock[method];
          } else if (method === "Temporal") {
            target[method] = clock[method];
          } else if (method === "scheduler") {
            const originalSchedulerDescriptor = Object.getOwnPropertyDescriptor(
              target,
              method
            );
            if (originalSchedulerDescriptor && originalSchedulerDescriptor.get && !originalSchedulerDescriptor.set) {
              Object.defineProperty(
                clock,
                `_${method}`,
                originalSchedulerDescriptor
              );
              const schedulerDescriptor = Object.getOwnPropertyDescriptor(
                clock,
                method
              );
              Object.defineProperty(target, method, schedulerDescriptor);
            } else {
              target[method] = clock[method];
            }
          } else if (method === "performance") {
            const originalPerfDescriptor = Object.getOwnPropertyDescriptor(
              target,
              method
            );
            if (originalPerfDescriptor && originalPerfDescriptor.get && !originalPerfDescriptor.set) {
              Object.defineProperty(
                clock,
                `_${method}`,
                originalPerfDescriptor
              );
              const perfDescriptor = Object.getOwnPropertyDescriptor(
                clock,
                method
              );
              Object.defineProperty(target, method, perfDescriptor);
            } else {
              target[method] = clock[method];
            }
          } else {
            target[method] = function(...args) {
              return clock[method](...args);
            };
            Object.defineProperties(
              target[method],
              Object.getOwnPropertyDescriptors(clock[method])
            );
          }
          if (method === "scheduler") {
            const scheduler = (
              /** @type {{ clock?: Clock }} */
              clock[method]
            );
            scheduler.clock = clock;
          } else {
            target[method].clock = clock;
          }
        }
        function doIntervalTick(clock, advanceTimeDelta) {
          clock.tick(advanceTimeDelta);
        }
        const timers = {
          setTimeout: _global.setTimeout,
          clearTimeout: _global.clearTimeout,
          setInterval: _global.setInterval,
          clearInterval: _global.clearInterval,
          Date: _global.Date
        };
        if (isPresent.setImmediate) {
          timers.setImmediate = _global.setImmediate;
        }
        if (isPresent.clearImmediate) {
          timers.clearImmediate = _global.clearImmediate;
        }
        if (isPresent.hrtime) {
          timers.hrtime = _global.process.hrtime;
        }
        if (isPresent.nextTick) {
          timers.nextTick = _global.process.nextTick;
        }
        if (isPresent.performance) {
          timers.performance = _global.performance;
        }
        if (isPresent.requestAnimationFrame) {
          timers.requestAnimationFrame = _global.requestAnimationFrame;
        }
        if (isPresent.queueMicrotask) {
          timers.queueMicrotask = _global.queueMicrotask;
        }
        if (isPresent.cancelAnimationFrame) {
          timers.cancelAnimationFrame = _global.cancelAnimationFrame;
        }
        if (isPresent.requestIdleCallback) {
          timers.requestIdleCallback = _global.requestIdleCallback;
        }
        if (isPresent.cancelIdleCallback) {
          timers.cancelIdleCallback = _global.cancelIdleCallback;
        }
        if (isPresent.Intl) {
          timers.Intl = NativeIntl;
        }
        if (isPresent.Temporal) {
          timers.Temporal = NativeTemporal;
        }
        if (isPresent.scheduler) {
          timers.scheduler = _global.scheduler;
        }
        const originalSetTimeout = _global.setImmediate || _global.setTimeout;
        const originalClearInterval = _global.clearInterval;
        const originalSetInterval = _global.setInterval;
        function createClock(start, loopLimit) {
          start = Math.floor(getEpoch(start));
          const startTimestamp = start;
          loopLimit ||= 1e3;
          let nanos = 0;
          let uninstalled = false;
          const adjustedSystemTime = [0, 0];
          const clock = (
            /** @type {Clock} */
            {
              now: start,
              Date: createDate(),
              loopLimit,
              isNearInfiniteLimit: false,
              tickMode: { mode: "manual", counter: 0, delta: void 0 }
            }
          );
          clock.Date.clock = clock;
          function getTimeToNextFrame() {
            const millisSinceStart = clock.now - adjustedSystemTime[0] - startTimestamp;
            return 16 - millisSinceStart % 16;
          }
          function hrtime(prev) {
            const millisSinceStart = clock.now - adjustedSystemTime[0] - startTimestamp;
            const secsSinceStart = Math.floor(millisSinceStart / 1e3);
            const remainderInNanos = (millisSinceStart - secsSinceStart * 1e3) * 1e6 + nanos - adjustedSystemTime[1];
            if (Array.isArray(prev)) {
              if (prev[1] > 1e9) {
                throw new TypeError(
                  "Number of nanoseconds can't exceed a billion"
                );
              }
              const oldSecs = prev[0];
              let nanoDiff = remainderInNanos - prev[1];
              let secDiff = secsSinceStart - oldSecs;
              if (nanoDiff < 0) {
                nanoDiff += 1e9;
                secDiff -= 1;
              }
              return [secDiff, nanoDiff];
            }
            return [secsSinceStart, remainderInNanos];
          }
          function fakePerformanceNow() {
            const hrt = hrtime();
            const millis = hrt[0] * 1e3 + hrt[1] / 1e6;
            return millis;
          }
          if (isPresent.hrtimeBigint) {
            hrtime.bigint = function() {
              const parts = hrtime();
              return BigInt(parts[0]) * BigInt(1e9) + BigInt(parts[1]);
            };
          }
          if (isPresent.Intl) {
            clock.Intl = createIntl(clock);
            clock.Intl.clock = clock;
          }
          if (isPresent.Temporal) {
            clock.Temporal = createTemporal(clock, () => nanos);
          }
          clock.setTickMode = function(tickModeConfig) {
            const { mode: newMode, delta: newDelta } = (
              /** @type {SetTickModeConfig} */
              tickModeConfig
            );
            const { mode: oldMode, delta: oldDelta } = clock.tickMode;
            if (newMode === oldMode && newDelta === oldDelta) {
              return;
            }
            if (oldMode === "interval") {
              originalClearInterval(clock.attachedInterval);
            }
            clock.tickMode = {
              counter: clock.tickMode.counter + 1,
              mode: newMode,
              delta: newDelta
            };
            if (newMode === "nextAsync") {
              advanceUntilModeChanges();
            } else if (newMode === "interval") {
              createIntervalTick(clock, newDelta || 20);
            }
          };
          async function advanceUntilModeChanges() {
            async function newMacrotask() {
              const channel = new MessageChannel();
              await new Promise((resolve3) => {
                channel.port1.onmessage = () => {
                  resolve3(void 0);
                  channel.port1.close();
                };
                channel.port2.postMessage(void 0);
              });
              channel.port1.close();
              channel.port2.close();
              await new Promise((resolve3) => {
                originalSetTimeout(resolve3);
              });
            }
            const { counter } = clock.tickMode;
            while (clock.tickMode.counter === counter) {
              await newMacrotask();
              if (clock.tickMode.counter !== counter) {
                return;
              }
              clock.next();
            }
          }
          function pauseAutoTickUntilFinished(promise) {
            if (clock.tickMode.mode !== "nextAsync") {
              return promise;
            }
            clock.setTickMode({ mode: "manual" });
            return promise.finally(() => {
              if (!uninstalled) {
                clock.setTickMode({ mode: "nextAsync" });
              }
            });
          }
          function getTimeToNextIdlePeriod() {
            let timeToNextIdlePeriod = 0;
            if (clock.countTimers() > 0) {
              timeToNextIdlePeriod = 50;
            }
            return timeToNextIdlePeriod;
          }
          clock.requestIdleCallback = function requestIdleCallback(func, { timeout } = (
            /** @type {{ timeout?: number }} */
            {}
          )) {
            const idleDeadline = {
              didTimeout: true,
              timeRemaining: getTimeToNextIdlePeriod
            };
            const result = addTimer(clock, {
              func,
              args: [idleDeadline],
              delay: timeout,
              requestIdleCallback: true
            });
            return Number(result);
          };
          clock.cancelIdleCallback = function cancelIdleCallback(timerId) {
            return clearTimer(clock, timerId, "IdleCallback");
          };
          clock.setTimeout = function setTimeout2(func, timeout, ...args) {
            return addTimer(clock, {
              func,
              args,
              delay: timeout
            });
          };
          if (typeof _global.Promise !== "undefined" && utilPromisify) {
            clock.setTimeout[utilPromisify.custom] = function promisifiedSetTimeout(timeout, arg) {
              return new _global.Promise(function setTimeoutExecutor(resolve3) {
                addTimer(clock, {
                  func: resolve3,
                  args: [arg],
                  delay: timeout
                });
              });
            };
          }
          clock.clearTimeout = function clearTimeout(timerId) {
            return clearTimer(clock, timerId, "Timeout");
          };
          clock.nextTick = function nextTick(func, ...args) {
            return enqueueJob(clock, {
              func,
              args,
              error: clock.isNearInfiniteLimit ? new Error() : null
            });
          };
          clock.queueMicrotask = function queueMicrotask(func) {
            return clock.nextTick(func);
          };
          if (isPresent.scheduler) {
            clock.scheduler = {
              postTask: function postTask(callback, options) {
                if (typeof callback !== "function") {
                  throw new TypeError("callback must be a function");
                }
                const postTaskOptions = options ?? {};
                return new _global.Promise((resolve3, reject) => {
                  const { delay, signal } = postTaskOptions;
                  function cleanup() {
                    if (signal) {
                      signal.removeEventListener("abort", abort);
                      clock.abortListenerMap.delete(abort);
                    }
                  }
                  function abort() {
                    cleanup();
                    clock.clearTimeout(handle);
                    reject(signal.reason);
                  }
                  if (signal && signal.aborted) {
                    reject(signal.reason);
                    return;
                  }
                  const handle = clock.setTimeout(() => {
                    cleanup();
                    try {
                      resolve3(callback());
                    } catch (error) {
                      reject(error);
                    }
                  }, delay);
                  if (signal) {
                    signal.addEventListener("abort", abort);
                    clock.abortListenerMap.set(abort, signal);
                  }
                });
              }
            };
          }
          clock.setInterval = function setInterval(func, timeout, ...args) {
            timeout = parseInt(String(timeout), 10);
            return addTimer(clock, {
              func,
              args,
              delay: timeout,
              interval: timeout
            });
          };
          clock.clearInterval = function clearInterval(timerId) {
            return clearTimer(clock, timerId, "Interval");
          };
          if (isPresent.setImmediate) {
            clock.setImmediate = /** @type {SetImmediate} */
            (function setImmediate(func, ...args) {
              return addTimer(clock, {
                func,
                args,
                immediate: true
              });
            });
            if (typeof _global.Promise !== "undefined" && utilPromisify) {
              clock.setImmediate[utilPromisify.custom] = function promisifiedSetImmediate(arg) {
                return new _global.Promise(
                  function setImmediateExecutor(resolve3) {
                    addTimer(clock, {
                      func: resolve3,
                      args: [arg],
                      immediate: true
                    });
                  }
                );
              };
            }
            clock.clearImmediate = function clearImmediate(timerId) {
              return clearTimer(clock, timerId, "Immediate");
            };
          }
          clock.countTimers = function countTimers() {
            return (clock.timerHeap ? clock.timerHeap.timers.length : 0) + (clock.jobs || []).length;
          };
          clock.requestAnimationFrame = function requestAnimationFrame(func) {
            const result = addTimer(clock, {
              func,
              delay: getTimeToNextFrame(),
              get args() {
                return [fakePerformanceNow()];
              },
              animation: true
            });
            return Number(result);
          };
          clock.cancelAnimationFrame = function cancelAnimationFrame(timerId) {
            return clearTimer(clock, timerId, "AnimationFrame");
          };
          clock.runMicrotasks = function runMicrotasks() {
            runJobs(clock);
          };
          function durationToMs(duration) {
            const opts = (
              /** @type {{ unit: string, relativeTo?: unknown }} */
              {
                unit: "millisecond"
              }
            );
            if (NativeTemporal) {
              opts.relativeTo = NativeTemporal.Instant.fromEpochMilliseconds(
                clock.now
              ).toZonedDateTimeISO(NativeTemporal.Now.timeZoneId());
            }
            return duration.total(opts);
          }
          function tickValueToMs(tickValue) {
            if (typeof tickValue === "number") {
              return tickValue;
            }
            if (tickValue !== null && typeof tickValue === "object" && typeof /** @type {TemporalDuration} */
            tickValue.total === "function") {
              return durationToMs(
                /** @type {TemporalDuration} */
                tickValue
              );
            }
            return parseTime(
              /** @type {string} */
              tickValue
            );
          }
          function createTickState(tickValue) {
            const msFloat = tickValueToMs(tickValue);
            const ms = Math.floor(msFloat);
            const remainder = nanoRemainder(msFloat);
            let nanosTotal = nanos + remainder;
            let tickTo = clock.now + ms;
            if (msFloat < 0) {
              throw new TypeError("Negative ticks are not supported");
            }
            if (nanosTotal >= 1e6) {
              tickTo += 1;
              nanosTotal -= 1e6;
            }
            return (
              /** @type {ClockState} */
              {
                msFloat,
                ms,
                nanosTotal,
                tickFrom: clock.now,
                tickTo,
                previous: clock.now,
                timer: null,
                firstException: null,
                oldNow: null
              }
            );
          }
          function applyClockChangeCompensation(state, oldNow, options) {
            if (oldNow !== clock.now) {
              const difference = clock.now - oldNow;
              state.tickFrom += difference;
              state.tickTo += difference;
              if (options && options.includePrevious) {
                state.previous += difference;
              }
            }
          }
          function runInitialJobs(state) {
            state.oldNow = clock.now;
            runJobs(clock);
            applyClockChangeCompensation(state, state.oldNow);
          }
          function runPostLoopJobs(state) {
            state.oldNow = clock.now;
            runJobs(clock);
            applyClockChangeCompensation(state, state.oldNow);
          }
          function selectNextTimerInRange(state) {
            state.timer = firstTimerInRange(
              clock,
              state.previous,
              state.tickTo
            );
            state.previous = state.tickFrom;
          }
          function runTimersInRange(state, isAsync, nextPromiseTick, compensationCheck) {
            state.timer = firstTimerInRange(
              clock,
              state.tickFrom,
              state.tickTo
            );
            while (state.timer && state.tickFrom <= state.tickTo) {
              if (hasTimer(clock, state.timer.id)) {
                state.tickFrom = state.timer.callAt;
                clock.now = state.timer.callAt;
                state.oldNow = clock.now;
                try {
                  runJobs(clock);
                  if (hasTimer(clock, state.timer.id)) {
                    callTimer(clock, state.timer);
                  }
                } catch (e) {
                  state.firstException ||= e;
                }
                if (isAsync) {
                  originalSetTimeout(nextPromiseTick);
                  return true;
                }
                compensationCheck();
              }
              selectNextTimerInRange(state);
            }
            return false;
          }
          function finalizeTick(state, isAsync, resolve3) {
            state.timer = firstTimerInRange(
              clock,
              state.tickFrom,
              state.tickTo
            );
            if (state.timer) {
              try {
                clock.tick(state.tickTo - clock.now);
              } catch (e) {
                state.firstException ||= e;
              }
            } else {
              clock.now = state.tickTo;
              nanos = state.nanosTotal;
            }
            if (state.firstException) {
              throw state.firstException;
            }
            if (isAsync) {
              resolve3(clock.now);
            } else {
              return clock.now;
            }
          }
          function doTick(tickValue, isAsync, resolve3, reject) {
            const state = createTickState(tickValue);
            nanos = state.nanosTotal;
            clock.duringTick = true;
            runInitialJobs(state);
            const compensationCheck = function() {
              applyClockChangeCompensation(state, state.oldNow, {
                includePrevious: true
              });
            };
            const nextPromiseTick = isAsync && function() {
              try {
                compensationCheck();
                selectNextTimerInRange(state);
                doTickInner();
              } catch (e) {
                reject(e);
              }
            };
            function doTickInner() {
              if (runTimersInRange(
                state,
                isAsync,
                nextPromiseTick,
                compensationCheck
              )) {
                return;
              }
              runPostLoopJobs(state);
              clock.duringTick = false;
              return finalizeTick(state, isAsync, resolve3);
            }
            return doTickInner();
          }
          clock.tick = function tick(tickValue) {
            return doTick(tickValue, false);
          };
          clock.next = function next() {
            runJobs(clock);
            const timer = firstTimer(clock);
            if (!timer) {
              return clock.now;
            }
            clock.duringTick = true;
            try {
              clock.now = timer.callAt;
              callTimer(clock, timer);
              runJobs(clock);
              return clock.now;
            } finally {
              clock.duringTick = false;
            }
          };
          function runAsyncWithNativeTimeout(callback) {
            return pauseAutoTickUntilFinished(
              new _global.Promise((resolve3, reject) => {
                originalSetTimeout(() => {
                  try {
                    callback(resolve3, reject);
                  } catch (e) {
                    reject(e);
                  }
                });
              })
            );
          }
          clock.runAll = function runAll() {
            runJobs(clock);
            for (let i2 = 0; i2 < clock.loopLimit; i2++) {
              if (!clock.timers) {
                resetIsNearInfiniteLimit(clock);
                return clock.now;
              }
              const numTimers = clock.timerHeap.timers.length;
              if (numTimers === 0) {
                resetIsNearInfiniteLimit(clock);
                return clock.now;
              }
              checkIsNearInfiniteLimit(clock, i2);
              clock.next();
            }
            const excessJob = firstTimer(clock);
            throw getInfiniteLoopError(clock, excessJob);
          };
          clock.runToFrame = function runToFrame() {
            return clock.tick(getTimeToNextFrame());
          };
          clock.runToLast = function runToLast() {
            const timer = lastTimer(clock);
            if (!timer) {
              runJobs(clock);
              return clock.now;
            }
            return clock.tick(timer.callAt - clock.now);
          };
          if (typeof _global.Promise !== "undefined") {
            clock.tickAsync = function tickAsync(tickValue) {
              return runAsyncWithNativeTimeout((resolve3, reject) => {
                doTick(tickValue, true, resolve3, reject);
              });
            };
            clock.nextAsync = function nextAsync() {
              return runAsyncWithNativeTimeout((resolve3, reject) => {
                runJobs(clock);
                const timer = firstTimer(clock);
                if (!timer) {
                  resolve3(clock.now);
                  return;
                }
                let err;
                clock.duringTick = true;
                clock.now = timer.callAt;
                try {
                  callTimer(clock, timer);
                  runJobs(clock);
                } catch (e) {
                  err = e;
                }
                clock.duringTick = false;
                originalSetTimeout(() => {
                  if (err) {
                    reject(err);
                  } else {
                    resolve3(clock.now);
                  }
                });
              });
            };
            clock.runAllAsync = function runAllAsync() {
              let i2 = 0;
              function doRun(resolve3, reject) {
                try {
                  runJobs(clock);
                  let numTimers;
                  if (i2 < clock.loopLimit) {
                    if (!clock.timerHeap) {
                      resetIsNearInfiniteLimit(clock);
                      resolve3(clock.now);
                      return;
                    }
                    numTimers = clock.timerHeap.timers.length;
                    if (numTimers === 0) {
                      resetIsNearInfiniteLimit(clock);
                      resolve3(clock.now);
                      return;
                    }
                    checkIsNearInfiniteLimit(clock, i2);
                    clock.next();
                    i2++;
                    originalSetTimeout(() => {
                      doRun(resolve3, reject);
                    });
                    return;
                  }
                  const excessJob = firstTimer(clock);
                  reject(getInfiniteLoopError(clock, excessJob));
                } catch (e) {
                  reject(e);
                }
              }
              return runAsyncWithNativeTimeout((resolve3, reject) => {
                doRun(resolve3, reject);
              });
            };
            clock.runToLastAsync = function runToLastAsync() {
              return runAsyncWithNativeTimeout((resolve3) => {
                const timer = lastTimer(clock);
                if (!timer) {
                  runJobs(clock);
                  resolve3(clock.now);
                  return;
                }
                resolve3(clock.tickAsync(timer.callAt - clock.now));
              });
            };
          }
          clock.reset = function reset() {
            nanos = 0;
            adjustedSystemTime[0] = 0;
            adjustedSystemTime[1] = 0;
            clock.timers = /* @__PURE__ */ new Map();
            clock.timerHeap = new TimerHeap();
            clock.jobs = [];
            clock.now = start;
          };
          clock.setSystemTime = function setSystemTime(systemTime) {
            const newNow = getEpoch(systemTime);
            const difference = newNow - clock.now;
            adjustedSystemTime[0] = adjustedSystemTime[0] + difference;
            adjustedSystemTime[1] = adjustedSystemTime[1] + nanos;
            clock.now = newNow;
            nanos = 0;
            forEachActiveTimer(clock, (timer) => {
              timer.createdAt += difference;
              timer.callAt += difference;
            });
          };
          clock.jump = function jump(tickValue) {
            const msFloat = tickValueToMs(tickValue);
            const ms = Math.floor(msFloat);
            forEachActiveTimer(clock, (timer) => {
              if (clock.now + ms > timer.callAt) {
                timer.callAt = clock.now + ms;
              }
            });
            rebuildTimerHeap(clock);
            clock.tick(ms);
            return clock.now;
          };
          if (isPresent.performance) {
            clock.performance = /* @__PURE__ */ Object.create(null);
            clock.performance.now = fakePerformanceNow;
          }
          if (isPresent.hrtime) {
            clock.hrtime = hrtime;
          }
          clock.uninstall = function() {
            uninstalled = true;
            clock.setTickMode({ mode: "manual" });
            if (clock.methods) {
              const installedHrTime = "_hrtime";
              const installedNextTick = "_nextTick";
              let method, i2, l;
              for (i2 = 0, l = clock.methods.length; i2 < l; i2++) {
                method = clock.methods[i2];
                if (method === "hrtime" && _global.process) {
                  _global.process.hrtime = clock[installedHrTime];
                } else if (method === "nextTick" && _global.process) {
                  _global.process.nextTick = clock[installedNextTick];
                } else if (method === "scheduler") {
                  const originalSchedulerDescriptor = Object.getOwnPropertyDescriptor(
                    clock,
                    `_${method}`
                  );
                  if (originalSchedulerDescriptor && originalSchedulerDescriptor.get && !originalSchedulerDescriptor.set) {
                    Object.defineProperty(
                      _global,
                      method,
                      originalSchedulerDescriptor
                    );
                  } else if (clock[method] && clock[method].hasOwnProperty) {
                    _global[method] = clock[`_${method}`];
                  } else {
                    try {
                      delete _global[method];
                    } catch {
                    }
                  }
                } else if (method === "performance") {
                  if (perfHooksNowDescriptors.has(clock)) {
                    const descriptor = perfHooksNowDescriptors.get(clock);
                    if (descriptor) {
                      Object.defineProperty(
                        perfHooksModule.performance,
                        "now",
                        descriptor
                      );
                    } else {
                      delete perfHooksModule.performance.now;
                    }
                    perfHooksNowDescriptors.delete(clock);
                  }
                  const originalPerfDescriptor = Object.getOwnPropertyDescriptor(
                    clock,
                    `_${method}`
                  );
                  if (originalPerfDescriptor && originalPerfDescriptor.get && !originalPerfDescriptor.set) {
                    Object.defineProperty(
                      _global,
                      method,
                      originalPerfDescriptor
                    );
                  } else if (originalPerfDescriptor.configurable) {
                    _global[method] = clock[`_${method}`];
                  }
                } else {
                  if (clock[method] && clock[method].hadOwnProperty) {
                    _global[method] = clock[`_${method}`];
                  } else {
                    try {
                      delete _global[method];
                    } catch {
                    }
                  }
                }
                if (clock.timersModuleMethods !== void 0) {
                  for (let j = 0; j < clock.timersModuleMethods.length; j++) {
                    const entry = clock.timersModuleMethods[j];
                    timersModule[entry.methodName] = entry.original;
                  }
                }
                if (clock.timersPromisesModuleMethods !== void 0) {
                  for (let j = 0; j < clock.timersPromisesModuleMethods.length; j++) {
                    const entry = clock.timersPromisesModuleMethods[j];
                    timersPromisesModule[entry.methodName] = entry.original;
                  }
                }
              }
              clock.methods = [];
            }
            if (clock.abortListenerMap) {
              for (const [
                listener,
                signal
              ] of clock.abortListenerMap.entries()) {
                signal.removeEventListener("abort", listener);
                clock.abortListenerMap.delete(listener);
              }
            }
            if (!clock.timerHeap) {
              return [];
            }
            return clock.timerHeap.timers.slice();
          };
          return clock;
        }
        function createIntervalTick(clock, delta) {
          const intervalTick = doIntervalTick.bind(null, clock, delta);
          const intervalId = originalSetInterval(intervalTick, delta);
          clock.attachedInterval = intervalId;
        }
        function install(config2) {
          if (arguments.length > 1 || config2 instanceof Date || Array.isArray(config2) || typeof config2 === "number") {
            throw new TypeError(
              `FakeTimers.install called with ${String(
                config2
              )} install requires an object parameter`
            );
          }
          if (_global.Date.isFake === true) {
            throw new TypeError(
              "Can't install fake timers twice on the same global object."
            );
          }
          config2 = typeof config2 !== "undefined" ? config2 : {};
          config2.shouldAdvanceTime ||= false;
          config2.advanceTimeDelta ||= 20;
          config2.shouldClearNativeTimers ||= false;
          const hasToFake = Object.hasOwn(config2, "toFake");
          const hasToNotFake = Object.hasOwn(config2, "toNotFake");
          if (hasToFake && hasToNotFake) {
            throw new TypeError(
              "config.toFake and config.toNotFake cannot be used together"
            );
          }
          if (config2.target) {
            throw new TypeError(
              "config.target is no longer supported. Use `withGlobal(target)` instead."
            );
          }
          function handleMissingTimer(timer) {
            if (config2.ignoreMissingTimers) {
              return;
            }
            throw new ReferenceError(
              `non-existent timers and/or objects cannot be faked: '${timer}'`
            );
          }
          let i2, l;
          const clock = createClock(config2.now, config2.loopLimit);
          clock.shouldClearNativeTimers = config2.shouldClearNativeTimers;
          clock.abortListenerMap = /* @__PURE__ */ new Map();
          if (hasToFake) {
            clock.methods = /** @type {FakeMethod[]} */
            config2.toFake || [];
            if (clock.methods.length === 0) {
              clock.methods = /** @type {FakeMethod[]} */
              Object.keys(timers);
            }
          } else if (hasToNotFake) {
            const methodsToNotFake = (
              /** @type {string[]} */
              config2.toNotFake || []
            );
            clock.methods = /** @type {FakeMethod[]} */
            Object.keys(timers).filter(
              (method) => !methodsToNotFake.includes(method)
            );
          } else {
            clock.methods = /** @type {FakeMethod[]} */
            Object.keys(timers);
          }
          if (config2.shouldAdvanceTime === true) {
            clock.setTickMode({
              mode: "interval",
              delta: config2.advanceTimeDelta
            });
          }
          if (clock.methods.includes("performance")) {
            const proto = (() => {
              if (hasPerformanceConstructorPrototype) {
                return _global.performance.constructor.prototype;
              }
              if (hasPerformancePrototype) {
                return _global.Performance.prototype;
              }
            })();
            if (proto) {
              Object.getOwnPropertyNames(proto).forEach((name) => {
                if (name !== "now") {
                  clock.performance[name] = name.indexOf("getEntries") === 0 ? NOOP_ARRAY : NOOP;
                }
              });
              clock.performance.mark = (name) => new FakePerformanceEntry(name, "mark", 0, 0);
              clock.performance.measure = (name) => new FakePerformanceEntry(name, "measure", 0, 100);
              clock.performance.timeOrigin = getEpoch(config2.now);
            } else if ((config2.toFake || []).includes("performance")) {
              handleMissingTimer("performance");
            }
          }
          if (_global === globalObject && timersModule) {
            clock.timersModuleMethods = [];
          }
          if (_global === globalObject && timersPromisesModule) {
            clock.timersPromisesModuleMethods = [];
          }
          for (i2 = 0, l = clock.methods.length; i2 < l; i2++) {
            const nameOfMethodToReplace = clock.methods[i2];
            if (!isPresent[nameOfMethodToReplace]) {
              handleMissingTimer(nameOfMethodToReplace);
              continue;
            }
            if (nameOfMethodToReplace === "hrtime") {
              if (_global.process && typeof _global.process.hrtime === "function") {
                hijackMethod(_global.process, nameOfMethodToReplace, clock);
              }
            } else if (nameOfMethodToReplace === "nextTick") {
              if (_global.process && typeof _global.process.nextTick === "function") {
                hijackMethod(_global.process, nameOfMethodToReplace, clock);
              }
            } else {
              hijackMethod(_global, nameOfMethodToReplace, clock);
            }
            if (nameOfMethodToReplace === "performance" && _global === globalObject && perfHooksModule?.performance) {
              perfHooksNowDescriptors.set(
                clock,
                Object.getOwnPropertyDescriptor(
                  perfHooksModule.performance,
                  "now"
                )
              );
              Object.defineProperty(perfHooksModule.performance, "now", {
                configurable: true,
                writable: true,
                value: clock.performance.now
              });
            }
            if (clock.timersModuleMethods !== void 0 && timersModule[nameOfMethodToReplace]) {
              const original = timersModule[nameOfMethodToReplace];
              clock.timersModuleMethods.push({
                methodName: nameOfMethodToReplace,
                original
              });
              timersModule[nameOfMethodToReplace] = _global[nameOfMethodToReplace];
            }
            if (clock.timersPromisesModuleMethods !== void 0) {
              if (nameOfMethodToReplace === "setTimeout") {
                clock.timersPromisesModuleMethods.push({
                  methodName: "setTimeout",
                  original: timersPromisesModule.setTimeout
                });
                timersPromisesModule.setTimeout = (delay, value, options = {}) => new Promise((resolve3, reject) => {
                  const abort = () => {
                    options.signal.removeEventListener(
                      "abort",
                      abort
                    );
                    clock.abortListenerMap.delete(abort);
                    clock.clearTimeout(handle);
                    reject(options.signal.reason);
                  };
                  const handle = clock.setTimeout(() => {
                    if (options.signal) {
                      options.signal.removeEventListener(
                        "abort",
                        abort
                      );
                      clock.abortListenerMap.delete(abort);
                    }
                    resolve3(value);
                  }, delay);
                  if (options.signal) {
                    if (options.signal.aborted) {
                      abort();
                    } else {
                      options.signal.addEventListener(
                        "abort",
                        abort
                      );
                      clock.abortListenerMap.set(
                        abort,
                        options.signal
                      );
                    }
                  }
                });
              } else if (nameOfMethodToReplace === "setImmediate") {
                clock.timersPromisesModuleMethods.push({
                  methodName: "setImmediate",
                  original: timersPromisesModule.setImmediate
                });
                timersPromisesModule.setImmediate = (value, options = {}) => new Promise((resolve3, reject) => {
                  const abort = () => {
                    options.signal.removeEventListener(
                      "abort",
                      abort
                    );
                    clock.abortListenerMap.delete(abort);
                    clock.clearImmediate(handle);
                    reject(options.signal.reason);
                  };
                  const handle = clock.setImmediate(() => {
                    if (options.signal) {
                      options.signal.removeEventListener(
                        "abort",
                        abort
                      );
                      clock.abortListenerMap.delete(abort);
                    }
                    resolve3(value);
                  });
                  if (options.signal) {
                    if (options.signal.aborted) {
                      abort();
                    } else {
                      options.signal.addEventListener(
                        "abort",
                        abort
                      );
                      clock.abortListenerMap.set(
                        abort,
                        options.signal
                      );
                    }
                  }
                });
              } else if (nameOfMethodToReplace === "setInterval") {
                clock.timersPromisesModuleMethods.push({
                  methodName: "setInterval",
                  original: timersPromisesModule.setInterval
                });
                timersPromisesModule.setInterval = (delay, value, options = {}) => ({
                  [Symbol.asyncIterator]: () => {
                    const createResolvable = () => {
                      let resolve3, reject;
                      const promise = (
                        /** @type {Promise<unknown> & { resolve: (value: unknown) => void; reject: (reason: unknown) => void }} */
                        // Promise.withResolvers() needs Node 22; CI still tests Node 20
                        // eslint-disable-next-line unicorn/prefer-promise-with-resolvers
                        new Promise((res, rej) => {
                          resolve3 = res;
                          reject = rej;
                        })
                      );
                      promise.resolve = resolve3;
                      promise.reject = reject;
                      return promise;
                    };
                    let done = false;
                    let hasThrown = false;
                    let returnCall;
                    let nextAvailable = 0;
                    const nextQueue = [];
                    const handle = clock.setInterval(() => {
                      if (nextQueue.length > 0) {
                        nextQueue.shift().resolve();
                      } else {
                        nextAvailable++;
                      }
                    }, delay);
                    const abort = () => {
                      options.signal.removeEventListener(
                        "abort",
                        abort
                      );
                      clock.abortListenerMap.delete(abort);
                      clock.clearInterval(handle);
                      done = true;
                      for (const resolvable of nextQueue) {
                        resolvable.resolve();
                      }
                    };
                    if (options.signal) {
                      if (options.signal.aborted) {
                        abort();
                      } else {
                        options.signal.addEventListener(
                          "abort",
                          abort
                        );
                        clock.abortListenerMap.set(
                          abort,
                          options.signal
                        );
                      }
                    }
                    return {
                      next: async () => {
                        if (options.signal?.aborted && !hasThrown) {
                          hasThrown = true;
                          throw options.signal.reason;
                        }
                        if (done) {
                          return { done: true, value: void 0 };
                        }
                        if (nextAvailable > 0) {
                          nextAvailable--;
                          return { done: false, value };
                        }
                        const resolvable = createResolvable();
                        nextQueue.push(resolvable);
                        await resolvable;
                        if (returnCall && nextQueue.length === 0) {
                          returnCall.resolve();
                        }
                        if (options.signal?.aborted && !hasThrown) {
                          hasThrown = true;
                          throw options.signal.reason;
                        }
                        if (done) {
                          return { done: true, value: void 0 };
                        }
                        return { done: false, value };
                      },
                      return: async () => {
                        if (done) {
                          return { done: true, value: void 0 };
                        }
                        if (nextQueue.length > 0) {
                          returnCall = createResolvable();
                          await returnCall;
                        }
                        clock.clearInterval(handle);
                        done = true;
                        if (options.signal) {
                          options.signal.removeEventListener(
                            "abort",
                            abort
                          );
                          clock.abortListenerMap.delete(abort);
                        }
                        return { done: true, value: void 0 };
                      }
                    };
                  }
                });
              }
            }
          }
          return clock;
        }
        return {
          timers,
          createClock,
          install,
          withGlobal: withGlobal2
        };
      }
      var defaultImplementation = withGlobal2(globalObject);
      exports.timers = defaultImplementation.timers;
      exports.createClock = defaultImplementation.createClock;
      exports.install = defaultImplementation.install;
      exports.withGlobal = withGlobal2;
    }
  });

  // entry.js
  var entry_exports = {};
  __export(entry_exports, {
    ASYMMETRIC_MATCHERS_OBJECT: () => ASYMMETRIC_MATCHERS_OBJECT,
    ChaiStyleAssertions: () => ChaiStyleAssertions,
    GLOBAL_EXPECT: () => GLOBAL_EXPECT,
    JestAsymmetricMatchers: () => JestAsymmetricMatchers,
    JestChaiExpect: () => JestChaiExpect,
    JestExtend: () => JestExtend,
    SnapshotClient: () => SnapshotClient,
    SnapshotState: () => SnapshotState,
    TraceMap: () => TraceMap,
    addCustomEqualityTesters: () => addCustomEqualityTesters,
    addSerializer: () => addSerializer,
    chai: () => chai_exports,
    clearAllMocks: () => clearAllMocks,
    customMatchers: () => customMatchers,
    decodedMappings: () => decodedMappings2,
    equals: () => equals,
    fakeTimersOf: () => import_fake_timers.withGlobal,
    fn: () => fn,
    format: () => format2,
    getState: () => getState,
    isMockFunction: () => isMockFunction,
    iterableEquality: () => iterableEquality,
    prettyFormat: () => format,
    prettyFormatPlugins: () => plugins,
    printDiffOrStringify: () => printDiffOrStringify,
    resetAllMocks: () => resetAllMocks,
    restoreAllMocks: () => restoreAllMocks,
    setState: () => setState,
    spyOn: () => spyOn,
    subsetEquality: () => subsetEquality
  });

  // node_modules/tinyrainbow/dist/index.js
  var d = (e) => String(e);
  d.open = d.close = "";
  var i = () => d;
  var t = "\x1B[39m";
  var o = "\x1B[49m";
  var F = (e, r, a, n2, l) => {
    let m = "", g = 0;
    do
      m += e.substring(g, n2) + a, g = n2 + l, n2 = e.indexOf(r, g);
    while (~n2);
    return m + e.substring(g);
  };
  var u = (e, r, a = e, n2 = e.length) => {
    let l = r.length, m = (g) => {
      let s = g + "", x = s.indexOf(r, n2);
      return ~x ? e + F(s, r, a, x, l) + r : e + s + r;
    };
    return m.open = e, m.close = r, m;
  };
  var B = (e, r) => u(e, r, e, 5);
  var c = (e) => {
    let r = e.charCodeAt(0) === 35 ? e.slice(1) : e, a = parseInt(r, 16) || 0;
    return r.length < 6 ? `${(a >> 8 & 15) * 17};${(a >> 4 & 15) * 17};${(a & 15) * 17}` : `${a >> 16 & 255};${a >> 8 & 255};${a & 255}`;
  };
  function y(e) {
    let r = e ? u : i;
    return {
      isColorSupported: e,
      reset: r("\x1B[0m", "\x1B[0m"),
      bold: r("\x1B[1m", "\x1B[22m", "\x1B[22m\x1B[1m"),
      dim: r("\x1B[2m", "\x1B[22m", "\x1B[22m\x1B[2m"),
      italic: r("\x1B[3m", "\x1B[23m"),
      underline: r("\x1B[4m", "\x1B[24m"),
      inverse: r("\x1B[7m", "\x1B[27m"),
      hidden: r("\x1B[8m", "\x1B[28m"),
      strikethrough: r("\x1B[9m", "\x1B[29m"),
      black: r("\x1B[30m", t),
      red: r("\x1B[31m", t),
      green: r("\x1B[32m", t),
      yellow: r("\x1B[33m", t),
      blue: r("\x1B[34m", t),
      magenta: r("\x1B[35m", t),
      cyan: r("\x1B[36m", t),
      white: r("\x1B[37m", t),
      gray: r("\x1B[90m", t),
      bgBlack: r("\x1B[40m", o),
      bgRed: r("\x1B[41m", o),
      bgGreen: r("\x1B[42m", o),
      bgYellow: r("\x1B[43m", o),
      bgBlue: r("\x1B[44m", o),
      bgMagenta: r("\x1B[45m", o),
      bgCyan: r("\x1B[46m", o),
      bgWhite: r("\x1B[47m", o),
      blackBright: r("\x1B[90m", t),
      redBright: r("\x1B[91m", t),
      greenBright: r("\x1B[92m", t),
      yellowBright: r("\x1B[93m", t),
      blueBright: r("\x1B[94m", t),
      magentaBright: r("\x1B[95m", t),
      cyanBright: r("\x1B[96m", t),
      whiteBright: r("\x1B[97m", t),
      bgBlackBright: r("\x1B[100m", o),
      bgRedBright: r("\x1B[101m", o),
      bgGreenBright: r("\x1B[102m", o),
      bgYellowBright: r("\x1B[103m", o),
      bgBlueBright: r("\x1B[104m", o),
      bgMagentaBright: r("\x1B[105m", o),
      bgCyanBright: r("\x1B[106m", o),
      bgWhiteBright: r("\x1B[107m", o),
      rgb: e ? (n2, l, m) => B(`\x1B[38;2;${n2};${l};${m}m`, t) : i,
      bgRgb: e ? (n2, l, m) => B(`\x1B[48;2;${n2};${l};${m}m`, o) : i,
      hex: e ? (n2) => B(`\x1B[38;2;${c(n2)}m`, t) : i,
      bgHex: e ? (n2) => B(`\x1B[48;2;${c(n2)}m`, o) : i
    };
  }
  function C() {
    let e = typeof process != "undefined" ? process : void 0, r = (e == null ? void 0 : e.env) || {}, a = r.FORCE_TTY !== "false", n2 = (e == null ? void 0 : e.argv) || [];
    return !("NO_COLOR" in r || n2.includes("--no-color")) && ("FORCE_COLOR" in r || n2.includes("--color") || (e == null ? void 0 : e.platform) === "win32" || a && r.TERM !== "dumb" || "CI" in r) || typeof window != "undefined" && !!window.chrome;
  }
  function h({ force: e } = {}) {
    let r = e || C();
    return y(r);
  }
  var b = h();
  var $ = b;

  // node_modules/@vitest/pretty-format/dist/index.js
  function _mergeNamespaces(n2, m) {
    m.forEach(function(e) {
      e && typeof e !== "string" && !Array.isArray(e) && Object.keys(e).forEach(function(k) {
        if (k !== "default" && !(k in n2)) {
          var d2 = Object.getOwnPropertyDescriptor(e, k);
          Object.defineProperty(n2, k, d2.get ? d2 : {
            enumerable: true,
            get: function() {
              return e[k];
            }
          });
        }
      });
    });
    return Object.freeze(n2);
  }
  function getKeysOfEnumerableProperties(object, compareKeys) {
    const rawKeys = Object.keys(object);
    const keys2 = compareKeys === null ? rawKeys : rawKeys.sort(compareKeys);
    if (Object.getOwnPropertySymbols) {
      for (const symbol of Object.getOwnPropertySymbols(object)) {
        if (Object.getOwnPropertyDescriptor(object, symbol).enumerable) {
          keys2.push(symbol);
        }
      }
    }
    return keys2;
  }
  function printIteratorEntries(iterator, config2, indentation, depth, refs, printer2, separator = ": ", length) {
    let result = "";
    let width = 0;
    let current = iterator.next();
    if (!current.done) {
      result += config2.spacingOuter;
      const indentationNext = indentation + config2.indent;
      while (!current.done) {
        result += indentationNext;
        if (width++ === config2.maxWidth) {
          result += typeof length === "number" ? `\u2026(${length - width + 1})` : "\u2026";
          break;
        }
        const name = printer2(current.value[0], config2, indentationNext, depth, refs);
        const value = printer2(current.value[1], config2, indentationNext, depth, refs);
        result += name + separator + value;
        current = iterator.next();
        if (!current.done) {
          result += `,${config2.spacingInner}`;
        } else if (!config2.min) {
          result += ",";
        }
      }
      result += config2.spacingOuter + indentation;
    }
    return result;
  }
  function printIteratorValues(iterator, config2, indentation, depth, refs, printer2, length) {
    let result = "";
    let width = 0;
    let current = iterator.next();
    if (!current.done) {
      result += config2.spacingOuter;
      const indentationNext = indentation + config2.indent;
      while (!current.done) {
        result += indentationNext;
        if (width++ === config2.maxWidth) {
          result += typeof length === "number" ? `\u2026(${length - width + 1})` : "\u2026";
          break;
        }
        result += printer2(current.value, config2, indentationNext, depth, refs);
        current = iterator.next();
        if (!current.done) {
          result += `,${config2.spacingInner}`;
        } else if (!config2.min) {
          result += ",";
        }
      }
      result += config2.spacingOuter + indentation;
    }
    return result;
  }
  function printListItems(list, config2, indentation, depth, refs, printer2) {
    let result = "";
    list = list instanceof ArrayBuffer ? new DataView(list) : list;
    const isDataView = (l) => l instanceof DataView;
    const length = isDataView(list) ? list.byteLength : list.length;
    if (length > 0) {
      result += config2.spacingOuter;
      const indentationNext = indentation + config2.indent;
      for (let i2 = 0; i2 < length; i2++) {
        result += indentationNext;
        if (i2 === config2.maxWidth) {
          result += `\u2026(${length - i2})`;
          break;
        }
        if (isDataView(list) || i2 in list) {
          result += printer2(isDataView(list) ? list.getInt8(i2) : list[i2], config2, indentationNext, depth, refs);
        }
        if (i2 < length - 1) {
          result += `,${config2.spacingInner}`;
        } else if (!config2.min) {
          result += ",";
        }
      }
      result += config2.spacingOuter + indentation;
    }
    return result;
  }
  function printObjectProperties(val, config2, indentation, depth, refs, printer2, compareKeysOverride = config2.compareKeys) {
    let result = "";
    const keys2 = getKeysOfEnumerableProperties(val, compareKeysOverride);
    if (keys2.length > 0) {
      result += config2.spacingOuter;
      const indentationNext = indentation + config2.indent;
      for (let i2 = 0; i2 < keys2.length; i2++) {
        result += indentationNext;
        if (i2 === config2.maxWidth) {
          result += `\u2026(${keys2.length - i2})`;
          break;
        }
        const key = keys2[i2];
        const name = !config2.quoteKeys && isUnquotableKey(key) ? key : printer2(key, config2, indentationNext, depth, refs);
        const value = printer2(val[key], config2, indentationNext, depth, refs);
        result += `${name}: ${value}`;
        if (i2 < keys2.length - 1) {
          result += `,${config2.spacingInner}`;
        } else if (!config2.min) {
          result += ",";
        }
      }
      result += config2.spacingOuter + indentation;
    }
    return result;
  }
  var keyStrRegExp = /^[a-z_]\w*$/i;
  function isUnquotableKey(key) {
    return typeof key === "string" && key !== "__proto__" && keyStrRegExp.test(key);
  }
  var asymmetricMatcher = typeof Symbol === "function" && Symbol.for ? /* @__PURE__ */ Symbol.for("jest.asymmetricMatcher") : 1267621;
  var SPACE$2 = " ";
  var serialize$5 = (val, config2, indentation, depth, refs, printer2) => {
    const stringedValue = val.toString();
    if (stringedValue === "ArrayContaining" || stringedValue === "ArrayNotContaining") {
      if (++depth > config2.maxDepth) {
        return `[${stringedValue}]`;
      }
      return `${stringedValue + SPACE$2}[${printListItems(val.sample, config2, indentation, depth, refs, printer2)}]`;
    }
    if (stringedValue === "ObjectContaining" || stringedValue === "ObjectNotContaining") {
      if (++depth > config2.maxDepth) {
        return `[${stringedValue}]`;
      }
      return `${stringedValue + SPACE$2}{${printObjectProperties(val.sample, config2, indentation, depth, refs, printer2)}}`;
    }
    if (stringedValue === "StringMatching" || stringedValue === "StringNotMatching") {
      return stringedValue + SPACE$2 + printer2(val.sample, config2, indentation, depth, refs);
    }
    if (stringedValue === "StringContaining" || stringedValue === "StringNotContaining") {
      return stringedValue + SPACE$2 + printer2(val.sample, config2, indentation, depth, refs);
    }
    if (typeof val.toAsymmetricMatcher !== "function") {
      throw new TypeError(`Asymmetric matcher ${val.constructor.name} does not implement toAsymmetricMatcher()`);
    }
    return val.toAsymmetricMatcher().replaceAll("\n", `
${indentation}`);
  };
  var test$5 = (val) => val && val.$$typeof === asymmetricMatcher;
  var plugin$5 = {
    serialize: serialize$5,
    test: test$5
  };
  var SPACE$1 = " ";
  var OBJECT_NAMES = /* @__PURE__ */ new Set(["DOMStringMap", "NamedNodeMap"]);
  var ARRAY_REGEXP = /^(?:HTML\w*Collection|NodeList)$/;
  function testName(name) {
    return OBJECT_NAMES.has(name) || ARRAY_REGEXP.test(name);
  }
  var test$4 = (val) => val && val.constructor && !!val.constructor.name && testName(val.constructor.name);
  function isNamedNodeMap(collection) {
    return collection.constructor.name === "NamedNodeMap";
  }
  var serialize$4 = (collection, config2, indentation, depth, refs, printer2) => {
    const name = collection.constructor.name;
    if (++depth > config2.maxDepth) {
      return `[${name}]`;
    }
    return (config2.min ? "" : name + SPACE$1) + (OBJECT_NAMES.has(name) ? `{${printObjectProperties(isNamedNodeMap(collection) ? [...collection].reduce((props, attribute) => {
      props[attribute.name] = attribute.value;
      return props;
    }, {}) : { ...collection }, config2, indentation, depth, refs, printer2)}}` : `[${printListItems([...collection], config2, indentation, depth, refs, printer2)}]`);
  };
  var plugin$4 = {
    serialize: serialize$4,
    test: test$4
  };
  function escapeHTML(str) {
    return str.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  }
  function printProps(keys2, props, config2, indentation, depth, refs, printer2) {
    const indentationNext = indentation + config2.indent;
    const colors = config2.colors;
    return keys2.map((key) => {
      const value = props[key];
      if (typeof value === "string" && value[0] === "_" && value.startsWith("__vitest_") && /__vitest_\d+__/.test(value)) {
        return "";
      }
      let printed = printer2(value, config2, indentationNext, depth, refs);
      if (typeof value !== "string") {
        if (printed.includes("\n")) {
          printed = config2.spacingOuter + indentationNext + printed + config2.spacingOuter + indentation;
        }
        printed = `{${printed}}`;
      }
      return `${config2.spacingInner + indentation + colors.prop.open + key + colors.prop.close}=${colors.value.open}${printed}${colors.value.close}`;
    }).join("");
  }
  function printChildren(children, config2, indentation, depth, refs, printer2) {
    return children.map((child) => config2.spacingOuter + indentation + (typeof child === "string" ? printText(child, config2) : printer2(child, config2, indentation, depth, refs))).join("");
  }
  function printShadowRoot(children, config2, indentation, depth, refs, printer2) {
    if (config2.printShadowRoot === false) {
      return "";
    }
    return [`${config2.spacingOuter + indentation}#shadow-root`, printChildren(children, config2, indentation + config2.indent, depth, refs, printer2)].join("");
  }
  function printText(text, config2) {
    const contentColor = config2.colors.content;
    return contentColor.open + escapeHTML(text) + contentColor.close;
  }
  function printComment(comment, config2) {
    const commentColor = config2.colors.comment;
    return `${commentColor.open}<!--${escapeHTML(comment)}-->${commentColor.close}`;
  }
  function printElement(type3, printedProps, printedChildren, config2, indentation) {
    const tagColor = config2.colors.tag;
    return `${tagColor.open}<${type3}${printedProps && tagColor.close + printedProps + config2.spacingOuter + indentation + tagColor.open}${printedChildren ? `>${tagColor.close}${printedChildren}${config2.spacingOuter}${indentation}${tagColor.open}</${type3}` : `${printedProps && !config2.min ? "" : " "}/`}>${tagColor.close}`;
  }
  function printElementAsLeaf(type3, config2) {
    const tagColor = config2.colors.tag;
    return `${tagColor.open}<${type3}${tagColor.close} \u2026${tagColor.open} />${tagColor.close}`;
  }
  var ELEMENT_NODE = 1;
  var TEXT_NODE = 3;
  var COMMENT_NODE = 8;
  var FRAGMENT_NODE = 11;
  var ELEMENT_REGEXP = /^(?:(?:HTML|SVG)\w*)?Element$/;
  function testHasAttribute(val) {
    try {
      return typeof val.hasAttribute === "function" && val.hasAttribute("is");
    } catch {
      return false;
    }
  }
  function testNode(val) {
    const constructorName = val.constructor.name;
    const { nodeType, tagName } = val;
    const isCustomElement = typeof tagName === "string" && tagName.includes("-") || testHasAttribute(val);
    return nodeType === ELEMENT_NODE && (ELEMENT_REGEXP.test(constructorName) || isCustomElement) || nodeType === TEXT_NODE && constructorName === "Text" || nodeType === COMMENT_NODE && constructorName === "Comment" || nodeType === FRAGMENT_NODE && constructorName === "DocumentFragment";
  }
  var test$3 = (val) => val?.constructor?.name && testNode(val);
  function nodeIsText(node) {
    return node.nodeType === TEXT_NODE;
  }
  function nodeIsComment(node) {
    return node.nodeType === COMMENT_NODE;
  }
  function nodeIsFragment(node) {
    return node.nodeType === FRAGMENT_NODE;
  }
  function filterChildren(children, filterNode) {
    let filtered = children.filter((node) => {
      if (node.nodeType === TEXT_NODE) {
        const text = node.data || "";
        return text.trim().length > 0;
      }
      return true;
    });
    if (filterNode) {
      filtered = filtered.filter(filterNode);
    }
    return filtered;
  }
  function serializeDOM(node, config2, indentation, depth, refs, printer2, filterNode) {
    if (nodeIsText(node)) {
      return printText(node.data, config2);
    }
    if (nodeIsComment(node)) {
      return printComment(node.data, config2);
    }
    const type3 = nodeIsFragment(node) ? "DocumentFragment" : node.tagName.toLowerCase();
    if (++depth > config2.maxDepth) {
      return printElementAsLeaf(type3, config2);
    }
    const children = Array.prototype.slice.call(node.childNodes || node.children);
    const shadowChildren = nodeIsFragment(node) || !node.shadowRoot ? [] : Array.prototype.slice.call(node.shadowRoot.children);
    const resolvedChildren = filterNode ? filterChildren(children, filterNode) : children;
    const resolvedShadowChildren = filterNode ? filterChildren(shadowChildren, filterNode) : shadowChildren;
    return printElement(type3, printProps(nodeIsFragment(node) ? [] : Array.from(node.attributes, (attr) => attr.name).sort(), nodeIsFragment(node) ? {} : [...node.attributes].reduce((props, attribute) => {
      props[attribute.name] = attribute.value;
      return props;
    }, {}), config2, indentation + config2.indent, depth, refs, printer2), (resolvedShadowChildren.length > 0 ? printShadowRoot(resolvedShadowChildren, config2, indentation + config2.indent, depth, refs, printer2) : "") + printChildren(resolvedChildren, config2, indentation + config2.indent, depth, refs, printer2), config2, indentation);
  }
  var serialize$3 = (node, config2, indentation, depth, refs, printer2) => serializeDOM(node, config2, indentation, depth, refs, printer2);
  function createDOMElementFilter(filterNode) {
    return {
      test: test$3,
      serialize: (node, config2, indentation, depth, refs, printer2) => serializeDOM(node, config2, indentation, depth, refs, printer2, filterNode)
    };
  }
  var plugin$3 = {
    serialize: serialize$3,
    test: test$3
  };
  var IS_ITERABLE_SENTINEL = "@@__IMMUTABLE_ITERABLE__@@";
  var IS_LIST_SENTINEL = "@@__IMMUTABLE_LIST__@@";
  var IS_KEYED_SENTINEL = "@@__IMMUTABLE_KEYED__@@";
  var IS_MAP_SENTINEL = "@@__IMMUTABLE_MAP__@@";
  var IS_ORDERED_SENTINEL = "@@__IMMUTABLE_ORDERED__@@";
  var IS_RECORD_SENTINEL = "@@__IMMUTABLE_RECORD__@@";
  var IS_SEQ_SENTINEL = "@@__IMMUTABLE_SEQ__@@";
  var IS_SET_SENTINEL = "@@__IMMUTABLE_SET__@@";
  var IS_STACK_SENTINEL = "@@__IMMUTABLE_STACK__@@";
  var getImmutableName = (name) => `Immutable.${name}`;
  var printAsLeaf = (name) => `[${name}]`;
  var SPACE = " ";
  var LAZY = "\u2026";
  function printImmutableEntries(val, config2, indentation, depth, refs, printer2, type3) {
    return ++depth > config2.maxDepth ? printAsLeaf(getImmutableName(type3)) : `${getImmutableName(type3) + SPACE}{${printIteratorEntries(val.entries(), config2, indentation, depth, refs, printer2)}}`;
  }
  function getRecordEntries(val) {
    let i2 = 0;
    return { next() {
      if (i2 < val._keys.length) {
        const key = val._keys[i2++];
        return {
          done: false,
          value: [key, val.get(key)]
        };
      }
      return {
        done: true,
        value: void 0
      };
    } };
  }
  function printImmutableRecord(val, config2, indentation, depth, refs, printer2) {
    const name = getImmutableName(val._name || "Record");
    return ++depth > config2.maxDepth ? printAsLeaf(name) : `${name + SPACE}{${printIteratorEntries(getRecordEntries(val), config2, indentation, depth, refs, printer2)}}`;
  }
  function printImmutableSeq(val, config2, indentation, depth, refs, printer2) {
    const name = getImmutableName("Seq");
    if (++depth > config2.maxDepth) {
      return printAsLeaf(name);
    }
    if (val[IS_KEYED_SENTINEL]) {
      return `${name + SPACE}{${// from Immutable collection of entries or from ECMAScript object
      val._iter || val._object ? printIteratorEntries(val.entries(), config2, indentation, depth, refs, printer2) : LAZY}}`;
    }
    return `${name + SPACE}[${val._iter || val._array || val._collection || val._iterable ? printIteratorValues(val.values(), config2, indentation, depth, refs, printer2) : LAZY}]`;
  }
  function printImmutableValues(val, config2, indentation, depth, refs, printer2, type3) {
    return ++depth > config2.maxDepth ? printAsLeaf(getImmutableName(type3)) : `${getImmutableName(type3) + SPACE}[${printIteratorValues(val.values(), config2, indentation, depth, refs, printer2)}]`;
  }
  var serialize$2 = (val, config2, indentation, depth, refs, printer2) => {
    if (val[IS_MAP_SENTINEL]) {
      return printImmutableEntries(val, config2, indentation, depth, refs, printer2, val[IS_ORDERED_SENTINEL] ? "OrderedMap" : "Map");
    }
    if (val[IS_LIST_SENTINEL]) {
      return printImmutableValues(val, config2, indentation, depth, refs, printer2, "List");
    }
    if (val[IS_SET_SENTINEL]) {
      return printImmutableValues(val, config2, indentation, depth, refs, printer2, val[IS_ORDERED_SENTINEL] ? "OrderedSet" : "Set");
    }
    if (val[IS_STACK_SENTINEL]) {
      return printImmutableValues(val, config2, indentation, depth, refs, printer2, "Stack");
    }
    if (val[IS_SEQ_SENTINEL]) {
      return printImmutableSeq(val, config2, indentation, depth, refs, printer2);
    }
    return printImmutableRecord(val, config2, indentation, depth, refs, printer2);
  };
  var test$2 = (val) => val && (val[IS_ITERABLE_SENTINEL] === true || val[IS_RECORD_SENTINEL] === true);
  var plugin$2 = {
    serialize: serialize$2,
    test: test$2
  };
  function getDefaultExportFromCjs(x) {
    return x && x.__esModule && Object.prototype.hasOwnProperty.call(x, "default") ? x["default"] : x;
  }
  var reactIs$1 = { exports: {} };
  var reactIs_production = {};
  var hasRequiredReactIs_production;
  function requireReactIs_production() {
    if (hasRequiredReactIs_production) return reactIs_production;
    hasRequiredReactIs_production = 1;
    var REACT_ELEMENT_TYPE = /* @__PURE__ */ Symbol.for("react.transitional.element"), REACT_PORTAL_TYPE = /* @__PURE__ */ Symbol.for("react.portal"), REACT_FRAGMENT_TYPE = /* @__PURE__ */ Symbol.for("react.fragment"), REACT_STRICT_MODE_TYPE = /* @__PURE__ */ Symbol.for("react.strict_mode"), REACT_PROFILER_TYPE = /* @__PURE__ */ Symbol.for("react.profiler"), REACT_CONSUMER_TYPE = /* @__PURE__ */ Symbol.for("react.consumer"), REACT_CONTEXT_TYPE = /* @__PURE__ */ Symbol.for("react.context"), REACT_FORWARD_REF_TYPE = /* @__PURE__ */ Symbol.for("react.forward_ref"), REACT_SUSPENSE_TYPE = /* @__PURE__ */ Symbol.for("react.suspense"), REACT_SUSPENSE_LIST_TYPE = /* @__PURE__ */ Symbol.for("react.suspense_list"), REACT_MEMO_TYPE = /* @__PURE__ */ Symbol.for("react.memo"), REACT_LAZY_TYPE = /* @__PURE__ */ Symbol.for("react.lazy"), REACT_VIEW_TRANSITION_TYPE = /* @__PURE__ */ Symbol.for("react.view_transition"), REACT_CLIENT_REFERENCE = /* @__PURE__ */ Symbol.for("react.client.reference");
    function typeOf(object) {
      if ("object" === typeof object && null !== object) {
        var $$typeof = object.$$typeof;
        switch ($$typeof) {
          case REACT_ELEMENT_TYPE:
            switch (object = object.type, object) {
              case REACT_FRAGMENT_TYPE:
              case REACT_PROFILER_TYPE:
              case REACT_STRICT_MODE_TYPE:
              case REACT_SUSPENSE_TYPE:
              case REACT_SUSPENSE_LIST_TYPE:
              case REACT_VIEW_TRANSITION_TYPE:
                return object;
              default:
                switch (object = object && object.$$typeof, object) {
                  case REACT_CONTEXT_TYPE:
                  case REACT_FORWARD_REF_TYPE:
                  case REACT_LAZY_TYPE:
                  case REACT_MEMO_TYPE:
                    return object;
                  case REACT_CONSUMER_TYPE:
                    return object;
                  default:
                    return $$typeof;
                }
            }
          case REACT_PORTAL_TYPE:
            return $$typeof;
        }
      }
    }
    reactIs_production.ContextConsumer = REACT_CONSUMER_TYPE;
    reactIs_production.ContextProvider = REACT_CONTEXT_TYPE;
    reactIs_production.Element = REACT_ELEMENT_TYPE;
    reactIs_production.ForwardRef = REACT_FORWARD_REF_TYPE;
    reactIs_production.Fragment = REACT_FRAGMENT_TYPE;
    reactIs_production.Lazy = REACT_LAZY_TYPE;
    reactIs_production.Memo = REACT_MEMO_TYPE;
    reactIs_production.Portal = REACT_PORTAL_TYPE;
    reactIs_production.Profiler = REACT_PROFILER_TYPE;
    reactIs_production.StrictMode = REACT_STRICT_MODE_TYPE;
    reactIs_production.Suspense = REACT_SUSPENSE_TYPE;
    reactIs_production.SuspenseList = REACT_SUSPENSE_LIST_TYPE;
    reactIs_production.isContextConsumer = function(object) {
      return typeOf(object) === REACT_CONSUMER_TYPE;
    };
    reactIs_production.isContextProvider = function(object) {
      return typeOf(object) === REACT_CONTEXT_TYPE;
    };
    reactIs_production.isElement = function(object) {
      return "object" === typeof object && null !== object && object.$$typeof === REACT_ELEMENT_TYPE;
    };
    reactIs_production.isForwardRef = function(object) {
      return typeOf(object) === REACT_FORWARD_REF_TYPE;
    };
    reactIs_production.isFragment = function(object) {
      return typeOf(object) === REACT_FRAGMENT_TYPE;
    };
    reactIs_production.isLazy = function(object) {
      return typeOf(object) === REACT_LAZY_TYPE;
    };
    reactIs_production.isMemo = function(object) {
      return typeOf(object) === REACT_MEMO_TYPE;
    };
    reactIs_production.isPortal = function(object) {
      return typeOf(object) === REACT_PORTAL_TYPE;
    };
    reactIs_production.isProfiler = function(object) {
      return typeOf(object) === REACT_PROFILER_TYPE;
    };
    reactIs_production.isStrictMode = function(object) {
      return typeOf(object) === REACT_STRICT_MODE_TYPE;
    };
    reactIs_production.isSuspense = function(object) {
      return typeOf(object) === REACT_SUSPENSE_TYPE;
    };
    reactIs_production.isSuspenseList = function(object) {
      return typeOf(object) === REACT_SUSPENSE_LIST_TYPE;
    };
    reactIs_production.isValidElementType = function(type3) {
      return "string" === typeof type3 || "function" === typeof type3 || type3 === REACT_FRAGMENT_TYPE || type3 === REACT_PROFILER_TYPE || type3 === REACT_STRICT_MODE_TYPE || type3 === REACT_SUSPENSE_TYPE || type3 === REACT_SUSPENSE_LIST_TYPE || type3 === REACT_VIEW_TRANSITION_TYPE || "object" === typeof type3 && null !== type3 && (type3.$$typeof === REACT_LAZY_TYPE || type3.$$typeof === REACT_MEMO_TYPE || type3.$$typeof === REACT_CONTEXT_TYPE || type3.$$typeof === REACT_CONSUMER_TYPE || type3.$$typeof === REACT_FORWARD_REF_TYPE || type3.$$typeof === REACT_CLIENT_REFERENCE || void 0 !== type3.getModuleId) ? true : false;
    };
    reactIs_production.typeOf = typeOf;
    return reactIs_production;
  }
  var hasRequiredReactIs$1;
  function requireReactIs$1() {
    if (hasRequiredReactIs$1) return reactIs$1.exports;
    hasRequiredReactIs$1 = 1;
    {
      reactIs$1.exports = requireReactIs_production();
    }
    return reactIs$1.exports;
  }
  var reactIsExports$1 = requireReactIs$1();
  var index$1 = /* @__PURE__ */ getDefaultExportFromCjs(reactIsExports$1);
  var ReactIs19 = /* @__PURE__ */ _mergeNamespaces({
    __proto__: null,
    default: index$1
  }, [reactIsExports$1]);
  var reactIs = { exports: {} };
  var reactIs_production_min = {};
  var hasRequiredReactIs_production_min;
  function requireReactIs_production_min() {
    if (hasRequiredReactIs_production_min) return reactIs_production_min;
    hasRequiredReactIs_production_min = 1;
    var b2 = /* @__PURE__ */ Symbol.for("react.element"), c2 = /* @__PURE__ */ Symbol.for("react.portal"), d2 = /* @__PURE__ */ Symbol.for("react.fragment"), e = /* @__PURE__ */ Symbol.for("react.strict_mode"), f = /* @__PURE__ */ Symbol.for("react.profiler"), g = /* @__PURE__ */ Symbol.for("react.provider"), h2 = /* @__PURE__ */ Symbol.for("react.context"), k = /* @__PURE__ */ Symbol.for("react.server_context"), l = /* @__PURE__ */ Symbol.for("react.forward_ref"), m = /* @__PURE__ */ Symbol.for("react.suspense"), n2 = /* @__PURE__ */ Symbol.for("react.suspense_list"), p = /* @__PURE__ */ Symbol.for("react.memo"), q = /* @__PURE__ */ Symbol.for("react.lazy"), t2 = /* @__PURE__ */ Symbol.for("react.offscreen"), u2;
    u2 = /* @__PURE__ */ Symbol.for("react.module.reference");
    function v(a) {
      if ("object" === typeof a && null !== a) {
        var r = a.$$typeof;
        switch (r) {
          case b2:
            switch (a = a.type, a) {
              case d2:
              case f:
              case e:
              case m:
              case n2:
                return a;
              default:
                switch (a = a && a.$$typeof, a) {
                  case k:
                  case h2:
                  case l:
                  case q:
                  case p:
                  case g:
                    return a;
                  default:
                    return r;
                }
            }
          case c2:
            return r;
        }
      }
    }
    reactIs_production_min.ContextConsumer = h2;
    reactIs_production_min.ContextProvider = g;
    reactIs_production_min.Element = b2;
    reactIs_production_min.ForwardRef = l;
    reactIs_production_min.Fragment = d2;
    reactIs_production_min.Lazy = q;
    reactIs_production_min.Memo = p;
    reactIs_production_min.Portal = c2;
    reactIs_production_min.Profiler = f;
    reactIs_production_min.StrictMode = e;
    reactIs_production_min.Suspense = m;
    reactIs_production_min.SuspenseList = n2;
    reactIs_production_min.isAsyncMode = function() {
      return false;
    };
    reactIs_production_min.isConcurrentMode = function() {
      return false;
    };
    reactIs_production_min.isContextConsumer = function(a) {
      return v(a) === h2;
    };
    reactIs_production_min.isContextProvider = function(a) {
      return v(a) === g;
    };
    reactIs_production_min.isElement = function(a) {
      return "object" === typeof a && null !== a && a.$$typeof === b2;
    };
    reactIs_production_min.isForwardRef = function(a) {
      return v(a) === l;
    };
    reactIs_production_min.isFragment = function(a) {
      return v(a) === d2;
    };
    reactIs_production_min.isLazy = function(a) {
      return v(a) === q;
    };
    reactIs_production_min.isMemo = function(a) {
      return v(a) === p;
    };
    reactIs_production_min.isPortal = function(a) {
      return v(a) === c2;
    };
    reactIs_production_min.isProfiler = function(a) {
      return v(a) === f;
    };
    reactIs_production_min.isStrictMode = function(a) {
      return v(a) === e;
    };
    reactIs_production_min.isSuspense = function(a) {
      return v(a) === m;
    };
    reactIs_production_min.isSuspenseList = function(a) {
      return v(a) === n2;
    };
    reactIs_production_min.isValidElementType = function(a) {
      return "string" === typeof a || "function" === typeof a || a === d2 || a === f || a === e || a === m || a === n2 || a === t2 || "object" === typeof a && null !== a && (a.$$typeof === q || a.$$typeof === p || a.$$typeof === g || a.$$typeof === h2 || a.$$typeof === l || a.$$typeof === u2 || void 0 !== a.getModuleId) ? true : false;
    };
    reactIs_production_min.typeOf = v;
    return reactIs_production_min;
  }
  var hasRequiredReactIs;
  function requireReactIs() {
    if (hasRequiredReactIs) return reactIs.exports;
    hasRequiredReactIs = 1;
    {
      reactIs.exports = requireReactIs_production_min();
    }
    return reactIs.exports;
  }
  var reactIsExports = requireReactIs();
  var index = /* @__PURE__ */ getDefaultExportFromCjs(reactIsExports);
  var ReactIs18 = /* @__PURE__ */ _mergeNamespaces({
    __proto__: null,
    default: index
  }, [reactIsExports]);
  var reactIsMethods = [
    "isAsyncMode",
    "isConcurrentMode",
    "isContextConsumer",
    "isContextProvider",
    "isElement",
    "isForwardRef",
    "isFragment",
    "isLazy",
    "isMemo",
    "isPortal",
    "isProfiler",
    "isStrictMode",
    "isSuspense",
    "isSuspenseList",
    "isValidElementType"
  ];
  var ReactIs = Object.fromEntries(reactIsMethods.map((m) => [m, (v) => ReactIs18[m](v) || ReactIs19[m](v)]));
  function getChildren(arg, children = []) {
    if (Array.isArray(arg)) {
      for (const item of arg) {
        getChildren(item, children);
      }
    } else if (arg != null && arg !== false && arg !== "") {
      children.push(arg);
    }
    return children;
  }
  function getType(element) {
    const type3 = element.type;
    if (typeof type3 === "string") {
      return type3;
    }
    if (typeof type3 === "function") {
      return type3.displayName || type3.name || "Unknown";
    }
    if (ReactIs.isFragment(element)) {
      return "React.Fragment";
    }
    if (ReactIs.isSuspense(element)) {
      return "React.Suspense";
    }
    if (typeof type3 === "object" && type3 !== null) {
      if (ReactIs.isContextProvider(element)) {
        return "Context.Provider";
      }
      if (ReactIs.isContextConsumer(element)) {
        return "Context.Consumer";
      }
      if (ReactIs.isForwardRef(element)) {
        if (type3.displayName) {
          return type3.displayName;
        }
        const functionName = type3.render.displayName || type3.render.name || "";
        return functionName === "" ? "ForwardRef" : `ForwardRef(${functionName})`;
      }
      if (ReactIs.isMemo(element)) {
        const functionName = type3.displayName || type3.type.displayName || type3.type.name || "";
        return functionName === "" ? "Memo" : `Memo(${functionName})`;
      }
    }
    return "UNDEFINED";
  }
  function getPropKeys$1(element) {
    const { props } = element;
    return Object.keys(props).filter((key) => key !== "children" && props[key] !== void 0).sort();
  }
  var serialize$1 = (element, config2, indentation, depth, refs, printer2) => ++depth > config2.maxDepth ? printElementAsLeaf(getType(element), config2) : printElement(getType(element), printProps(getPropKeys$1(element), element.props, config2, indentation + config2.indent, depth, refs, printer2), printChildren(getChildren(element.props.children), config2, indentation + config2.indent, depth, refs, printer2), config2, indentation);
  var test$1 = (val) => val != null && ReactIs.isElement(val);
  var plugin$1 = {
    serialize: serialize$1,
    test: test$1
  };
  var testSymbol = typeof Symbol === "function" && Symbol.for ? /* @__PURE__ */ Symbol.for("react.test.json") : 245830487;
  function getPropKeys(object) {
    const { props } = object;
    return props ? Object.keys(props).filter((key) => props[key] !== void 0).sort() : [];
  }
  var serialize = (object, config2, indentation, depth, refs, printer2) => ++depth > config2.maxDepth ? printElementAsLeaf(object.type, config2) : printElement(object.type, object.props ? printProps(getPropKeys(object), object.props, config2, indentation + config2.indent, depth, refs, printer2) : "", object.children ? printChildren(object.children, config2, indentation + config2.indent, depth, refs, printer2) : "", config2, indentation);
  var test = (val) => val && val.$$typeof === testSymbol;
  var plugin = {
    serialize,
    test
  };
  var toString = Object.prototype.toString;
  var toISOString = Date.prototype.toISOString;
  var errorToString = Error.prototype.toString;
  var regExpToString = RegExp.prototype.toString;
  function getConstructorName(val) {
    return typeof val.constructor === "function" && val.constructor.name || "Object";
  }
  function isWindow(val) {
    return typeof window !== "undefined" && val === window;
  }
  var SYMBOL_REGEXP = /^Symbol\((.*)\)(.*)$/;
  var NEWLINE_REGEXP = /\n/g;
  var PrettyFormatPluginError = class extends Error {
    constructor(message, stack) {
      super(message);
      this.stack = stack;
      this.name = this.constructor.name;
    }
  };
  function isToStringedArrayType(toStringed) {
    return toStringed === "[object Array]" || toStringed === "[object ArrayBuffer]" || toStringed === "[object DataView]" || toStringed === "[object Float32Array]" || toStringed === "[object Float64Array]" || toStringed === "[object Int8Array]" || toStringed === "[object Int16Array]" || toStringed === "[object Int32Array]" || toStringed === "[object Uint8Array]" || toStringed === "[object Uint8ClampedArray]" || toStringed === "[object Uint16Array]" || toStringed === "[object Uint32Array]";
  }
  function printNumber(val) {
    return Object.is(val, -0) ? "-0" : String(val);
  }
  function printBigInt(val) {
    return String(`${val}n`);
  }
  function printFunction(val, printFunctionName2) {
    if (!printFunctionName2) {
      return "[Function]";
    }
    return `[Function ${val.name || "anonymous"}]`;
  }
  function printSymbol(val) {
    return Symbol.prototype.toString.call(val).replace(SYMBOL_REGEXP, "Symbol($1)");
  }
  function printError(val) {
    return `[${errorToString.call(val)}]`;
  }
  function printBasicValue(val, printFunctionName2, escapeRegex2, escapeString, singleQuote) {
    if (val === true || val === false) {
      return `${val}`;
    }
    if (val === void 0) {
      return "undefined";
    }
    if (val === null) {
      return "null";
    }
    const typeOf = typeof val;
    if (typeOf === "number") {
      return printNumber(val);
    }
    if (typeOf === "bigint") {
      return printBigInt(val);
    }
    if (typeOf === "string") {
      const q = singleQuote ? "'" : '"';
      if (escapeString) {
        const escapePattern = singleQuote ? /['\\]/g : /["\\]/g;
        return `${q}${val.replaceAll(escapePattern, "\\$&")}${q}`;
      }
      return `${q}${val}${q}`;
    }
    if (typeOf === "function") {
      return printFunction(val, printFunctionName2);
    }
    if (typeOf === "symbol") {
      return printSymbol(val);
    }
    const toStringed = toString.call(val);
    if (toStringed === "[object WeakMap]") {
      return "WeakMap {}";
    }
    if (toStringed === "[object WeakSet]") {
      return "WeakSet {}";
    }
    if (toStringed === "[object Function]" || toStringed === "[object GeneratorFunction]") {
      return printFunction(val, printFunctionName2);
    }
    if (toStringed === "[object Symbol]") {
      return printSymbol(val);
    }
    if (toStringed === "[object Date]") {
      return Number.isNaN(+val) ? "Date { NaN }" : toISOString.call(val);
    }
    if (toStringed === "[object Error]") {
      return printError(val);
    }
    if (toStringed === "[object RegExp]") {
      if (escapeRegex2) {
        return regExpToString.call(val).replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");
      }
      return regExpToString.call(val);
    }
    if (val instanceof Error) {
      return printError(val);
    }
    return null;
  }
  function printComplexValue(val, config2, indentation, depth, refs, hasCalledToJSON) {
    if (refs.includes(val)) {
      return "[Circular]";
    }
    refs = [...refs];
    refs.push(val);
    const hitMaxDepth = ++depth > config2.maxDepth;
    const min = config2.min;
    if (config2.callToJSON && !hitMaxDepth && val.toJSON && typeof val.toJSON === "function" && !hasCalledToJSON) {
      return printer(val.toJSON(), config2, indentation, depth, refs, true);
    }
    const toStringed = toString.call(val);
    if (toStringed === "[object Arguments]") {
      return hitMaxDepth ? "[Arguments]" : `${min ? "" : "Arguments "}[${printListItems(val, config2, indentation, depth, refs, printer)}]`;
    }
    if (isToStringedArrayType(toStringed)) {
      return hitMaxDepth ? `[${val.constructor.name}]` : `${!config2.printBasicPrototype && val.constructor.name === "Array" ? "" : `${val.constructor.name} `}[${printListItems(val, config2, indentation, depth, refs, printer)}]`;
    }
    if (toStringed === "[object Map]") {
      return hitMaxDepth ? "[Map]" : `Map {${printIteratorEntries(val.entries(), config2, indentation, depth, refs, printer, " => ", val.size)}}`;
    }
    if (toStringed === "[object Set]") {
      return hitMaxDepth ? "[Set]" : `Set {${printIteratorValues(val.values(), config2, indentation, depth, refs, printer, val.size)}}`;
    }
    return hitMaxDepth || isWindow(val) ? `[${getConstructorName(val)}]` : `${!config2.printBasicPrototype && getConstructorName(val) === "Object" ? "" : `${getConstructorName(val)} `}{${printObjectProperties(val, config2, indentation, depth, refs, printer)}}`;
  }
  var ErrorPlugin = {
    test: (val) => val && val instanceof Error,
    serialize(val, config2, indentation, depth, refs, printer2) {
      if (refs.includes(val)) {
        return "[Circular]";
      }
      refs = [...refs, val];
      const hitMaxDepth = ++depth > config2.maxDepth;
      const { message, cause, ...rest } = val;
      const entries = {
        message,
        ...typeof cause !== "undefined" ? { cause } : {},
        ...val instanceof AggregateError ? { errors: val.errors } : {},
        ...rest
      };
      const name = val.name !== "Error" ? val.name : getConstructorName(val);
      return hitMaxDepth ? `[${name}]` : `${name} {${printObjectProperties(entries, config2, indentation, depth, refs, printer2, null)}}`;
    }
  };
  function isNewPlugin(plugin3) {
    return plugin3.serialize != null;
  }
  function printPlugin(plugin3, val, config2, indentation, depth, refs) {
    let printed;
    try {
      printed = isNewPlugin(plugin3) ? plugin3.serialize(val, config2, indentation, depth, refs, printer) : plugin3.print(val, (valChild) => printer(valChild, config2, indentation, depth, refs), (str) => {
        const indentationNext = indentation + config2.indent;
        return indentationNext + str.replaceAll(NEWLINE_REGEXP, `
${indentationNext}`);
      }, {
        edgeSpacing: config2.spacingOuter,
        min: config2.min,
        spacing: config2.spacingInner
      }, config2.colors);
    } catch (error) {
      throw new PrettyFormatPluginError(error.message, error.stack);
    }
    if (typeof printed !== "string") {
      throw new TypeError(`pretty-format: Plugin must return type "string" but instead returned "${typeof printed}".`);
    }
    return printed;
  }
  function findPlugin(plugins2, val) {
    for (const plugin3 of plugins2) {
      try {
        if (plugin3.test(val)) {
          return plugin3;
        }
      } catch (error) {
        throw new PrettyFormatPluginError(error.message, error.stack);
      }
    }
    return null;
  }
  function printer(val, config2, indentation, depth, refs, hasCalledToJSON) {
    let result;
    const plugin3 = findPlugin(config2.plugins, val);
    if (plugin3 !== null) {
      result = printPlugin(plugin3, val, config2, indentation, depth, refs);
    } else {
      const basicResult = printBasicValue(val, config2.printFunctionName, config2.escapeRegex, config2.escapeString, config2.singleQuote);
      if (basicResult !== null) {
        result = basicResult;
      } else {
        result = printComplexValue(val, config2, indentation, depth, refs, hasCalledToJSON);
      }
    }
    config2._outputLengthPerDepth[depth] ??= 0;
    config2._outputLengthPerDepth[depth] += result.length;
    if (config2._outputLengthPerDepth[depth] > config2.maxOutputLength) {
      config2.maxDepth = 0;
    }
    return result;
  }
  var DEFAULT_THEME = {
    comment: "gray",
    content: "reset",
    prop: "yellow",
    tag: "cyan",
    value: "green"
  };
  var DEFAULT_THEME_KEYS = Object.keys(DEFAULT_THEME);
  var DEFAULT_OPTIONS = {
    callToJSON: true,
    compareKeys: void 0,
    escapeRegex: false,
    escapeString: true,
    highlight: false,
    indent: 2,
    maxDepth: Number.POSITIVE_INFINITY,
    // Practical default hard-limit to avoid too long string being generated
    // (Node's limit is buffer.constants.MAX_STRING_LENGTH ~ 512MB)
    maxOutputLength: 1e6,
    maxWidth: Number.POSITIVE_INFINITY,
    min: false,
    plugins: [],
    printBasicPrototype: true,
    printFunctionName: true,
    printShadowRoot: true,
    theme: DEFAULT_THEME,
    singleQuote: false,
    quoteKeys: true,
    spacingInner: "\n",
    spacingOuter: "\n"
  };
  function validateOptions(options) {
    for (const key of Object.keys(options)) {
      if (!Object.hasOwn(DEFAULT_OPTIONS, key)) {
        throw new Error(`pretty-format: Unknown option "${key}".`);
      }
    }
    if (options.min && options.indent !== void 0 && options.indent !== 0) {
      throw new Error('pretty-format: Options "min" and "indent" cannot be used together.');
    }
  }
  function getColorsHighlight() {
    return DEFAULT_THEME_KEYS.reduce((colors, key) => {
      const value = DEFAULT_THEME[key];
      const color = value && $[value];
      if (color && typeof color.close === "string" && typeof color.open === "string") {
        colors[key] = color;
      } else {
        throw new Error(`pretty-format: Option "theme" has a key "${key}" whose value "${value}" is undefined in ansi-styles.`);
      }
      return colors;
    }, /* @__PURE__ */ Object.create(null));
  }
  function getColorsEmpty() {
    return DEFAULT_THEME_KEYS.reduce((colors, key) => {
      colors[key] = {
        close: "",
        open: ""
      };
      return colors;
    }, /* @__PURE__ */ Object.create(null));
  }
  function getPrintFunctionName(options) {
    return options?.printFunctionName ?? DEFAULT_OPTIONS.printFunctionName;
  }
  function getEscapeRegex(options) {
    return options?.escapeRegex ?? DEFAULT_OPTIONS.escapeRegex;
  }
  function getEscapeString(options) {
    return options?.escapeString ?? DEFAULT_OPTIONS.escapeString;
  }
  function getConfig(options) {
    return {
      callToJSON: options?.callToJSON ?? DEFAULT_OPTIONS.callToJSON,
      colors: options?.highlight ? getColorsHighlight() : getColorsEmpty(),
      compareKeys: typeof options?.compareKeys === "function" || options?.compareKeys === null ? options.compareKeys : DEFAULT_OPTIONS.compareKeys,
      escapeRegex: getEscapeRegex(options),
      escapeString: getEscapeString(options),
      indent: options?.min ? "" : createIndent(options?.indent ?? DEFAULT_OPTIONS.indent),
      maxDepth: options?.maxDepth ?? DEFAULT_OPTIONS.maxDepth,
      maxWidth: options?.maxWidth ?? DEFAULT_OPTIONS.maxWidth,
      min: options?.min ?? DEFAULT_OPTIONS.min,
      plugins: options?.plugins ?? DEFAULT_OPTIONS.plugins,
      printBasicPrototype: options?.printBasicPrototype ?? !options?.min,
      printFunctionName: getPrintFunctionName(options),
      printShadowRoot: options?.printShadowRoot ?? true,
      spacingInner: options?.spacingInner ?? (options?.min ? " " : "\n"),
      spacingOuter: options?.spacingOuter ?? (options?.min ? "" : "\n"),
      singleQuote: options?.singleQuote ?? DEFAULT_OPTIONS.singleQuote,
      quoteKeys: options?.quoteKeys ?? DEFAULT_OPTIONS.quoteKeys,
      maxOutputLength: options?.maxOutputLength ?? DEFAULT_OPTIONS.maxOutputLength,
      _outputLengthPerDepth: []
    };
  }
  function createIndent(indent) {
    return Array.from({ length: indent + 1 }).join(" ");
  }
  function format(val, options) {
    if (options) {
      validateOptions(options);
    }
    const config2 = getConfig(options);
    const plugin3 = findPlugin(config2.plugins, val);
    if (plugin3 !== null) {
      return printPlugin(plugin3, val, config2, "", 0, []);
    }
    const basicResult = printBasicValue(val, config2.printFunctionName, config2.escapeRegex, config2.escapeString, config2.singleQuote);
    if (basicResult !== null) {
      return basicResult;
    }
    return printComplexValue(val, config2, "", 0, []);
  }
  var plugins = {
    AsymmetricMatcher: plugin$5,
    DOMCollection: plugin$4,
    DOMElement: plugin$3,
    Immutable: plugin$2,
    ReactElement: plugin$1,
    ReactTestComponent: plugin,
    Error: ErrorPlugin
  };

  // node_modules/@vitest/utils/dist/display.js
  var { AsymmetricMatcher, DOMCollection, DOMElement, Immutable, ReactElement, ReactTestComponent } = plugins;
  var PLUGINS = [
    ReactTestComponent,
    ReactElement,
    DOMElement,
    DOMCollection,
    Immutable,
    AsymmetricMatcher
  ];
  function stringify(object, maxDepth = 10, { maxLength, filterNode, ...options } = {}) {
    const MAX_LENGTH = maxLength ?? 1e4;
    let result;
    const filterFn = typeof filterNode === "string" ? createNodeFilterFromSelector(filterNode) : filterNode;
    const plugins2 = filterFn ? [
      ReactTestComponent,
      ReactElement,
      createDOMElementFilter(filterFn),
      DOMCollection,
      Immutable,
      AsymmetricMatcher
    ] : PLUGINS;
    try {
      result = format(object, {
        maxDepth,
        escapeString: false,
        // min: true,
        plugins: plugins2,
        ...options
      });
    } catch {
      result = format(object, {
        callToJSON: false,
        maxDepth,
        escapeString: false,
        // min: true,
        plugins: plugins2,
        ...options
      });
    }
    return result.length >= MAX_LENGTH && maxDepth > 1 ? stringify(object, Math.floor(Math.min(maxDepth, Number.MAX_SAFE_INTEGER) / 2), {
      maxLength,
      filterNode,
      ...options
    }) : result;
  }
  function createNodeFilterFromSelector(selector) {
    const ELEMENT_NODE2 = 1;
    const COMMENT_NODE2 = 8;
    return (node) => {
      if (node.nodeType === COMMENT_NODE2) {
        return false;
      }
      if (node.nodeType === ELEMENT_NODE2 && node.matches) {
        try {
          return !node.matches(selector);
        } catch {
          return true;
        }
      }
      return true;
    };
  }
  var formatRegExp = /%[sdjifoOc%]/g;
  function format2(args, options = {}) {
    const formatArg = (item) => inspect(item, options);
    if (typeof args[0] !== "string") {
      const objects = [];
      for (let i3 = 0; i3 < args.length; i3++) {
        objects.push(formatArg(args[i3]));
      }
      return objects.join(" ");
    }
    const len = args.length;
    let i2 = 1;
    const template = args[0];
    let str = String(template).replace(formatRegExp, (x) => {
      if (x === "%%") {
        return "%";
      }
      if (i2 >= len) {
        return x;
      }
      switch (x) {
        case "%s": {
          const value = args[i2++];
          if (typeof value === "bigint") {
            return `${value.toString()}n`;
          }
          if (typeof value === "number" && value === 0 && 1 / value < 0) {
            return "-0";
          }
          if (typeof value === "object" && value !== null) {
            if (typeof value.toString === "function" && value.toString !== Object.prototype.toString) {
              return value.toString();
            }
            return formatArg(value);
          }
          return String(value);
        }
        case "%d": {
          const value = args[i2++];
          if (typeof value === "bigint") {
            return `${value.toString()}n`;
          }
          if (typeof value === "symbol") {
            return "NaN";
          }
          return Number(value).toString();
        }
        case "%i": {
          const value = args[i2++];
          if (typeof value === "bigint") {
            return `${value.toString()}n`;
          }
          return Number.parseInt(String(value)).toString();
        }
        case "%f":
          return Number.parseFloat(String(args[i2++])).toString();
        case "%o":
        case "%O":
          return formatArg(args[i2++]);
        case "%c": {
          i2++;
          return "";
        }
        case "%j":
          try {
            return JSON.stringify(args[i2++]);
          } catch (err) {
            const m = err.message;
            if (m.includes("circular structure") || m.includes("cyclic structures") || m.includes("cyclic object")) {
              return "[Circular]";
            }
            throw err;
          }
        default:
          return x;
      }
    });
    for (let x = args[i2]; i2 < len; x = args[++i2]) {
      if (x === null || typeof x !== "object") {
        str += ` ${typeof x === "symbol" ? x.toString() : x}`;
      } else {
        str += ` ${formatArg(x)}`;
      }
    }
    return str;
  }
  function inspect(obj, options) {
    const { truncate: truncate2, multiline, ...stringifyOptions } = options ?? {};
    const prettyFormatOptions = {
      singleQuote: true,
      quoteKeys: false,
      min: true,
      spacingInner: " ",
      spacingOuter: " ",
      printBasicPrototype: false,
      compareKeys: null,
      ...multiline ? {
        min: false,
        spacingInner: void 0,
        spacingOuter: void 0
      } : {}
    };
    const threshold = truncate2 ?? 0;
    const formatted = stringify(obj, void 0, {
      ...prettyFormatOptions,
      ...stringifyOptions,
      maxLength: threshold || void 0
    });
    if (threshold === 0 || formatted.length <= threshold) {
      return formatted;
    }
    const type3 = Object.prototype.toString.call(obj);
    if (typeof obj === "string") {
      let end = threshold - 1;
      if (end > 0 && isHighSurrogate(formatted[end - 1])) {
        end = end - 1;
      }
      return `'${formatted.slice(1, end)}\u2026'`;
    }
    if (type3 === "[object Array]" || type3 === "[object Object]" || type3 === "[object Set]" || type3 === "[object Map]") {
      return stringifyByMaxWidth(obj, threshold, {
        ...prettyFormatOptions,
        ...stringifyOptions,
        maxDepth: 1
      });
    }
    return stringify(obj, void 0, {
      ...prettyFormatOptions,
      ...stringifyOptions,
      maxDepth: 0
    });
  }
  function stringifyByMaxWidth(object, threshold, options) {
    function evaluate(x) {
      return stringify(object, void 0, {
        ...options,
        maxWidth: x
      });
    }
    const opt = binarySearch(0, threshold, (x) => evaluate(x).length <= threshold);
    return evaluate(opt);
  }
  function binarySearch(x0, x1, f) {
    while (x0 + 1 < x1) {
      const x = Math.floor((x0 + x1) / 2);
      if (f(x)) {
        x0 = x;
      } else {
        x1 = x;
      }
    }
    return x0;
  }
  function isHighSurrogate(char) {
    return char >= "\uD800" && char <= "\uDBFF";
  }

  // node_modules/@vitest/utils/dist/helpers.js
  function notNullish(v) {
    return v != null;
  }
  function assertTypes(value, name, types) {
    const receivedType = typeof value;
    const pass = types.includes(receivedType);
    if (!pass) {
      throw new TypeError(`${name} value must be ${types.join(" or ")}, received "${receivedType}"`);
    }
  }
  function isPrimitive(value) {
    return value === null || typeof value !== "function" && typeof value !== "object";
  }
  function isObject(item) {
    return item != null && typeof item === "object" && !Array.isArray(item);
  }
  function isFinalObj(obj) {
    return obj === Object.prototype || obj === Function.prototype || obj === RegExp.prototype;
  }
  function getType2(value) {
    return Object.prototype.toString.apply(value).slice(8, -1);
  }
  function collectOwnProperties(obj, collector) {
    const collect = typeof collector === "function" ? collector : (key) => collector.add(key);
    Object.getOwnPropertyNames(obj).forEach(collect);
    Object.getOwnPropertySymbols(obj).forEach(collect);
  }
  function getOwnProperties(obj) {
    const ownProps = /* @__PURE__ */ new Set();
    if (isFinalObj(obj)) {
      return [];
    }
    collectOwnProperties(obj, ownProps);
    return Array.from(ownProps);
  }
  var defaultCloneOptions = { forceWritable: false };
  function deepClone(val, options = defaultCloneOptions) {
    const seen = /* @__PURE__ */ new WeakMap();
    return clone(val, seen, options);
  }
  function clone(val, seen, options = defaultCloneOptions) {
    let k, out;
    if (seen.has(val)) {
      return seen.get(val);
    }
    if (Array.isArray(val)) {
      out = Array.from({ length: k = val.length });
      seen.set(val, out);
      while (k--) {
        out[k] = clone(val[k], seen, options);
      }
      return out;
    }
    if (Object.prototype.toString.call(val) === "[object Object]") {
      out = Object.create(Object.getPrototypeOf(val));
      seen.set(val, out);
      const props = getOwnProperties(val);
      for (const k2 of props) {
        const descriptor = Object.getOwnPropertyDescriptor(val, k2);
        if (!descriptor) {
          continue;
        }
        const cloned = clone(val[k2], seen, options);
        if (options.forceWritable) {
          Object.defineProperty(out, k2, {
            enumerable: descriptor.enumerable,
            configurable: true,
            writable: true,
            value: cloned
          });
        } else if ("get" in descriptor) {
          Object.defineProperty(out, k2, {
            ...descriptor,
            get() {
              return cloned;
            }
          });
        } else {
          Object.defineProperty(out, k2, {
            ...descriptor,
            value: cloned
          });
        }
      }
      return out;
    }
    return val;
  }
  function noop() {
  }
  function getCallLastIndex(code) {
    let charIndex = -1;
    let inString = null;
    let startedBracers = 0;
    let endedBracers = 0;
    let beforeChar = null;
    while (charIndex <= code.length) {
      beforeChar = code[charIndex];
      charIndex++;
      const char = code[charIndex];
      const isCharString = char === '"' || char === "'" || char === "`";
      if (isCharString && beforeChar !== "\\") {
        if (inString === char) {
          inString = null;
        } else if (!inString) {
          inString = char;
        }
      }
      if (!inString) {
        if (char === "(") {
          startedBracers++;
        }
        if (char === ")") {
          endedBracers++;
        }
      }
      if (startedBracers && endedBracers && startedBracers === endedBracers) {
        return charIndex;
      }
    }
    return null;
  }
  function ordinal(i2) {
    const j = i2 % 10;
    const k = i2 % 100;
    if (j === 1 && k !== 11) {
      return `${i2}st`;
    }
    if (j === 2 && k !== 12) {
      return `${i2}nd`;
    }
    if (j === 3 && k !== 13) {
      return `${i2}rd`;
    }
    return `${i2}th`;
  }

  // node_modules/@vitest/utils/dist/diff.js
  var DIFF_DELETE = -1;
  var DIFF_INSERT = 1;
  var DIFF_EQUAL = 0;
  var Diff = class {
    0;
    1;
    constructor(op, text) {
      this[0] = op;
      this[1] = text;
    }
  };
  function diff_commonPrefix(text1, text2) {
    if (!text1 || !text2 || text1.charAt(0) !== text2.charAt(0)) {
      return 0;
    }
    let pointermin = 0;
    let pointermax = Math.min(text1.length, text2.length);
    let pointermid = pointermax;
    let pointerstart = 0;
    while (pointermin < pointermid) {
      if (text1.substring(pointerstart, pointermid) === text2.substring(pointerstart, pointermid)) {
        pointermin = pointermid;
        pointerstart = pointermin;
      } else {
        pointermax = pointermid;
      }
      pointermid = Math.floor((pointermax - pointermin) / 2 + pointermin);
    }
    return pointermid;
  }
  function diff_commonSuffix(text1, text2) {
    if (!text1 || !text2 || text1.charAt(text1.length - 1) !== text2.charAt(text2.length - 1)) {
      return 0;
    }
    let pointermin = 0;
    let pointermax = Math.min(text1.length, text2.length);
    let pointermid = pointermax;
    let pointerend = 0;
    while (pointermin < pointermid) {
      if (text1.substring(text1.length - pointermid, text1.length - pointerend) === text2.substring(text2.length - pointermid, text2.length - pointerend)) {
        pointermin = pointermid;
        pointerend = pointermin;
      } else {
        pointermax = pointermid;
      }
      pointermid = Math.floor((pointermax - pointermin) / 2 + pointermin);
    }
    return pointermid;
  }
  function diff_commonOverlap_(text1, text2) {
    const text1_length = text1.length;
    const text2_length = text2.length;
    if (text1_length === 0 || text2_length === 0) {
      return 0;
    }
    if (text1_length > text2_length) {
      text1 = text1.substring(text1_length - text2_length);
    } else if (text1_length < text2_length) {
      text2 = text2.substring(0, text1_length);
    }
    const text_length = Math.min(text1_length, text2_length);
    if (text1 === text2) {
      return text_length;
    }
    let best = 0;
    let length = 1;
    while (true) {
      const pattern = text1.substring(text_length - length);
      const found2 = text2.indexOf(pattern);
      if (found2 === -1) {
        return best;
      }
      length += found2;
      if (found2 === 0 || text1.substring(text_length - length) === text2.substring(0, length)) {
        best = length;
        length++;
      }
    }
  }
  function diff_cleanupSemantic(diffs) {
    let changes = false;
    const equalities = [];
    let equalitiesLength = 0;
    let lastEquality = null;
    let pointer = 0;
    let length_insertions1 = 0;
    let length_deletions1 = 0;
    let length_insertions2 = 0;
    let length_deletions2 = 0;
    while (pointer < diffs.length) {
      if (diffs[pointer][0] === DIFF_EQUAL) {
        equalities[equalitiesLength++] = pointer;
        length_insertions1 = length_insertions2;
        length_deletions1 = length_deletions2;
        length_insertions2 = 0;
        length_deletions2 = 0;
        lastEquality = diffs[pointer][1];
      } else {
        if (diffs[pointer][0] === DIFF_INSERT) {
          length_insertions2 += diffs[pointer][1].length;
        } else {
          length_deletions2 += diffs[pointer][1].length;
        }
        if (lastEquality && lastEquality.length <= Math.max(length_insertions1, length_deletions1) && lastEquality.length <= Math.max(length_insertions2, length_deletions2)) {
          diffs.splice(equalities[equalitiesLength - 1], 0, new Diff(DIFF_DELETE, lastEquality));
          diffs[equalities[equalitiesLength - 1] + 1][0] = DIFF_INSERT;
          equalitiesLength--;
          equalitiesLength--;
          pointer = equalitiesLength > 0 ? equalities[equalitiesLength - 1] : -1;
          length_insertions1 = 0;
          length_deletions1 = 0;
          length_insertions2 = 0;
          length_deletions2 = 0;
          lastEquality = null;
          changes = true;
        }
      }
      pointer++;
    }
    if (changes) {
      diff_cleanupMerge(diffs);
    }
    diff_cleanupSemanticLossless(diffs);
    pointer = 1;
    while (pointer < diffs.length) {
      if (diffs[pointer - 1][0] === DIFF_DELETE && diffs[pointer][0] === DIFF_INSERT) {
        const deletion = diffs[pointer - 1][1];
        const insertion = diffs[pointer][1];
        const overlap_length1 = diff_commonOverlap_(deletion, insertion);
        const overlap_length2 = diff_commonOverlap_(insertion, deletion);
        if (overlap_length1 >= overlap_length2) {
          if (overlap_length1 >= deletion.length / 2 || overlap_length1 >= insertion.length / 2) {
            diffs.splice(pointer, 0, new Diff(DIFF_EQUAL, insertion.substring(0, overlap_length1)));
            diffs[pointer - 1][1] = deletion.substring(0, deletion.length - overlap_length1);
            diffs[pointer + 1][1] = insertion.substring(overlap_length1);
            pointer++;
          }
        } else {
          if (overlap_length2 >= deletion.length / 2 || overlap_length2 >= insertion.length / 2) {
            diffs.splice(pointer, 0, new Diff(DIFF_EQUAL, deletion.substring(0, overlap_length2)));
            diffs[pointer - 1][0] = DIFF_INSERT;
            diffs[pointer - 1][1] = insertion.substring(0, insertion.length - overlap_length2);
            diffs[pointer + 1][0] = DIFF_DELETE;
            diffs[pointer + 1][1] = deletion.substring(overlap_length2);
            pointer++;
          }
        }
        pointer++;
      }
      pointer++;
    }
  }
  var nonAlphaNumericRegex_ = /[^a-z0-9]/i;
  var whitespaceRegex_ = /\s/;
  var linebreakRegex_ = /[\r\n]/;
  var blanklineEndRegex_ = /\n\r?\n$/;
  var blanklineStartRegex_ = /^\r?\n\r?\n/;
  function diff_cleanupSemanticLossless(diffs) {
    let pointer = 1;
    while (pointer < diffs.length - 1) {
      if (diffs[pointer - 1][0] === DIFF_EQUAL && diffs[pointer + 1][0] === DIFF_EQUAL) {
        let equality1 = diffs[pointer - 1][1];
        let edit = diffs[pointer][1];
        let equality2 = diffs[pointer + 1][1];
        const commonOffset = diff_commonSuffix(equality1, edit);
        if (commonOffset) {
          const commonString = edit.substring(edit.length - commonOffset);
          equality1 = equality1.substring(0, equality1.length - commonOffset);
          edit = commonString + edit.substring(0, edit.length - commonOffset);
          equality2 = commonString + equality2;
        }
        let bestEquality1 = equality1;
        let bestEdit = edit;
        let bestEquality2 = equality2;
        let bestScore = diff_cleanupSemanticScore_(equality1, edit) + diff_cleanupSemanticScore_(edit, equality2);
        while (edit.charAt(0) === equality2.charAt(0)) {
          equality1 += edit.charAt(0);
          edit = edit.substring(1) + equality2.charAt(0);
          equality2 = equality2.substring(1);
          const score = diff_cleanupSemanticScore_(equality1, edit) + diff_cleanupSemanticScore_(edit, equality2);
          if (score >= bestScore) {
            bestScore = score;
            bestEquality1 = equality1;
            bestEdit = edit;
            bestEquality2 = equality2;
          }
        }
        if (diffs[pointer - 1][1] !== bestEquality1) {
          if (bestEquality1) {
            diffs[pointer - 1][1] = bestEquality1;
          } else {
            diffs.splice(pointer - 1, 1);
            pointer--;
          }
          diffs[pointer][1] = bestEdit;
          if (bestEquality2) {
            diffs[pointer + 1][1] = bestEquality2;
          } else {
            diffs.splice(pointer + 1, 1);
            pointer--;
          }
        }
      }
      pointer++;
    }
  }
  function diff_cleanupMerge(diffs) {
    diffs.push(new Diff(DIFF_EQUAL, ""));
    let pointer = 0;
    let count_delete = 0;
    let count_insert = 0;
    let text_delete = "";
    let text_insert = "";
    let commonlength;
    while (pointer < diffs.length) {
      switch (diffs[pointer][0]) {
        case DIFF_INSERT:
          count_insert++;
          text_insert += diffs[pointer][1];
          pointer++;
          break;
        case DIFF_DELETE:
          count_delete++;
          text_delete += diffs[pointer][1];
          pointer++;
          break;
        case DIFF_EQUAL:
          if (count_delete + count_insert > 1) {
            if (count_delete !== 0 && count_insert !== 0) {
              commonlength = diff_commonPrefix(text_insert, text_delete);
              if (commonlength !== 0) {
                if (pointer - count_delete - count_insert > 0 && diffs[pointer - count_delete - count_insert - 1][0] === DIFF_EQUAL) {
                  diffs[pointer - count_delete - count_insert - 1][1] += text_insert.substring(0, commonlength);
                } else {
                  diffs.splice(0, 0, new Diff(DIFF_EQUAL, text_insert.substring(0, commonlength)));
                  pointer++;
                }
                text_insert = text_insert.substring(commonlength);
                text_delete = text_delete.substring(commonlength);
              }
              commonlength = diff_commonSuffix(text_insert, text_delete);
              if (commonlength !== 0) {
                diffs[pointer][1] = text_insert.substring(text_insert.length - commonlength) + diffs[pointer][1];
                text_insert = text_insert.substring(0, text_insert.length - commonlength);
                text_delete = text_delete.substring(0, text_delete.length - commonlength);
              }
            }
            pointer -= count_delete + count_insert;
            diffs.splice(pointer, count_delete + count_insert);
            if (text_delete.length) {
              diffs.splice(pointer, 0, new Diff(DIFF_DELETE, text_delete));
              pointer++;
            }
            if (text_insert.length) {
              diffs.splice(pointer, 0, new Diff(DIFF_INSERT, text_insert));
              pointer++;
            }
            pointer++;
          } else if (pointer !== 0 && diffs[pointer - 1][0] === DIFF_EQUAL) {
            diffs[pointer - 1][1] += diffs[pointer][1];
            diffs.splice(pointer, 1);
          } else {
            pointer++;
          }
          count_insert = 0;
          count_delete = 0;
          text_delete = "";
          text_insert = "";
          break;
      }
    }
    if (diffs.at(-1)?.[1] === "") {
      diffs.pop();
    }
    let changes = false;
    pointer = 1;
    while (pointer < diffs.length - 1) {
      if (diffs[pointer - 1][0] === DIFF_EQUAL && diffs[pointer + 1][0] === DIFF_EQUAL) {
        if (diffs[pointer][1].substring(diffs[pointer][1].length - diffs[pointer - 1][1].length) === diffs[pointer - 1][1]) {
          diffs[pointer][1] = diffs[pointer - 1][1] + diffs[pointer][1].substring(0, diffs[pointer][1].length - diffs[pointer - 1][1].length);
          diffs[pointer + 1][1] = diffs[pointer - 1][1] + diffs[pointer + 1][1];
          diffs.splice(pointer - 1, 1);
          changes = true;
        } else if (diffs[pointer][1].substring(0, diffs[pointer + 1][1].length) === diffs[pointer + 1][1]) {
          diffs[pointer - 1][1] += diffs[pointer + 1][1];
          diffs[pointer][1] = diffs[pointer][1].substring(diffs[pointer + 1][1].length) + diffs[pointer + 1][1];
          diffs.splice(pointer + 1, 1);
          changes = true;
        }
      }
      pointer++;
    }
    if (changes) {
      diff_cleanupMerge(diffs);
    }
  }
  function diff_cleanupSemanticScore_(one, two) {
    if (!one || !two) {
      return 6;
    }
    const char1 = one.charAt(one.length - 1);
    const char2 = two.charAt(0);
    const nonAlphaNumeric1 = char1.match(nonAlphaNumericRegex_);
    const nonAlphaNumeric2 = char2.match(nonAlphaNumericRegex_);
    const whitespace1 = nonAlphaNumeric1 && char1.match(whitespaceRegex_);
    const whitespace2 = nonAlphaNumeric2 && char2.match(whitespaceRegex_);
    const lineBreak1 = whitespace1 && char1.match(linebreakRegex_);
    const lineBreak2 = whitespace2 && char2.match(linebreakRegex_);
    const blankLine1 = lineBreak1 && one.match(blanklineEndRegex_);
    const blankLine2 = lineBreak2 && two.match(blanklineStartRegex_);
    if (blankLine1 || blankLine2) {
      return 5;
    } else if (lineBreak1 || lineBreak2) {
      return 4;
    } else if (nonAlphaNumeric1 && !whitespace1 && whitespace2) {
      return 3;
    } else if (whitespace1 || whitespace2) {
      return 2;
    } else if (nonAlphaNumeric1 || nonAlphaNumeric2) {
      return 1;
    }
    return 0;
  }
  var NO_DIFF_MESSAGE = "Compared values have no visual difference.";
  var SIMILAR_MESSAGE = "Compared values serialize to the same structure.\nPrinting internal object structure without calling `toJSON` instead.";
  function getDefaultExportFromCjs2(x) {
    return x && x.__esModule && Object.prototype.hasOwnProperty.call(x, "default") ? x["default"] : x;
  }
  var build = {};
  var hasRequiredBuild;
  function requireBuild() {
    if (hasRequiredBuild) return build;
    hasRequiredBuild = 1;
    Object.defineProperty(build, "__esModule", {
      value: true
    });
    build.default = diffSequence;
    const pkg = "diff-sequences";
    const NOT_YET_SET = 0;
    const countCommonItemsF = (aIndex, aEnd, bIndex, bEnd, isCommon) => {
      let nCommon = 0;
      while (aIndex < aEnd && bIndex < bEnd && isCommon(aIndex, bIndex)) {
        aIndex += 1;
        bIndex += 1;
        nCommon += 1;
      }
      return nCommon;
    };
    const countCommonItemsR = (aStart, aIndex, bStart, bIndex, isCommon) => {
      let nCommon = 0;
      while (aStart <= aIndex && bStart <= bIndex && isCommon(aIndex, bIndex)) {
        aIndex -= 1;
        bIndex -= 1;
        nCommon += 1;
      }
      return nCommon;
    };
    const extendPathsF = (d2, aEnd, bEnd, bF, isCommon, aIndexesF, iMaxF) => {
      let iF = 0;
      let kF = -d2;
      let aFirst = aIndexesF[iF];
      let aIndexPrev1 = aFirst;
      aIndexesF[iF] += countCommonItemsF(
        aFirst + 1,
        aEnd,
        bF + aFirst - kF + 1,
        bEnd,
        isCommon
      );
      const nF = d2 < iMaxF ? d2 : iMaxF;
      for (iF += 1, kF += 2; iF <= nF; iF += 1, kF += 2) {
        if (iF !== d2 && aIndexPrev1 < aIndexesF[iF]) {
          aFirst = aIndexesF[iF];
        } else {
          aFirst = aIndexPrev1 + 1;
          if (aEnd <= aFirst) {
            return iF - 1;
          }
        }
        aIndexPrev1 = aIndexesF[iF];
        aIndexesF[iF] = aFirst + countCommonItemsF(aFirst + 1, aEnd, bF + aFirst - kF + 1, bEnd, isCommon);
      }
      return iMaxF;
    };
    const extendPathsR = (d2, aStart, bStart, bR, isCommon, aIndexesR, iMaxR) => {
      let iR = 0;
      let kR = d2;
      let aFirst = aIndexesR[iR];
      let aIndexPrev1 = aFirst;
      aIndexesR[iR] -= countCommonItemsR(
        aStart,
        aFirst - 1,
        bStart,
        bR + aFirst - kR - 1,
        isCommon
      );
      const nR = d2 < iMaxR ? d2 : iMaxR;
      for (iR += 1, kR -= 2; iR <= nR; iR += 1, kR -= 2) {
        if (iR !== d2 && aIndexesR[iR] < aIndexPrev1) {
          aFirst = aIndexesR[iR];
        } else {
          aFirst = aIndexPrev1 - 1;
          if (aFirst < aStart) {
            return iR - 1;
          }
        }
        aIndexPrev1 = aIndexesR[iR];
        aIndexesR[iR] = aFirst - countCommonItemsR(
          aStart,
          aFirst - 1,
          bStart,
          bR + aFirst - kR - 1,
          isCommon
        );
      }
      return iMaxR;
    };
    const extendOverlappablePathsF = (d2, aStart, aEnd, bStart, bEnd, isCommon, aIndexesF, iMaxF, aIndexesR, iMaxR, division) => {
      const bF = bStart - aStart;
      const aLength = aEnd - aStart;
      const bLength = bEnd - bStart;
      const baDeltaLength = bLength - aLength;
      const kMinOverlapF = -baDeltaLength - (d2 - 1);
      const kMaxOverlapF = -baDeltaLength + (d2 - 1);
      let aIndexPrev1 = NOT_YET_SET;
      const nF = d2 < iMaxF ? d2 : iMaxF;
      for (let iF = 0, kF = -d2; iF <= nF; iF += 1, kF += 2) {
        const insert = iF === 0 || iF !== d2 && aIndexPrev1 < aIndexesF[iF];
        const aLastPrev = insert ? aIndexesF[iF] : aIndexPrev1;
        const aFirst = insert ? aLastPrev : aLastPrev + 1;
        const bFirst = bF + aFirst - kF;
        const nCommonF = countCommonItemsF(
          aFirst + 1,
          aEnd,
          bFirst + 1,
          bEnd,
          isCommon
        );
        const aLast = aFirst + nCommonF;
        aIndexPrev1 = aIndexesF[iF];
        aIndexesF[iF] = aLast;
        if (kMinOverlapF <= kF && kF <= kMaxOverlapF) {
          const iR = (d2 - 1 - (kF + baDeltaLength)) / 2;
          if (iR <= iMaxR && aIndexesR[iR] - 1 <= aLast) {
            const bLastPrev = bF + aLastPrev - (insert ? kF + 1 : kF - 1);
            const nCommonR = countCommonItemsR(
              aStart,
              aLastPrev,
              bStart,
              bLastPrev,
              isCommon
            );
            const aIndexPrevFirst = aLastPrev - nCommonR;
            const bIndexPrevFirst = bLastPrev - nCommonR;
            const aEndPreceding = aIndexPrevFirst + 1;
            const bEndPreceding = bIndexPrevFirst + 1;
            division.nChangePreceding = d2 - 1;
            if (d2 - 1 === aEndPreceding + bEndPreceding - aStart - bStart) {
              division.aEndPreceding = aStart;
              division.bEndPreceding = bStart;
            } else {
              division.aEndPreceding = aEndPreceding;
              division.bEndPreceding = bEndPreceding;
            }
            division.nCommonPreceding = nCommonR;
            if (nCommonR !== 0) {
              division.aCommonPreceding = aEndPreceding;
              division.bCommonPreceding = bEndPreceding;
            }
            division.nCommonFollowing = nCommonF;
            if (nCommonF !== 0) {
              division.aCommonFollowing = aFirst + 1;
              division.bCommonFollowing = bFirst + 1;
            }
            const aStartFollowing = aLast + 1;
            const bStartFollowing = bFirst + nCommonF + 1;
            division.nChangeFollowing = d2 - 1;
            if (d2 - 1 === aEnd + bEnd - aStartFollowing - bStartFollowing) {
              division.aStartFollowing = aEnd;
              division.bStartFollowing = bEnd;
            } else {
              division.aStartFollowing = aStartFollowing;
              division.bStartFollowing = bStartFollowing;
            }
            return true;
          }
        }
      }
      return false;
    };
    const extendOverlappablePathsR = (d2, aStart, aEnd, bStart, bEnd, isCommon, aIndexesF, iMaxF, aIndexesR, iMaxR, division) => {
      const bR = bEnd - aEnd;
      const aLength = aEnd - aStart;
      const bLength = bEnd - bStart;
      const baDeltaLength = bLength - aLength;
      const kMinOverlapR = baDeltaLength - d2;
      const kMaxOverlapR = baDeltaLength + d2;
      let aIndexPrev1 = NOT_YET_SET;
      const nR = d2 < iMaxR ? d2 : iMaxR;
      for (let iR = 0, kR = d2; iR <= nR; iR += 1, kR -= 2) {
        const insert = iR === 0 || iR !== d2 && aIndexesR[iR] < aIndexPrev1;
        const aLastPrev = insert ? aIndexesR[iR] : aIndexPrev1;
        const aFirst = insert ? aLastPrev : aLastPrev - 1;
        const bFirst = bR + aFirst - kR;
        const nCommonR = countCommonItemsR(
          aStart,
          aFirst - 1,
          bStart,
          bFirst - 1,
          isCommon
        );
        const aLast = aFirst - nCommonR;
        aIndexPrev1 = aIndexesR[iR];
        aIndexesR[iR] = aLast;
        if (kMinOverlapR <= kR && kR <= kMaxOverlapR) {
          const iF = (d2 + (kR - baDeltaLength)) / 2;
          if (iF <= iMaxF && aLast - 1 <= aIndexesF[iF]) {
            const bLast = bFirst - nCommonR;
            division.nChangePreceding = d2;
            if (d2 === aLast + bLast - aStart - bStart) {
              division.aEndPreceding = aStart;
              division.bEndPreceding = bStart;
            } else {
              division.aEndPreceding = aLast;
              division.bEndPreceding = bLast;
            }
            division.nCommonPreceding = nCommonR;
            if (nCommonR !== 0) {
              division.aCommonPreceding = aLast;
              division.bCommonPreceding = bLast;
            }
            division.nChangeFollowing = d2 - 1;
            if (d2 === 1) {
              division.nCommonFollowing = 0;
              division.aStartFollowing = aEnd;
              division.bStartFollowing = bEnd;
            } else {
              const bLastPrev = bR + aLastPrev - (insert ? kR - 1 : kR + 1);
              const nCommonF = countCommonItemsF(
                aLastPrev,
                aEnd,
                bLastPrev,
                bEnd,
                isCommon
              );
              division.nCommonFollowing = nCommonF;
              if (nCommonF !== 0) {
                division.aCommonFollowing = aLastPrev;
                division.bCommonFollowing = bLastPrev;
              }
              const aStartFollowing = aLastPrev + nCommonF;
              const bStartFollowing = bLastPrev + nCommonF;
              if (d2 - 1 === aEnd + bEnd - aStartFollowing - bStartFollowing) {
                division.aStartFollowing = aEnd;
                division.bStartFollowing = bEnd;
              } else {
                division.aStartFollowing = aStartFollowing;
                division.bStartFollowing = bStartFollowing;
              }
            }
            return true;
          }
        }
      }
      return false;
    };
    const divide = (nChange, aStart, aEnd, bStart, bEnd, isCommon, aIndexesF, aIndexesR, division) => {
      const bF = bStart - aStart;
      const bR = bEnd - aEnd;
      const aLength = aEnd - aStart;
      const bLength = bEnd - bStart;
      const baDeltaLength = bLength - aLength;
      let iMaxF = aLength;
      let iMaxR = aLength;
      aIndexesF[0] = aStart - 1;
      aIndexesR[0] = aEnd;
      if (baDeltaLength % 2 === 0) {
        const dMin = (nChange || baDeltaLength) / 2;
        const dMax = (aLength + bLength) / 2;
        for (let d2 = 1; d2 <= dMax; d2 += 1) {
          iMaxF = extendPathsF(d2, aEnd, bEnd, bF, isCommon, aIndexesF, iMaxF);
          if (d2 < dMin) {
            iMaxR = extendPathsR(d2, aStart, bStart, bR, isCommon, aIndexesR, iMaxR);
          } else if (
            // If a reverse path overlaps a forward path in the same diagonal,
            // return a division of the index intervals at the middle change.
            extendOverlappablePathsR(
              d2,
              aStart,
              aEnd,
              bStart,
              bEnd,
              isCommon,
              aIndexesF,
              iMaxF,
              aIndexesR,
              iMaxR,
              division
            )
          ) {
            return;
          }
        }
      } else {
        const dMin = ((nChange || baDeltaLength) + 1) / 2;
        const dMax = (aLength + bLength + 1) / 2;
        let d2 = 1;
        iMaxF = extendPathsF(d2, aEnd, bEnd, bF, isCommon, aIndexesF, iMaxF);
        for (d2 += 1; d2 <= dMax; d2 += 1) {
          iMaxR = extendPathsR(
            d2 - 1,
            aStart,
            bStart,
            bR,
            isCommon,
            aIndexesR,
            iMaxR
          );
          if (d2 < dMin) {
            iMaxF = extendPathsF(d2, aEnd, bEnd, bF, isCommon, aIndexesF, iMaxF);
          } else if (
            // If a forward path overlaps a reverse path in the same diagonal,
            // return a division of the index intervals at the middle change.
            extendOverlappablePathsF(
              d2,
              aStart,
              aEnd,
              bStart,
              bEnd,
              isCommon,
              aIndexesF,
              iMaxF,
              aIndexesR,
              iMaxR,
              division
            )
          ) {
            return;
          }
        }
      }
      throw new Error(
        `${pkg}: no overlap aStart=${aStart} aEnd=${aEnd} bStart=${bStart} bEnd=${bEnd}`
      );
    };
    const findSubsequences = (nChange, aStart, aEnd, bStart, bEnd, transposed, callbacks, aIndexesF, aIndexesR, division) => {
      if (bEnd - bStart < aEnd - aStart) {
        transposed = !transposed;
        if (transposed && callbacks.length === 1) {
          const { foundSubsequence: foundSubsequence2, isCommon: isCommon2 } = callbacks[0];
          callbacks[1] = {
            foundSubsequence: (nCommon, bCommon, aCommon) => {
              foundSubsequence2(nCommon, aCommon, bCommon);
            },
            isCommon: (bIndex, aIndex) => isCommon2(aIndex, bIndex)
          };
        }
        const tStart = aStart;
        const tEnd = aEnd;
        aStart = bStart;
        aEnd = bEnd;
        bStart = tStart;
        bEnd = tEnd;
      }
      const { foundSubsequence, isCommon } = callbacks[transposed ? 1 : 0];
      divide(
        nChange,
        aStart,
        aEnd,
        bStart,
        bEnd,
        isCommon,
        aIndexesF,
        aIndexesR,
        division
      );
      const {
        nChangePreceding,
        aEndPreceding,
        bEndPreceding,
        nCommonPreceding,
        aCommonPreceding,
        bCommonPreceding,
        nCommonFollowing,
        aCommonFollowing,
        bCommonFollowing,
        nChangeFollowing,
        aStartFollowing,
        bStartFollowing
      } = division;
      if (aStart < aEndPreceding && bStart < bEndPreceding) {
        findSubsequences(
          nChangePreceding,
          aStart,
          aEndPreceding,
          bStart,
          bEndPreceding,
          transposed,
          callbacks,
          aIndexesF,
          aIndexesR,
          division
        );
      }
      if (nCommonPreceding !== 0) {
        foundSubsequence(nCommonPreceding, aCommonPreceding, bCommonPreceding);
      }
      if (nCommonFollowing !== 0) {
        foundSubsequence(nCommonFollowing, aCommonFollowing, bCommonFollowing);
      }
      if (aStartFollowing < aEnd && bStartFollowing < bEnd) {
        findSubsequences(
          nChangeFollowing,
          aStartFollowing,
          aEnd,
          bStartFollowing,
          bEnd,
          transposed,
          callbacks,
          aIndexesF,
          aIndexesR,
          division
        );
      }
    };
    const validateLength = (name, arg) => {
      if (typeof arg !== "number") {
        throw new TypeError(`${pkg}: ${name} typeof ${typeof arg} is not a number`);
      }
      if (!Number.isSafeInteger(arg)) {
        throw new RangeError(`${pkg}: ${name} value ${arg} is not a safe integer`);
      }
      if (arg < 0) {
        throw new RangeError(`${pkg}: ${name} value ${arg} is a negative integer`);
      }
    };
    const validateCallback = (name, arg) => {
      const type3 = typeof arg;
      if (type3 !== "function") {
        throw new TypeError(`${pkg}: ${name} typeof ${type3} is not a function`);
      }
    };
    function diffSequence(aLength, bLength, isCommon, foundSubsequence) {
      validateLength("aLength", aLength);
      validateLength("bLength", bLength);
      validateCallback("isCommon", isCommon);
      validateCallback("foundSubsequence", foundSubsequence);
      const nCommonF = countCommonItemsF(0, aLength, 0, bLength, isCommon);
      if (nCommonF !== 0) {
        foundSubsequence(nCommonF, 0, 0);
      }
      if (aLength !== nCommonF || bLength !== nCommonF) {
        const aStart = nCommonF;
        const bStart = nCommonF;
        const nCommonR = countCommonItemsR(
          aStart,
          aLength - 1,
          bStart,
          bLength - 1,
          isCommon
        );
        const aEnd = aLength - nCommonR;
        const bEnd = bLength - nCommonR;
        const nCommonFR = nCommonF + nCommonR;
        if (aLength !== nCommonFR && bLength !== nCommonFR) {
          const nChange = 0;
          const transposed = false;
          const callbacks = [
            {
              foundSubsequence,
              isCommon
            }
          ];
          const aIndexesF = [NOT_YET_SET];
          const aIndexesR = [NOT_YET_SET];
          const division = {
            aCommonFollowing: NOT_YET_SET,
            aCommonPreceding: NOT_YET_SET,
            aEndPreceding: NOT_YET_SET,
            aStartFollowing: NOT_YET_SET,
            bCommonFollowing: NOT_YET_SET,
            bCommonPreceding: NOT_YET_SET,
            bEndPreceding: NOT_YET_SET,
            bStartFollowing: NOT_YET_SET,
            nChangeFollowing: NOT_YET_SET,
            nChangePreceding: NOT_YET_SET,
            nCommonFollowing: NOT_YET_SET,
            nCommonPreceding: NOT_YET_SET
          };
          findSubsequences(
            nChange,
            aStart,
            aEnd,
            bStart,
            bEnd,
            transposed,
            callbacks,
            aIndexesF,
            aIndexesR,
            division
          );
        }
        if (nCommonR !== 0) {
          foundSubsequence(nCommonR, aEnd, bEnd);
        }
      }
    }
    return build;
  }
  var buildExports = /* @__PURE__ */ requireBuild();
  var diffSequences = /* @__PURE__ */ getDefaultExportFromCjs2(buildExports);
  function formatTrailingSpaces(line, trailingSpaceFormatter) {
    return line.replace(/\s+$/, (match) => trailingSpaceFormatter(match));
  }
  function printDiffLine(line, isFirstOrLast, color, indicator, trailingSpaceFormatter, emptyFirstOrLastLinePlaceholder) {
    return line.length !== 0 ? color(`${indicator} ${formatTrailingSpaces(line, trailingSpaceFormatter)}`) : indicator !== " " ? color(indicator) : isFirstOrLast && emptyFirstOrLastLinePlaceholder.length !== 0 ? color(`${indicator} ${emptyFirstOrLastLinePlaceholder}`) : "";
  }
  function printDeleteLine(line, isFirstOrLast, { aColor, aIndicator, changeLineTrailingSpaceColor, emptyFirstOrLastLinePlaceholder }) {
    return printDiffLine(line, isFirstOrLast, aColor, aIndicator, changeLineTrailingSpaceColor, emptyFirstOrLastLinePlaceholder);
  }
  function printInsertLine(line, isFirstOrLast, { bColor, bIndicator, changeLineTrailingSpaceColor, emptyFirstOrLastLinePlaceholder }) {
    return printDiffLine(line, isFirstOrLast, bColor, bIndicator, changeLineTrailingSpaceColor, emptyFirstOrLastLinePlaceholder);
  }
  function printCommonLine(line, isFirstOrLast, { commonColor, commonIndicator, commonLineTrailingSpaceColor, emptyFirstOrLastLinePlaceholder }) {
    return printDiffLine(line, isFirstOrLast, commonColor, commonIndicator, commonLineTrailingSpaceColor, emptyFirstOrLastLinePlaceholder);
  }
  function createPatchMark(aStart, aEnd, bStart, bEnd, { patchColor }) {
    return patchColor(`@@ -${aStart + 1},${aEnd - aStart} +${bStart + 1},${bEnd - bStart} @@`);
  }
  function joinAlignedDiffsNoExpand(diffs, options) {
    const iLength = diffs.length;
    const nContextLines = options.contextLines;
    const nContextLines2 = nContextLines + nContextLines;
    let jLength = iLength;
    let hasExcessAtStartOrEnd = false;
    let nExcessesBetweenChanges = 0;
    let i2 = 0;
    while (i2 !== iLength) {
      const iStart = i2;
      while (i2 !== iLength && diffs[i2][0] === DIFF_EQUAL) {
        i2 += 1;
      }
      if (iStart !== i2) {
        if (iStart === 0) {
          if (i2 > nContextLines) {
            jLength -= i2 - nContextLines;
            hasExcessAtStartOrEnd = true;
          }
        } else if (i2 === iLength) {
          const n2 = i2 - iStart;
          if (n2 > nContextLines) {
            jLength -= n2 - nContextLines;
            hasExcessAtStartOrEnd = true;
          }
        } else {
          const n2 = i2 - iStart;
          if (n2 > nContextLines2) {
            jLength -= n2 - nContextLines2;
            nExcessesBetweenChanges += 1;
          }
        }
      }
      while (i2 !== iLength && diffs[i2][0] !== DIFF_EQUAL) {
        i2 += 1;
      }
    }
    const hasPatch = nExcessesBetweenChanges !== 0 || hasExcessAtStartOrEnd;
    if (nExcessesBetweenChanges !== 0) {
      jLength += nExcessesBetweenChanges + 1;
    } else if (hasExcessAtStartOrEnd) {
      jLength += 1;
    }
    const jLast = jLength - 1;
    const lines = [];
    let jPatchMark = 0;
    if (hasPatch) {
      lines.push("");
    }
    let aStart = 0;
    let bStart = 0;
    let aEnd = 0;
    let bEnd = 0;
    const pushCommonLine = (line) => {
      const j = lines.length;
      lines.push(printCommonLine(line, j === 0 || j === jLast, options));
      aEnd += 1;
      bEnd += 1;
    };
    const pushDeleteLine = (line) => {
      const j = lines.length;
      lines.push(printDeleteLine(line, j === 0 || j === jLast, options));
      aEnd += 1;
    };
    const pushInsertLine = (line) => {
      const j = lines.length;
      lines.push(printInsertLine(line, j === 0 || j === jLast, options));
      bEnd += 1;
    };
    i2 = 0;
    while (i2 !== iLength) {
      let iStart = i2;
      while (i2 !== iLength && diffs[i2][0] === DIFF_EQUAL) {
        i2 += 1;
      }
      if (iStart !== i2) {
        if (iStart === 0) {
          if (i2 > nContextLines) {
            iStart = i2 - nContextLines;
            aStart = iStart;
            bStart = iStart;
            aEnd = aStart;
            bEnd = bStart;
          }
          for (let iCommon = iStart; iCommon !== i2; iCommon += 1) {
            pushCommonLine(diffs[iCommon][1]);
          }
        } else if (i2 === iLength) {
          const iEnd = i2 - iStart > nContextLines ? iStart + nContextLines : i2;
          for (let iCommon = iStart; iCommon !== iEnd; iCommon += 1) {
            pushCommonLine(diffs[iCommon][1]);
          }
        } else {
          const nCommon = i2 - iStart;
          if (nCommon > nContextLines2) {
            const iEnd = iStart + nContextLines;
            for (let iCommon = iStart; iCommon !== iEnd; iCommon += 1) {
              pushCommonLine(diffs[iCommon][1]);
            }
            lines[jPatchMark] = createPatchMark(aStart, aEnd, bStart, bEnd, options);
            jPatchMark = lines.length;
            lines.push("");
            const nOmit = nCommon - nContextLines2;
            aStart = aEnd + nOmit;
            bStart = bEnd + nOmit;
            aEnd = aStart;
            bEnd = bStart;
            for (let iCommon = i2 - nContextLines; iCommon !== i2; iCommon += 1) {
              pushCommonLine(diffs[iCommon][1]);
            }
          } else {
            for (let iCommon = iStart; iCommon !== i2; iCommon += 1) {
              pushCommonLine(diffs[iCommon][1]);
            }
          }
        }
      }
      while (i2 !== iLength && diffs[i2][0] === DIFF_DELETE) {
        pushDeleteLine(diffs[i2][1]);
        i2 += 1;
      }
      while (i2 !== iLength && diffs[i2][0] === DIFF_INSERT) {
        pushInsertLine(diffs[i2][1]);
        i2 += 1;
      }
    }
    if (hasPatch) {
      lines[jPatchMark] = createPatchMark(aStart, aEnd, bStart, bEnd, options);
    }
    return lines.join("\n");
  }
  function joinAlignedDiffsExpand(diffs, options) {
    return diffs.map((diff2, i2, diffs2) => {
      const line = diff2[1];
      const isFirstOrLast = i2 === 0 || i2 === diffs2.length - 1;
      switch (diff2[0]) {
        case DIFF_DELETE:
          return printDeleteLine(line, isFirstOrLast, options);
        case DIFF_INSERT:
          return printInsertLine(line, isFirstOrLast, options);
        default:
          return printCommonLine(line, isFirstOrLast, options);
      }
    }).join("\n");
  }
  var noColor = (string) => string;
  var DIFF_CONTEXT_DEFAULT = 5;
  var DIFF_TRUNCATE_THRESHOLD_DEFAULT = 0;
  function getDefaultOptions() {
    return {
      aAnnotation: "Expected",
      aColor: $.green,
      aIndicator: "-",
      bAnnotation: "Received",
      bColor: $.red,
      bIndicator: "+",
      changeColor: $.inverse,
      changeLineTrailingSpaceColor: noColor,
      commonColor: $.dim,
      commonIndicator: " ",
      commonLineTrailingSpaceColor: noColor,
      compareKeys: void 0,
      contextLines: DIFF_CONTEXT_DEFAULT,
      emptyFirstOrLastLinePlaceholder: "",
      expand: false,
      includeChangeCounts: false,
      omitAnnotationLines: false,
      patchColor: $.yellow,
      printBasicPrototype: false,
      truncateThreshold: DIFF_TRUNCATE_THRESHOLD_DEFAULT,
      truncateAnnotation: "... Diff result is truncated",
      truncateAnnotationColor: noColor
    };
  }
  function getCompareKeys(compareKeys) {
    return compareKeys && typeof compareKeys === "function" ? compareKeys : void 0;
  }
  function getContextLines(contextLines) {
    return typeof contextLines === "number" && Number.isSafeInteger(contextLines) && contextLines >= 0 ? contextLines : DIFF_CONTEXT_DEFAULT;
  }
  function normalizeDiffOptions(options = {}) {
    return {
      ...getDefaultOptions(),
      ...options,
      compareKeys: getCompareKeys(options.compareKeys),
      contextLines: getContextLines(options.contextLines)
    };
  }
  function isEmptyString(lines) {
    return lines.length === 1 && lines[0].length === 0;
  }
  function countChanges(diffs) {
    let a = 0;
    let b2 = 0;
    diffs.forEach((diff2) => {
      switch (diff2[0]) {
        case DIFF_DELETE:
          a += 1;
          break;
        case DIFF_INSERT:
          b2 += 1;
          break;
      }
    });
    return {
      a,
      b: b2
    };
  }
  function printAnnotation({ aAnnotation, aColor, aIndicator, bAnnotation, bColor, bIndicator, includeChangeCounts, omitAnnotationLines }, changeCounts) {
    if (omitAnnotationLines) {
      return "";
    }
    let aRest = "";
    let bRest = "";
    if (includeChangeCounts) {
      const aCount = String(changeCounts.a);
      const bCount = String(changeCounts.b);
      const baAnnotationLengthDiff = bAnnotation.length - aAnnotation.length;
      const aAnnotationPadding = " ".repeat(Math.max(0, baAnnotationLengthDiff));
      const bAnnotationPadding = " ".repeat(Math.max(0, -baAnnotationLengthDiff));
      const baCountLengthDiff = bCount.length - aCount.length;
      const aCountPadding = " ".repeat(Math.max(0, baCountLengthDiff));
      const bCountPadding = " ".repeat(Math.max(0, -baCountLengthDiff));
      aRest = `${aAnnotationPadding}  ${aIndicator} ${aCountPadding}${aCount}`;
      bRest = `${bAnnotationPadding}  ${bIndicator} ${bCountPadding}${bCount}`;
    }
    const a = `${aIndicator} ${aAnnotation}${aRest}`;
    const b2 = `${bIndicator} ${bAnnotation}${bRest}`;
    return `${aColor(a)}
${bColor(b2)}

`;
  }
  function printDiffLines(diffs, truncated, options) {
    return printAnnotation(options, countChanges(diffs)) + (options.expand ? joinAlignedDiffsExpand(diffs, options) : joinAlignedDiffsNoExpand(diffs, options)) + (truncated ? options.truncateAnnotationColor(`
${options.truncateAnnotation}`) : "");
  }
  function diffLinesUnified(aLines, bLines, options) {
    const normalizedOptions = normalizeDiffOptions(options);
    const [diffs, truncated] = diffLinesRaw(isEmptyString(aLines) ? [] : aLines, isEmptyString(bLines) ? [] : bLines, normalizedOptions);
    return printDiffLines(diffs, truncated, normalizedOptions);
  }
  function diffLinesUnified2(aLinesDisplay, bLinesDisplay, aLinesCompare, bLinesCompare, options) {
    if (isEmptyString(aLinesDisplay) && isEmptyString(aLinesCompare)) {
      aLinesDisplay = [];
      aLinesCompare = [];
    }
    if (isEmptyString(bLinesDisplay) && isEmptyString(bLinesCompare)) {
      bLinesDisplay = [];
      bLinesCompare = [];
    }
    if (aLinesDisplay.length !== aLinesCompare.length || bLinesDisplay.length !== bLinesCompare.length) {
      return diffLinesUnified(aLinesDisplay, bLinesDisplay, options);
    }
    const [diffs, truncated] = diffLinesRaw(aLinesCompare, bLinesCompare, options);
    let aIndex = 0;
    let bIndex = 0;
    diffs.forEach((diff2) => {
      switch (diff2[0]) {
        case DIFF_DELETE:
          diff2[1] = aLinesDisplay[aIndex];
          aIndex += 1;
          break;
        case DIFF_INSERT:
          diff2[1] = bLinesDisplay[bIndex];
          bIndex += 1;
          break;
        default:
          diff2[1] = bLinesDisplay[bIndex];
          aIndex += 1;
          bIndex += 1;
      }
    });
    return printDiffLines(diffs, truncated, normalizeDiffOptions(options));
  }
  function diffLinesRaw(aLines, bLines, options) {
    const truncate2 = options?.truncateThreshold ?? false;
    const truncateThreshold = Math.max(Math.floor(options?.truncateThreshold ?? 0), 0);
    const aLength = truncate2 ? Math.min(aLines.length, truncateThreshold) : aLines.length;
    const bLength = truncate2 ? Math.min(bLines.length, truncateThreshold) : bLines.length;
    const truncated = aLength !== aLines.length || bLength !== bLines.length;
    const isCommon = (aIndex2, bIndex2) => aLines[aIndex2] === bLines[bIndex2];
    const diffs = [];
    let aIndex = 0;
    let bIndex = 0;
    const foundSubsequence = (nCommon, aCommon, bCommon) => {
      for (; aIndex !== aCommon; aIndex += 1) {
        diffs.push(new Diff(DIFF_DELETE, aLines[aIndex]));
      }
      for (; bIndex !== bCommon; bIndex += 1) {
        diffs.push(new Diff(DIFF_INSERT, bLines[bIndex]));
      }
      for (; nCommon !== 0; nCommon -= 1, aIndex += 1, bIndex += 1) {
        diffs.push(new Diff(DIFF_EQUAL, bLines[bIndex]));
      }
    };
    diffSequences(aLength, bLength, isCommon, foundSubsequence);
    for (; aIndex !== aLength; aIndex += 1) {
      diffs.push(new Diff(DIFF_DELETE, aLines[aIndex]));
    }
    for (; bIndex !== bLength; bIndex += 1) {
      diffs.push(new Diff(DIFF_INSERT, bLines[bIndex]));
    }
    return [diffs, truncated];
  }
  function getType3(value) {
    if (value === void 0) {
      return "undefined";
    } else if (value === null) {
      return "null";
    } else if (Array.isArray(value)) {
      return "array";
    } else if (typeof value === "boolean") {
      return "boolean";
    } else if (typeof value === "function") {
      return "function";
    } else if (typeof value === "number") {
      return "number";
    } else if (typeof value === "string") {
      return "string";
    } else if (typeof value === "bigint") {
      return "bigint";
    } else if (typeof value === "object") {
      if (value != null) {
        if (value.constructor === RegExp) {
          return "regexp";
        } else if (value.constructor === Map) {
          return "map";
        } else if (value.constructor === Set) {
          return "set";
        } else if (value.constructor === Date) {
          return "date";
        }
      }
      return "object";
    } else if (typeof value === "symbol") {
      return "symbol";
    }
    throw new Error(`value of unknown type: ${value}`);
  }
  function getNewLineSymbol(string) {
    return string.includes("\r\n") ? "\r\n" : "\n";
  }
  function diffStrings(a, b2, options) {
    const truncate2 = options?.truncateThreshold ?? false;
    const truncateThreshold = Math.max(Math.floor(options?.truncateThreshold ?? 0), 0);
    let aLength = a.length;
    let bLength = b2.length;
    if (truncate2) {
      const aMultipleLines = a.includes("\n");
      const bMultipleLines = b2.includes("\n");
      const aNewLineSymbol = getNewLineSymbol(a);
      const bNewLineSymbol = getNewLineSymbol(b2);
      const _a = aMultipleLines ? `${a.split(aNewLineSymbol, truncateThreshold).join(aNewLineSymbol)}
` : a;
      const _b = bMultipleLines ? `${b2.split(bNewLineSymbol, truncateThreshold).join(bNewLineSymbol)}
` : b2;
      aLength = _a.length;
      bLength = _b.length;
    }
    const truncated = aLength !== a.length || bLength !== b2.length;
    const isCommon = (aIndex2, bIndex2) => a[aIndex2] === b2[bIndex2];
    let aIndex = 0;
    let bIndex = 0;
    const diffs = [];
    const foundSubsequence = (nCommon, aCommon, bCommon) => {
      if (aIndex !== aCommon) {
        diffs.push(new Diff(DIFF_DELETE, a.slice(aIndex, aCommon)));
      }
      if (bIndex !== bCommon) {
        diffs.push(new Diff(DIFF_INSERT, b2.slice(bIndex, bCommon)));
      }
      aIndex = aCommon + nCommon;
      bIndex = bCommon + nCommon;
      diffs.push(new Diff(DIFF_EQUAL, b2.slice(bCommon, bIndex)));
    };
    diffSequences(aLength, bLength, isCommon, foundSubsequence);
    if (aIndex !== aLength) {
      diffs.push(new Diff(DIFF_DELETE, a.slice(aIndex)));
    }
    if (bIndex !== bLength) {
      diffs.push(new Diff(DIFF_INSERT, b2.slice(bIndex)));
    }
    return [diffs, truncated];
  }
  function concatenateRelevantDiffs(op, diffs, changeColor) {
    return diffs.reduce((reduced, diff2) => reduced + (diff2[0] === DIFF_EQUAL ? diff2[1] : diff2[0] === op && diff2[1].length !== 0 ? changeColor(diff2[1]) : ""), "");
  }
  var ChangeBuffer = class {
    op;
    line;
    lines;
    changeColor;
    constructor(op, changeColor) {
      this.op = op;
      this.line = [];
      this.lines = [];
      this.changeColor = changeColor;
    }
    pushSubstring(substring) {
      this.pushDiff(new Diff(this.op, substring));
    }
    pushLine() {
      this.lines.push(this.line.length !== 1 ? new Diff(this.op, concatenateRelevantDiffs(this.op, this.line, this.changeColor)) : this.line[0][0] === this.op ? this.line[0] : new Diff(this.op, this.line[0][1]));
      this.line.length = 0;
    }
    isLineEmpty() {
      return this.line.length === 0;
    }
    // Minor input to buffer.
    pushDiff(diff2) {
      this.line.push(diff2);
    }
    // Main input to buffer.
    align(diff2) {
      const string = diff2[1];
      if (string.includes("\n")) {
        const substrings = string.split("\n");
        const iLast = substrings.length - 1;
        substrings.forEach((substring, i2) => {
          if (i2 < iLast) {
            this.pushSubstring(substring);
            this.pushLine();
          } else if (substring.length !== 0) {
            this.pushSubstring(substring);
          }
        });
      } else {
        this.pushDiff(diff2);
      }
    }
    // Output from buffer.
    moveLinesTo(lines) {
      if (!this.isLineEmpty()) {
        this.pushLine();
      }
      lines.push(...this.lines);
      this.lines.length = 0;
    }
  };
  var CommonBuffer = class {
    deleteBuffer;
    insertBuffer;
    lines;
    constructor(deleteBuffer, insertBuffer) {
      this.deleteBuffer = deleteBuffer;
      this.insertBuffer = insertBuffer;
      this.lines = [];
    }
    pushDiffCommonLine(diff2) {
      this.lines.push(diff2);
    }
    pushDiffChangeLines(diff2) {
      const isDiffEmpty = diff2[1].length === 0;
      if (!isDiffEmpty || this.deleteBuffer.isLineEmpty()) {
        this.deleteBuffer.pushDiff(diff2);
      }
      if (!isDiffEmpty || this.insertBuffer.isLineEmpty()) {
        this.insertBuffer.pushDiff(diff2);
      }
    }
    flushChangeLines() {
      this.deleteBuffer.moveLinesTo(this.lines);
      this.insertBuffer.moveLinesTo(this.lines);
    }
    // Input to buffer.
    align(diff2) {
      const op = diff2[0];
      const string = diff2[1];
      if (string.includes("\n")) {
        const substrings = string.split("\n");
        const iLast = substrings.length - 1;
        substrings.forEach((substring, i2) => {
          if (i2 === 0) {
            const subdiff = new Diff(op, substring);
            if (this.deleteBuffer.isLineEmpty() && this.insertBuffer.isLineEmpty()) {
              this.flushChangeLines();
              this.pushDiffCommonLine(subdiff);
            } else {
              this.pushDiffChangeLines(subdiff);
              this.flushChangeLines();
            }
          } else if (i2 < iLast) {
            this.pushDiffCommonLine(new Diff(op, substring));
          } else if (substring.length !== 0) {
            this.pushDiffChangeLines(new Diff(op, substring));
          }
        });
      } else {
        this.pushDiffChangeLines(diff2);
      }
    }
    // Output from buffer.
    getLines() {
      this.flushChangeLines();
      return this.lines;
    }
  };
  function getAlignedDiffs(diffs, changeColor) {
    const deleteBuffer = new ChangeBuffer(DIFF_DELETE, changeColor);
    const insertBuffer = new ChangeBuffer(DIFF_INSERT, changeColor);
    const commonBuffer = new CommonBuffer(deleteBuffer, insertBuffer);
    diffs.forEach((diff2) => {
      switch (diff2[0]) {
        case DIFF_DELETE:
          deleteBuffer.align(diff2);
          break;
        case DIFF_INSERT:
          insertBuffer.align(diff2);
          break;
        default:
          commonBuffer.align(diff2);
      }
    });
    return commonBuffer.getLines();
  }
  function hasCommonDiff(diffs, isMultiline) {
    if (isMultiline) {
      const iLast = diffs.length - 1;
      return diffs.some((diff2, i2) => diff2[0] === DIFF_EQUAL && (i2 !== iLast || diff2[1] !== "\n"));
    }
    return diffs.some((diff2) => diff2[0] === DIFF_EQUAL);
  }
  function diffStringsUnified(a, b2, options) {
    if (a !== b2 && a.length !== 0 && b2.length !== 0) {
      const isMultiline = a.includes("\n") || b2.includes("\n");
      const [diffs, truncated] = diffStringsRaw(isMultiline ? `${a}
` : a, isMultiline ? `${b2}
` : b2, true, options);
      if (hasCommonDiff(diffs, isMultiline)) {
        const optionsNormalized = normalizeDiffOptions(options);
        const lines = getAlignedDiffs(diffs, optionsNormalized.changeColor);
        return printDiffLines(lines, truncated, optionsNormalized);
      }
    }
    return diffLinesUnified(a.split("\n"), b2.split("\n"), options);
  }
  function diffStringsRaw(a, b2, cleanup, options) {
    const [diffs, truncated] = diffStrings(a, b2, options);
    if (cleanup) {
      diff_cleanupSemantic(diffs);
    }
    return [diffs, truncated];
  }
  function getCommonMessage(message, options) {
    const { commonColor } = normalizeDiffOptions(options);
    return commonColor(message);
  }
  var { AsymmetricMatcher: AsymmetricMatcher2, DOMCollection: DOMCollection2, DOMElement: DOMElement2, Immutable: Immutable2, ReactElement: ReactElement2, ReactTestComponent: ReactTestComponent2 } = plugins;
  var PLUGINS2 = [
    ReactTestComponent2,
    ReactElement2,
    DOMElement2,
    DOMCollection2,
    Immutable2,
    AsymmetricMatcher2,
    plugins.Error
  ];
  var FORMAT_OPTIONS = {
    maxDepth: 20,
    plugins: PLUGINS2
  };
  var FALLBACK_FORMAT_OPTIONS = {
    callToJSON: false,
    maxDepth: 8,
    plugins: PLUGINS2
  };
  var DEFAULT_MEMORIZE = (_, v) => v;
  function diff(a, b2, options, memorize = DEFAULT_MEMORIZE) {
    if (Object.is(a, b2)) {
      return "";
    }
    const aType = getType3(a);
    let expectedType = aType;
    let omitDifference = false;
    if (aType === "object" && typeof a.asymmetricMatch === "function") {
      if (a.$$typeof !== /* @__PURE__ */ Symbol.for("jest.asymmetricMatcher")) {
        return void 0;
      }
      if (typeof a.getExpectedType !== "function") {
        return void 0;
      }
      expectedType = a.getExpectedType();
      omitDifference = expectedType === "string";
    }
    if (expectedType !== getType3(b2)) {
      let truncate2 = function(s) {
        return s.length <= MAX_LENGTH ? s : `${s.slice(0, MAX_LENGTH)}...`;
      };
      const { aAnnotation, aColor, aIndicator, bAnnotation, bColor, bIndicator } = normalizeDiffOptions(options);
      const formatOptions = getFormatOptions(FALLBACK_FORMAT_OPTIONS, options);
      let aDisplay = format(a, formatOptions);
      let bDisplay = format(b2, formatOptions);
      const MAX_LENGTH = 1e5;
      aDisplay = memorize("expected", truncate2(aDisplay));
      bDisplay = memorize("actual", truncate2(bDisplay));
      const aDiff = `${aColor(`${aIndicator} ${aAnnotation}:`)}
${aDisplay}`;
      const bDiff = `${bColor(`${bIndicator} ${bAnnotation}:`)}
${bDisplay}`;
      return `${aDiff}

${bDiff}`;
    }
    if (omitDifference) {
      return void 0;
    }
    switch (aType) {
      case "string":
        return diffLinesUnified(a.split("\n"), b2.split("\n"), options);
      case "boolean":
      case "number":
        return comparePrimitive(a, b2, options, memorize);
      case "map":
        return compareObjects(sortMap(a), sortMap(b2), options, memorize);
      case "set":
        return compareObjects(sortSet(a), sortSet(b2), options, memorize);
      default:
        return compareObjects(a, b2, options, memorize);
    }
  }
  function createMemorize(memory) {
    return (pointer, stringifiedValue) => {
      memory[pointer] = stringifiedValue;
      return stringifiedValue;
    };
  }
  function comparePrimitive(a, b2, options, memorize = DEFAULT_MEMORIZE) {
    const aFormat = memorize("expected", format(a, FORMAT_OPTIONS));
    const bFormat = memorize("actual", format(b2, FORMAT_OPTIONS));
    return aFormat === bFormat ? "" : diffLinesUnified(aFormat.split("\n"), bFormat.split("\n"), options);
  }
  function sortMap(map) {
    return new Map(Array.from(map.entries()).sort());
  }
  function sortSet(set2) {
    return new Set(Array.from(set2.values()).sort());
  }
  function compareObjects(a, b2, options, memorize = DEFAULT_MEMORIZE) {
    let difference;
    let hasThrown = false;
    try {
      const formatOptions = getFormatOptions(FORMAT_OPTIONS, options);
      difference = getObjectsDifference(a, b2, formatOptions, options, memorize);
    } catch {
      hasThrown = true;
    }
    const noDiffMessage = getCommonMessage(NO_DIFF_MESSAGE, options);
    if (difference === void 0 || difference === noDiffMessage) {
      const formatOptions = getFormatOptions(FALLBACK_FORMAT_OPTIONS, options);
      difference = getObjectsDifference(a, b2, formatOptions, options, memorize);
      if (difference !== noDiffMessage && !hasThrown) {
        difference = `${getCommonMessage(SIMILAR_MESSAGE, options)}

${difference}`;
      }
    }
    return difference;
  }
  function getDefaultFormatOptions(options) {
    return getFormatOptions(FORMAT_OPTIONS, options);
  }
  function getFormatOptions(formatOptions, options) {
    const { compareKeys, printBasicPrototype, maxDepth } = normalizeDiffOptions(options);
    return {
      ...formatOptions,
      compareKeys,
      printBasicPrototype,
      maxDepth: maxDepth ?? formatOptions.maxDepth
    };
  }
  function getObjectsDifference(a, b2, formatOptions, options, memorize = DEFAULT_MEMORIZE) {
    const formatOptionsZeroIndent = {
      ...formatOptions,
      indent: 0
    };
    const aCompare = format(a, formatOptionsZeroIndent);
    const bCompare = format(b2, formatOptionsZeroIndent);
    if (aCompare === bCompare) {
      return getCommonMessage(NO_DIFF_MESSAGE, options);
    } else {
      const aDisplay = memorize("expected", format(a, formatOptions));
      const bDisplay = memorize("actual", format(b2, formatOptions));
      return diffLinesUnified2(aDisplay.split("\n"), bDisplay.split("\n"), aCompare.split("\n"), bCompare.split("\n"), options);
    }
  }
  var MAX_DIFF_STRING_LENGTH = 2e4;
  function isAsymmetricMatcher(data) {
    const type3 = getType2(data);
    return type3 === "Object" && typeof data.asymmetricMatch === "function";
  }
  function isReplaceable(obj1, obj2) {
    const obj1Type = getType2(obj1);
    const obj2Type = getType2(obj2);
    return obj1Type === obj2Type && (obj1Type === "Object" || obj1Type === "Array");
  }
  function printDiffOrStringify(received, expected, options, memory) {
    const { aAnnotation, bAnnotation } = normalizeDiffOptions(options);
    if (typeof expected === "string" && typeof received === "string" && expected.length > 0 && received.length > 0 && expected.length <= MAX_DIFF_STRING_LENGTH && received.length <= MAX_DIFF_STRING_LENGTH && expected !== received) {
      if (expected.includes("\n") || received.includes("\n")) {
        return diffStringsUnified(expected, received, options);
      }
      const [diffs] = diffStringsRaw(expected, received, true);
      const hasCommonDiff2 = diffs.some((diff2) => diff2[0] === DIFF_EQUAL);
      const printLabel = getLabelPrinter(aAnnotation, bAnnotation);
      const expectedLine = printLabel(aAnnotation) + printExpected(getCommonAndChangedSubstrings(diffs, DIFF_DELETE, hasCommonDiff2));
      const receivedLine = printLabel(bAnnotation) + printReceived(getCommonAndChangedSubstrings(diffs, DIFF_INSERT, hasCommonDiff2));
      return `${expectedLine}
${receivedLine}`;
    }
    const clonedExpected = deepClone(expected, { forceWritable: true });
    const clonedReceived = deepClone(received, { forceWritable: true });
    const { replacedExpected, replacedActual } = replaceAsymmetricMatcher(clonedReceived, clonedExpected);
    const memorize = memory ? createMemorize(memory) : DEFAULT_MEMORIZE;
    const difference = diff(replacedExpected, replacedActual, options, memorize);
    return difference;
  }
  function replaceAsymmetricMatcher(actual, expected, actualReplaced = /* @__PURE__ */ new WeakSet(), expectedReplaced = /* @__PURE__ */ new WeakSet()) {
    if (actual instanceof Error && expected instanceof Error && typeof actual.cause !== "undefined" && typeof expected.cause === "undefined") {
      delete actual.cause;
      return {
        replacedActual: actual,
        replacedExpected: expected
      };
    }
    if (isAsymmetricMatcher(expected)) {
      const sample = unwrapContainingMatcher(expected, actual);
      if (sample === void 0) {
        return {
          replacedActual: actual,
          replacedExpected: expected
        };
      }
      return replaceAsymmetricMatcher(actual, sample, actualReplaced, expectedReplaced);
    }
    if (isAsymmetricMatcher(actual)) {
      const sample = unwrapContainingMatcher(actual, expected);
      if (sample === void 0) {
        return {
          replacedActual: actual,
          replacedExpected: expected
        };
      }
      return replaceAsymmetricMatcher(sample, expected, actualReplaced, expectedReplaced);
    }
    if (actual === expected || !isReplaceable(actual, expected)) {
      return {
        replacedActual: actual,
        replacedExpected: expected
      };
    }
    if (actualReplaced.has(actual) || expectedReplaced.has(expected)) {
      return {
        replacedActual: actual,
        replacedExpected: expected
      };
    }
    actualReplaced.add(actual);
    expectedReplaced.add(expected);
    getOwnProperties(expected).forEach((key) => {
      const expectedValue = expected[key];
      const actualValue = actual[key];
      if (isAsymmetricMatcher(expectedValue)) {
        if (expectedValue.asymmetricMatch(actualValue)) {
          expected[key] = actualValue;
          return;
        }
      } else if (isAsymmetricMatcher(actualValue)) {
        if (actualValue.asymmetricMatch(expectedValue)) {
          actual[key] = expectedValue;
          return;
        }
      } else if (!isReplaceable(actualValue, expectedValue)) {
        return;
      }
      const replaced = replaceAsymmetricMatcher(actualValue, expectedValue, actualReplaced, expectedReplaced);
      if (replaced.replacedActual !== actualValue) {
        actual[key] = replaced.replacedActual;
      }
      if (replaced.replacedExpected !== expectedValue) {
        expected[key] = replaced.replacedExpected;
      }
    });
    return {
      replacedActual: actual,
      replacedExpected: expected
    };
  }
  function isContainingMatcher(value) {
    if (!isAsymmetricMatcher(value)) {
      return false;
    }
    const name = value.toString();
    return name === "ObjectContaining" || name === "ArrayContaining";
  }
  function unwrapContainingMatcher(matcher, other) {
    if (!isContainingMatcher(matcher) || matcher.asymmetricMatch(other)) {
      return void 0;
    }
    const sample = matcher.sample;
    if (matcher.toString() === "ArrayContaining") {
      return Array.isArray(sample) && Array.isArray(other) ? fillArrayContaining(matcher, sample, other) : void 0;
    }
    if (getType2(sample) === "Object" && getType2(other) === "Object") {
      const filled = Object.create(Object.getPrototypeOf(other), Object.getOwnPropertyDescriptors(other));
      return Object.defineProperties(filled, Object.getOwnPropertyDescriptors(sample));
    }
    return void 0;
  }
  function fillArrayContaining(matcher, sample, other) {
    const includes = (array, item) => Object.create(matcher, { sample: { value: [item] } }).asymmetricMatch(array);
    const found2 = [];
    const missing = [];
    for (const item of sample) {
      if (includes(other, item)) {
        found2.push(item);
      } else {
        missing.push(item);
      }
    }
    const unmatched = other.map((_, index2) => index2).filter((index2) => !includes(found2, other[index2]));
    const filled = [...other];
    for (const item of missing) {
      const position = unmatched.findIndex((index2) => isDiffableInside(item, other[index2]));
      if (position === -1) {
        filled.push(item);
      } else {
        filled[unmatched.splice(position, 1)[0]] = item;
      }
    }
    return filled;
  }
  function isDiffableInside(expected, actual) {
    if (isAsymmetricMatcher(expected)) {
      return isContainingMatcher(expected) && isReplaceable(actual, expected.sample);
    }
    return isReplaceable(actual, expected);
  }
  function getLabelPrinter(...strings) {
    const maxLength = strings.reduce((max, string) => string.length > max ? string.length : max, 0);
    return (string) => `${string}: ${" ".repeat(maxLength - string.length)}`;
  }
  var SPACE_SYMBOL = "\xB7";
  function replaceTrailingSpaces(text) {
    return text.replace(/\s+$/gm, (spaces) => SPACE_SYMBOL.repeat(spaces.length));
  }
  function printReceived(object) {
    return $.red(replaceTrailingSpaces(stringify(object)));
  }
  function printExpected(value) {
    return $.green(replaceTrailingSpaces(stringify(value)));
  }
  function getCommonAndChangedSubstrings(diffs, op, hasCommonDiff2) {
    return diffs.reduce((reduced, diff2) => reduced + (diff2[0] === DIFF_EQUAL ? diff2[1] : diff2[0] === op ? hasCommonDiff2 ? $.inverse(diff2[1]) : diff2[1] : ""), "");
  }

  // node_modules/@vitest/spy/dist/index.js
  var { bind, call } = Function.prototype;
  var uncurryThis = bind.bind(call);
  var ReflectApply = Reflect.apply;
  var ReflectConstruct = Reflect.construct;
  var ReflectDeleteProperty = Reflect.deleteProperty;
  var ReflectOwnKeys = Reflect.ownKeys;
  var ObjectDefineProperty = Object.defineProperty;
  var ObjectGetOwnPropertyDescriptor = Object.getOwnPropertyDescriptor;
  var ObjectGetPrototypeOf = Object.getPrototypeOf;
  var ObjectSetPrototypeOf = Object.setPrototypeOf;
  var WeakRef = globalThis.WeakRef;
  var ArrayPrototypeAt = uncurryThis(Array.prototype.at);
  var ArrayPrototypePush = uncurryThis(Array.prototype.push);
  var ArrayPrototypeShift = uncurryThis(Array.prototype.shift);
  var SetPrototypeAdd = uncurryThis(Set.prototype.add);
  var SetPrototypeClear = uncurryThis(Set.prototype.clear);
  var SetPrototypeDelete = uncurryThis(Set.prototype.delete);
  var SetPrototypeHas = uncurryThis(Set.prototype.has);
  var WeakMapPrototypeGet = uncurryThis(WeakMap.prototype.get);
  var WeakMapPrototypeSet = uncurryThis(WeakMap.prototype.set);
  var WeakRefPrototypeDeref = uncurryThis(WeakRef.prototype.deref);
  var FinalizationRegistryPrototypeRegister = uncurryThis(FinalizationRegistry.prototype.register);
  var StringPrototypeIncludes = uncurryThis(String.prototype.includes);
  function isMockFunction(fn2) {
    return typeof fn2 === "function" && "_isMockFunction" in fn2 && fn2._isMockFunction === true;
  }
  var MOCK_RESTORE = /* @__PURE__ */ new Set();
  var DIRTY_MOCK_STATES = /* @__PURE__ */ new Set();
  var DIRTY_MOCK_CONFIGS = /* @__PURE__ */ new Set();
  var MOCK_REFS = /* @__PURE__ */ new WeakMap();
  var MOCK_FINALIZER = new FinalizationRegistry((ref) => {
    SetPrototypeDelete(DIRTY_MOCK_STATES, ref);
    SetPrototypeDelete(DIRTY_MOCK_CONFIGS, ref);
  });
  var MOCK_CONFIGS = /* @__PURE__ */ new WeakMap();
  var MOCKS_BY_STATE = /* @__PURE__ */ new WeakMap();
  function markDirty(set2, mock) {
    let ref = WeakMapPrototypeGet(MOCK_REFS, mock);
    if (!ref) {
      ref = new WeakRef(mock);
      WeakMapPrototypeSet(MOCK_REFS, mock, ref);
      FinalizationRegistryPrototypeRegister(MOCK_FINALIZER, mock, ref);
    }
    SetPrototypeAdd(set2, ref);
  }
  function unmarkDirty(set2, mock) {
    const ref = WeakMapPrototypeGet(MOCK_REFS, mock);
    if (ref) {
      SetPrototypeDelete(set2, ref);
    }
  }
  function forEachDirty(set2, fn2) {
    for (const ref of set2) {
      const mock = WeakRefPrototypeDeref(ref);
      if (mock) {
        fn2(mock);
      } else {
        SetPrototypeDelete(set2, ref);
      }
    }
  }
  function createMockInstance(options = {}) {
    const { originalImplementation, restore, mockImplementation, resetToMockImplementation, resetToMockName } = options;
    if (restore) {
      SetPrototypeAdd(MOCK_RESTORE, restore);
    }
    const config2 = getDefaultConfig(originalImplementation);
    const state = getDefaultState();
    const mock = createMock({
      config: config2,
      state,
      ...options
    });
    const mockLength = (mockImplementation || originalImplementation)?.length ?? 0;
    ObjectDefineProperty(mock, "length", {
      writable: true,
      enumerable: false,
      value: mockLength,
      configurable: true
    });
    if (resetToMockName) {
      config2.mockName = mock.name || "vi.fn()";
    }
    WeakMapPrototypeSet(MOCK_CONFIGS, mock, config2);
    WeakMapPrototypeSet(MOCKS_BY_STATE, state, mock);
    mock._isMockFunction = true;
    mock.getMockImplementation = () => {
      return config2.onceMockImplementations[0] || config2.mockImplementation;
    };
    const updateMockPrototype = () => {
      if (!options.prototypeMembers?.length) {
        reparentMockPrototype(mock, config2.onceMockImplementations[0] || config2.mockImplementation || originalImplementation);
      }
    };
    ObjectDefineProperty(mock, "mock", {
      configurable: false,
      enumerable: true,
      writable: false,
      value: state
    });
    mock.mockImplementation = function mockImplementation2(implementation) {
      markDirty(DIRTY_MOCK_CONFIGS, mock);
      config2.mockImplementation = implementation;
      updateMockPrototype();
      return mock;
    };
    mock.mockImplementationOnce = function mockImplementationOnce(implementation) {
      markDirty(DIRTY_MOCK_CONFIGS, mock);
      ArrayPrototypePush(config2.onceMockImplementations, implementation);
      updateMockPrototype();
      return mock;
    };
    mock.withImplementation = function withImplementation(implementation, callback) {
      markDirty(DIRTY_MOCK_CONFIGS, mock);
      const previousImplementation = config2.mockImplementation;
      const previousOnceImplementations = config2.onceMockImplementations;
      const reset = () => {
        config2.mockImplementation = previousImplementation;
        config2.onceMockImplementations = previousOnceImplementations;
        markDirty(DIRTY_MOCK_CONFIGS, mock);
        updateMockPrototype();
      };
      config2.mockImplementation = implementation;
      config2.onceMockImplementations = [];
      updateMockPrototype();
      const returnValue = callback();
      if (typeof returnValue === "object" && typeof returnValue?.then === "function") {
        return returnValue.then(() => {
          reset();
          return mock;
        });
      } else {
        reset();
      }
      return mock;
    };
    mock.mockReturnThis = function mockReturnThis() {
      return mock.mockImplementation(function() {
        return this;
      });
    };
    mock.mockReturnValue = function mockReturnValue(value) {
      return mock.mockImplementation(function() {
        if (new.target) {
          throwConstructorError("mockReturnValue");
        }
        return value;
      });
    };
    mock.mockReturnValueOnce = function mockReturnValueOnce(value) {
      return mock.mockImplementationOnce(function() {
        if (new.target) {
          throwConstructorError("mockReturnValueOnce");
        }
        return value;
      });
    };
    mock.mockThrow = function mockThrow(value) {
      return mock.mockImplementation(function() {
        throw value;
      });
    };
    mock.mockThrowOnce = function mockThrowOnce(value) {
      return mock.mockImplementationOnce(function() {
        throw value;
      });
    };
    mock.mockResolvedValue = function mockResolvedValue(value) {
      return mock.mockImplementation(function() {
        if (new.target) {
          throwConstructorError("mockResolvedValue");
        }
        return Promise.resolve(value);
      });
    };
    mock.mockResolvedValueOnce = function mockResolvedValueOnce(value) {
      return mock.mockImplementationOnce(function() {
        if (new.target) {
          throwConstructorError("mockResolvedValueOnce");
        }
        return Promise.resolve(value);
      });
    };
    mock.mockRejectedValue = function mockRejectedValue(value) {
      return mock.mockImplementation(function() {
        if (new.target) {
          throwConstructorError("mockRejectedValue");
        }
        return Promise.reject(value);
      });
    };
    mock.mockRejectedValueOnce = function mockRejectedValueOnce(value) {
      return mock.mockImplementationOnce(function() {
        if (new.target) {
          throwConstructorError("mockRejectedValueOnce");
        }
        return Promise.reject(value);
      });
    };
    mock.mockClear = function mockClear() {
      state.calls = [];
      state.contexts = [];
      state.instances = [];
      state.invocationCallOrder = [];
      state.results = [];
      state.settledResults = [];
      unmarkDirty(DIRTY_MOCK_STATES, mock);
      return mock;
    };
    mock.mockReset = function mockReset() {
      mock.mockClear();
      config2.mockImplementation = resetToMockImplementation ? mockImplementation : void 0;
      config2.mockName = resetToMockName ? mock.name || "vi.fn()" : "vi.fn()";
      config2.onceMockImplementations = [];
      unmarkDirty(DIRTY_MOCK_CONFIGS, mock);
      updateMockPrototype();
      return mock;
    };
    mock.mockRestore = function mockRestore() {
      mock.mockReset();
      return restore?.();
    };
    mock.mockName = function mockName(name) {
      if (typeof name === "string") {
        markDirty(DIRTY_MOCK_CONFIGS, mock);
        config2.mockName = name;
      }
      return mock;
    };
    mock.getMockName = function getMockName() {
      return config2.mockName || "vi.fn()";
    };
    if (Symbol.dispose) {
      mock[Symbol.dispose] = () => mock.mockRestore();
    }
    if (mockImplementation) {
      mock.mockImplementation(mockImplementation);
    } else {
      updateMockPrototype();
    }
    return mock;
  }
  function fn(originalImplementation) {
    if (originalImplementation != null && isMockFunction(originalImplementation)) {
      return originalImplementation;
    }
    return createMockInstance({
      // we pass this down so getMockImplementation() always returns the value
      mockImplementation: originalImplementation,
      // special case so that .mockReset() resets the value to
      // the the originalImplementation instead of () => undefined
      resetToMockImplementation: true
    });
  }
  function spyOn(object, key, accessor) {
    assert(object != null, "The vi.spyOn() function could not find an object to spy upon. The first argument must be defined.");
    assert(typeof object === "object" || typeof object === "function", "Vitest cannot spy on a primitive value.");
    const [originalDescriptorObject, originalDescriptor] = getDescriptor(object, key) || [];
    assert(originalDescriptor || key in object, `The property "${String(key)}" is not defined on the ${typeof object}.`);
    let accessType = accessor || "value";
    let ssr = false;
    if (accessType === "value" && originalDescriptor && originalDescriptor.value == null && originalDescriptor.get) {
      accessType = "get";
      ssr = true;
    }
    let original;
    if (originalDescriptor) {
      original = originalDescriptor[accessType];
      if (original == null && accessType === "value") {
        original = object[key];
      }
    } else if (accessType !== "value") {
      original = () => object[key];
    } else {
      original = object[key];
    }
    const originalImplementation = ssr && original ? original() : original;
    const originalType = typeof originalImplementation;
    assert(
      // allow only functions
      originalType === "function" || accessType !== "value" && original == null,
      `vi.spyOn() can only spy on a function. Received ${originalType}.`
    );
    if (isMockFunction(originalImplementation)) {
      return originalImplementation;
    }
    const reassign = (cb) => {
      const { value, ...desc } = originalDescriptor || {
        configurable: true,
        writable: true
      };
      if (accessType !== "value") {
        delete desc.writable;
      }
      desc[accessType] = cb;
      ObjectDefineProperty(object, key, desc);
    };
    const restore = () => {
      if (originalDescriptorObject !== object) {
        ReflectDeleteProperty(object, key);
      } else if (originalDescriptor && !original) {
        ObjectDefineProperty(object, key, originalDescriptor);
      } else {
        reassign(original);
      }
    };
    const mock = createMockInstance({
      restore,
      originalImplementation,
      resetToMockName: true
    });
    try {
      reassign(ssr ? () => mock : mock);
    } catch (error) {
      if (error instanceof TypeError && Symbol.toStringTag && object[Symbol.toStringTag] === "Module" && (StringPrototypeIncludes(error.message, "Cannot redefine property") || StringPrototypeIncludes(error.message, "Cannot replace module namespace") || StringPrototypeIncludes(error.message, "can't redefine non-configurable property"))) {
        throw new TypeError(`Cannot spy on export "${String(key)}". Module namespace is not configurable in ESM. See: https://vitest.dev/guide/mocking/modules#mocking-a-module`, { cause: error });
      }
      throw error;
    }
    return mock;
  }
  function getDescriptor(obj, method) {
    const objDescriptor = ObjectGetOwnPropertyDescriptor(obj, method);
    if (objDescriptor) {
      return [obj, objDescriptor];
    }
    let currentProto = ObjectGetPrototypeOf(obj);
    while (currentProto !== null) {
      const descriptor = ObjectGetOwnPropertyDescriptor(currentProto, method);
      if (descriptor) {
        return [currentProto, descriptor];
      }
      currentProto = ObjectGetPrototypeOf(currentProto);
    }
  }
  function assert(condition, message) {
    if (!condition) {
      throw new Error(message);
    }
  }
  var invocationCallCounter = 1;
  function createMock({ state, config: config2, name: mockName, prototypeState, prototypeConfig, keepMembersImplementation, mockImplementation, prototypeMembers = [] }) {
    const original = config2.mockOriginal;
    const pseudoOriginal = mockImplementation;
    const name = mockName || original?.name || "Mock";
    const noopImplementation = function() {
    };
    const prototypeMock = prototypeState && WeakMapPrototypeGet(MOCKS_BY_STATE, prototypeState);
    const namedObject = {
      // to keep the name of the function intact
      [name]: function(...args) {
        markDirty(DIRTY_MOCK_STATES, namedObject[name]);
        if (prototypeMock) {
          markDirty(DIRTY_MOCK_STATES, prototypeMock);
        }
        registerCalls(args, state, prototypeState);
        registerInvocationOrder(invocationCallCounter++, state, prototypeState);
        const result = {
          type: "incomplete",
          value: void 0
        };
        const settledResult = {
          type: "incomplete",
          value: void 0
        };
        registerResult(result, state, prototypeState);
        registerSettledResult(settledResult, state, prototypeState);
        const context = new.target ? void 0 : this;
        const [instanceIndex, instancePrototypeIndex] = registerInstance(context, state, prototypeState);
        const [contextIndex, contextPrototypeIndex] = registerContext(context, state, prototypeState);
        const implementation = ArrayPrototypeShift(config2.onceMockImplementations) || config2.mockImplementation || prototypeConfig && ArrayPrototypeShift(prototypeConfig.onceMockImplementations) || prototypeConfig?.mockImplementation || original || noopImplementation;
        let returnValue;
        let thrownValue;
        let didThrow = false;
        try {
          if (new.target) {
            if (prototypeMembers.length === 0) {
              reparentMockPrototype(
                // oxlint-disable-next-line typescript/no-use-before-define
                mock,
                implementation === noopImplementation ? void 0 : implementation
              );
            }
            returnValue = ReflectConstruct(implementation, args, new.target);
            for (const prop of prototypeMembers) {
              const prototypeMock2 = returnValue[prop];
              if (prototypeMock2 !== mock.prototype[prop]) {
                continue;
              }
              const isMock = isMockFunction(prototypeMock2);
              const prototypeState2 = isMock ? prototypeMock2.mock : void 0;
              const prototypeConfig2 = isMock ? WeakMapPrototypeGet(MOCK_CONFIGS, prototypeMock2) : void 0;
              returnValue[prop] = createMockInstance({
                originalImplementation: keepMembersImplementation ? prototypeConfig2?.mockOriginal : void 0,
                prototypeState: prototypeState2,
                prototypeConfig: prototypeConfig2,
                keepMembersImplementation
              });
            }
          } else {
            returnValue = ReflectApply(implementation, this, args);
          }
        } catch (error) {
          thrownValue = error;
          didThrow = true;
          if (error instanceof TypeError && StringPrototypeIncludes(error.message, "is not a constructor")) {
            console.warn(`[vitest] The ${namedObject[name].getMockName()} mock did not use 'function' or 'class' in its implementation, see https://vitest.dev/api/vi#vi-spyon for examples.`);
          }
          throw error;
        } finally {
          if (didThrow) {
            result.type = "throw";
            result.value = thrownValue;
            settledResult.type = "rejected";
            settledResult.value = thrownValue;
          } else {
            result.type = "return";
            result.value = returnValue;
            if (new.target) {
              state.contexts[contextIndex - 1] = returnValue;
              state.instances[instanceIndex - 1] = returnValue;
              if (contextPrototypeIndex != null && prototypeState) {
                prototypeState.contexts[contextPrototypeIndex - 1] = returnValue;
              }
              if (instancePrototypeIndex != null && prototypeState) {
                prototypeState.instances[instancePrototypeIndex - 1] = returnValue;
              }
            }
            if (returnValue instanceof Promise) {
              returnValue.then((settledValue) => {
                settledResult.type = "fulfilled";
                settledResult.value = settledValue;
              }, (rejectedValue) => {
                settledResult.type = "rejected";
                settledResult.value = rejectedValue;
              });
            } else {
              settledResult.type = "fulfilled";
              settledResult.value = returnValue;
            }
          }
        }
        return returnValue;
      }
    };
    const mock = namedObject[name];
    const copyPropertiesFrom = original || pseudoOriginal;
    if (copyPropertiesFrom) {
      copyOriginalStaticProperties(mock, copyPropertiesFrom);
    }
    return mock;
  }
  function reparentMockPrototype(mock, implementation) {
    const mockPrototype = mock.prototype;
    if (mockPrototype == null) {
      return;
    }
    const parent = implementation?.prototype ?? Object.prototype;
    if (mockPrototype !== parent && ObjectGetPrototypeOf(mockPrototype) !== parent) {
      ObjectSetPrototypeOf(mockPrototype, parent);
    }
  }
  function registerCalls(args, state, prototypeState) {
    ArrayPrototypePush(state.calls, args);
    if (prototypeState) {
      ArrayPrototypePush(prototypeState.calls, args);
    }
  }
  function registerInvocationOrder(order, state, prototypeState) {
    ArrayPrototypePush(state.invocationCallOrder, order);
    if (prototypeState) {
      ArrayPrototypePush(prototypeState.invocationCallOrder, order);
    }
  }
  function registerResult(result, state, prototypeState) {
    ArrayPrototypePush(state.results, result);
    if (prototypeState) {
      ArrayPrototypePush(prototypeState.results, result);
    }
  }
  function registerSettledResult(result, state, prototypeState) {
    ArrayPrototypePush(state.settledResults, result);
    if (prototypeState) {
      ArrayPrototypePush(prototypeState.settledResults, result);
    }
  }
  function registerInstance(instance, state, prototypeState) {
    const instanceIndex = ArrayPrototypePush(state.instances, instance);
    const instancePrototypeIndex = prototypeState && ArrayPrototypePush(prototypeState.instances, instance);
    return [instanceIndex, instancePrototypeIndex];
  }
  function registerContext(context, state, prototypeState) {
    const contextIndex = ArrayPrototypePush(state.contexts, context);
    const contextPrototypeIndex = prototypeState && ArrayPrototypePush(prototypeState.contexts, context);
    return [contextIndex, contextPrototypeIndex];
  }
  function copyOriginalStaticProperties(mock, original) {
    const { properties, descriptors } = getAllProperties(original);
    for (const key of properties) {
      const descriptor = descriptors[key];
      const mockDescriptor = getDescriptor(mock, key);
      if (mockDescriptor) {
        continue;
      }
      ObjectDefineProperty(mock, key, descriptor);
    }
  }
  var ignoreProperties = /* @__PURE__ */ new Set([
    "length",
    "name",
    "prototype",
    /* @__PURE__ */ Symbol.for("nodejs.util.promisify.custom")
  ]);
  function getAllProperties(original) {
    const properties = [];
    const descriptors = {};
    while (original && original !== Object.prototype && original !== Function.prototype) {
      for (const prop of ReflectOwnKeys(original)) {
        if (descriptors[prop] || SetPrototypeHas(ignoreProperties, prop)) {
          continue;
        }
        ArrayPrototypePush(properties, prop);
        descriptors[prop] = ObjectGetOwnPropertyDescriptor(original, prop);
      }
      original = ObjectGetPrototypeOf(original);
    }
    return {
      properties,
      descriptors
    };
  }
  function getDefaultConfig(original) {
    return {
      mockImplementation: void 0,
      mockOriginal: original,
      mockName: "vi.fn()",
      onceMockImplementations: []
    };
  }
  function getDefaultState() {
    const state = {
      calls: [],
      contexts: [],
      instances: [],
      invocationCallOrder: [],
      settledResults: [],
      results: [],
      get lastCall() {
        return ArrayPrototypeAt(state.calls, -1);
      }
    };
    return state;
  }
  function restoreAllMocks() {
    for (const restore of MOCK_RESTORE) {
      restore();
    }
    SetPrototypeClear(MOCK_RESTORE);
  }
  function clearAllMocks() {
    forEachDirty(DIRTY_MOCK_STATES, (mock) => mock.mockClear());
  }
  function resetAllMocks() {
    forEachDirty(DIRTY_MOCK_STATES, (mock) => mock.mockReset());
    forEachDirty(DIRTY_MOCK_CONFIGS, (mock) => mock.mockReset());
  }
  function throwConstructorError(shorthand) {
    throw new TypeError(`Cannot use \`${shorthand}\` when called with \`new\`. Use \`mockImplementation\` with a \`class\` keyword instead. See https://vitest.dev/api/mock#class-support for more information.`);
  }

  // node_modules/@vitest/utils/dist/serialize.js
  var IS_RECORD_SYMBOL = "@@__IMMUTABLE_RECORD__@@";
  var IS_COLLECTION_SYMBOL = "@@__IMMUTABLE_ITERABLE__@@";
  function isImmutable(v) {
    return v && (v[IS_COLLECTION_SYMBOL] || v[IS_RECORD_SYMBOL]);
  }
  var OBJECT_PROTO = Object.getPrototypeOf({});
  function getUnserializableMessage(err) {
    if (err instanceof Error) {
      return `<unserializable>: ${err.message}`;
    }
    if (typeof err === "string") {
      return `<unserializable>: ${err}`;
    }
    return "<unserializable>";
  }
  function serializeValue(val, seen = /* @__PURE__ */ new WeakMap()) {
    if (!val || typeof val === "string") {
      return val;
    }
    if (val instanceof Error && "toJSON" in val && typeof val.toJSON === "function") {
      const jsonValue = val.toJSON();
      if (jsonValue && jsonValue !== val && typeof jsonValue === "object") {
        if (typeof val.message === "string") {
          safe(() => jsonValue.message ??= normalizeErrorMessage(val.message));
        }
        if (typeof val.stack === "string") {
          safe(() => jsonValue.stack ??= val.stack);
        }
        if (typeof val.name === "string") {
          safe(() => jsonValue.name ??= val.name);
        }
        if (val.cause != null) {
          safe(() => jsonValue.cause ??= serializeValue(val.cause, seen));
        }
      }
      return serializeValue(jsonValue, seen);
    }
    if (typeof val === "function") {
      return `Function<${val.name || "anonymous"}>`;
    }
    if (typeof val === "symbol") {
      return val.toString();
    }
    if (typeof val !== "object") {
      return val;
    }
    if (typeof Buffer !== "undefined" && val instanceof Buffer) {
      return `<Buffer(${val.length}) ...>`;
    }
    if (typeof Uint8Array !== "undefined" && val instanceof Uint8Array) {
      return `<Uint8Array(${val.length}) ...>`;
    }
    if (isImmutable(val)) {
      return serializeValue(val.toJSON(), seen);
    }
    if (val instanceof Promise || val.constructor && val.constructor.prototype === "AsyncFunction") {
      return "Promise";
    }
    if (typeof Element !== "undefined" && val instanceof Element) {
      return val.tagName;
    }
    if (typeof val.toJSON === "function") {
      return serializeValue(val.toJSON(), seen);
    }
    if (seen.has(val)) {
      return seen.get(val);
    }
    if (Array.isArray(val)) {
      const clone2 = new Array(val.length);
      seen.set(val, clone2);
      val.forEach((e, i2) => {
        try {
          clone2[i2] = serializeValue(e, seen);
        } catch (err) {
          clone2[i2] = getUnserializableMessage(err);
        }
      });
      return clone2;
    } else {
      const clone2 = /* @__PURE__ */ Object.create(null);
      seen.set(val, clone2);
      let obj = val;
      while (obj && obj !== OBJECT_PROTO) {
        Object.getOwnPropertyNames(obj).forEach((key) => {
          if (key in clone2) {
            return;
          }
          try {
            clone2[key] = serializeValue(val[key], seen);
          } catch (err) {
            delete clone2[key];
            clone2[key] = getUnserializableMessage(err);
          }
        });
        obj = Object.getPrototypeOf(obj);
      }
      if (val instanceof Error) {
        safe(() => clone2.message = normalizeErrorMessage(val.message));
      }
      return clone2;
    }
  }
  function safe(fn2) {
    try {
      return fn2();
    } catch {
    }
  }
  function normalizeErrorMessage(message) {
    return message.replace(/\(0\s?,\s?__vite_ssr_import_\d+__.(\w+)\)/g, "$1").replace(/__(vite_ssr_import|vi_import)_\d+__\./g, "").replace(/getByTestId('__vitest_\d+__')/g, "page");
  }

  // node_modules/@vitest/utils/dist/error.js
  function processError(_err, diffOptions, seen = /* @__PURE__ */ new WeakSet()) {
    if (!_err || typeof _err !== "object") {
      return { message: String(_err) };
    }
    const err = _err;
    if (err.showDiff || err.showDiff === void 0 && err.expected !== void 0 && err.actual !== void 0) {
      const options = {
        ...diffOptions,
        ...err.diffOptions
      };
      err.diff = printDiffOrStringify(err.actual, err.expected, options, err);
      err.expected = prettifyValue(err.expected, options);
      err.actual = prettifyValue(err.actual, options);
    }
    try {
      if (!seen.has(err) && typeof err.cause === "object") {
        seen.add(err);
        err.cause = processError(err.cause, diffOptions, seen);
      }
    } catch {
    }
    try {
      return serializeValue(err);
    } catch (e) {
      return serializeValue(new Error(`Failed to fully serialize error: ${e?.message}
Inner error message: ${err?.message}`));
    }
  }
  function prettifyValue(value, options) {
    if (typeof value !== "string") {
      return format(value, getDefaultFormatOptions(options));
    }
    return value;
  }

  // node_modules/chai/index.js
  var chai_exports = {};
  __export(chai_exports, {
    Assertion: () => Assertion,
    AssertionError: () => AssertionError,
    Should: () => Should,
    assert: () => assert2,
    config: () => config,
    expect: () => expect,
    should: () => should,
    use: () => use,
    util: () => utils_exports
  });
  var __defProp2 = Object.defineProperty;
  var __defNormalProp = (obj, key, value) => key in obj ? __defProp2(obj, key, { enumerable: true, configurable: true, writable: true, value }) : obj[key] = value;
  var __name = (target, value) => __defProp2(target, "name", { value, configurable: true });
  var __export2 = (target, all) => {
    for (var name in all)
      __defProp2(target, name, { get: all[name], enumerable: true });
  };
  var __publicField = (obj, key, value) => __defNormalProp(obj, typeof key !== "symbol" ? key + "" : key, value);
  var utils_exports = {};
  __export2(utils_exports, {
    addChainableMethod: () => addChainableMethod,
    addLengthGuard: () => addLengthGuard,
    addMethod: () => addMethod,
    addProperty: () => addProperty,
    checkError: () => check_error_exports,
    compareByInspect: () => compareByInspect,
    eql: () => deep_eql_default,
    events: () => events,
    expectTypes: () => expectTypes,
    flag: () => flag,
    getActual: () => getActual,
    getMessage: () => getMessage2,
    getName: () => getName,
    getOperator: () => getOperator,
    getOwnEnumerableProperties: () => getOwnEnumerableProperties,
    getOwnEnumerablePropertySymbols: () => getOwnEnumerablePropertySymbols,
    getPathInfo: () => getPathInfo,
    hasProperty: () => hasProperty,
    inspect: () => inspect22,
    isNaN: () => isNaN2,
    isNumeric: () => isNumeric,
    isProxyEnabled: () => isProxyEnabled,
    isRegExp: () => isRegExp2,
    objDisplay: () => objDisplay,
    overwriteChainableMethod: () => overwriteChainableMethod,
    overwriteMethod: () => overwriteMethod,
    overwriteProperty: () => overwriteProperty,
    proxify: () => proxify,
    test: () => test2,
    transferFlags: () => transferFlags,
    type: () => type
  });
  var check_error_exports = {};
  __export2(check_error_exports, {
    compatibleConstructor: () => compatibleConstructor,
    compatibleInstance: () => compatibleInstance,
    compatibleMessage: () => compatibleMessage,
    getConstructorName: () => getConstructorName2,
    getMessage: () => getMessage
  });
  function isErrorInstance(obj) {
    return obj instanceof Error || Object.prototype.toString.call(obj) === "[object Error]";
  }
  __name(isErrorInstance, "isErrorInstance");
  function isRegExp(obj) {
    return Object.prototype.toString.call(obj) === "[object RegExp]";
  }
  __name(isRegExp, "isRegExp");
  function compatibleInstance(thrown, errorLike) {
    return isErrorInstance(errorLike) && thrown === errorLike;
  }
  __name(compatibleInstance, "compatibleInstance");
  function compatibleConstructor(thrown, errorLike) {
    if (isErrorInstance(errorLike)) {
      return thrown.constructor === errorLike.constructor || thrown instanceof errorLike.constructor;
    } else if ((typeof errorLike === "object" || typeof errorLike === "function") && errorLike.prototype) {
      return thrown.constructor === errorLike || thrown instanceof errorLike;
    }
    return false;
  }
  __name(compatibleConstructor, "compatibleConstructor");
  function compatibleMessage(thrown, errMatcher) {
    const comparisonString = typeof thrown === "string" ? thrown : thrown.message;
    if (comparisonString === void 0) {
      return false;
    }
    if (isRegExp(errMatcher)) {
      return errMatcher.test(comparisonString);
    } else if (typeof errMatcher === "string") {
      return comparisonString.indexOf(errMatcher) !== -1;
    }
    return false;
  }
  __name(compatibleMessage, "compatibleMessage");
  function getConstructorName2(errorLike) {
    let constructorName = errorLike;
    if (isErrorInstance(errorLike)) {
      constructorName = errorLike.constructor.name;
    } else if (typeof errorLike === "function") {
      constructorName = errorLike.name;
      if (constructorName === "") {
        const newConstructorName = new errorLike().name;
        constructorName = newConstructorName || constructorName;
      }
    }
    return constructorName;
  }
  __name(getConstructorName2, "getConstructorName");
  function getMessage(errorLike) {
    let msg = "";
    if (errorLike && errorLike.message) {
      msg = errorLike.message;
    } else if (typeof errorLike === "string") {
      msg = errorLike;
    }
    return msg;
  }
  __name(getMessage, "getMessage");
  function flag(obj, key, value) {
    let flags = obj.__flags || (obj.__flags = /* @__PURE__ */ Object.create(null));
    if (arguments.length === 3) {
      flags[key] = value;
    } else {
      return flags[key];
    }
  }
  __name(flag, "flag");
  function test2(obj, args) {
    let negate = flag(obj, "negate"), expr = args[0];
    return negate ? !expr : expr;
  }
  __name(test2, "test");
  function type(obj) {
    if (typeof obj === "undefined") {
      return "undefined";
    }
    if (obj === null) {
      return "null";
    }
    const stringTag = (
      /** @type {Record<PropertyKey, unknown>} */
      obj[Symbol.toStringTag]
    );
    if (typeof stringTag === "string") {
      return stringTag;
    }
    const type3 = Object.prototype.toString.call(obj).slice(8, -1);
    return type3;
  }
  __name(type, "type");
  var canElideFrames = "captureStackTrace" in Error;
  var _AssertionError = class _AssertionError2 extends Error {
    constructor(message = "Unspecified AssertionError", props, ssf) {
      super(message);
      __publicField(this, "message");
      this.message = message;
      if (canElideFrames) {
        Error.captureStackTrace(this, ssf || _AssertionError2);
      }
      for (const key in props) {
        if (!(key in this)) {
          this[key] = props[key];
        }
      }
    }
    get name() {
      return "AssertionError";
    }
    get ok() {
      return false;
    }
    toJSON(stack) {
      return {
        ...this,
        name: this.name,
        message: this.message,
        ok: false,
        stack: stack !== false ? this.stack : void 0
      };
    }
  };
  __name(_AssertionError, "AssertionError");
  var AssertionError = _AssertionError;
  function expectTypes(obj, types) {
    let flagMsg = flag(obj, "message");
    let ssfi = (
      /** @type {Function} */
      flag(obj, "ssfi")
    );
    flagMsg = flagMsg ? flagMsg + ": " : "";
    obj = /** @type {object} */
    flag(obj, "object");
    types = types.map(function(t2) {
      return t2.toLowerCase();
    });
    types.sort();
    let str = types.map(function(t2, index2) {
      let art = ~["a", "e", "i", "o", "u"].indexOf(t2.charAt(0)) ? "an" : "a";
      let or = types.length > 1 && index2 === types.length - 1 ? "or " : "";
      return or + art + " " + t2;
    }).join(", ");
    let objType = type(obj).toLowerCase();
    if (!types.some(function(expected) {
      return objType === expected;
    })) {
      throw new AssertionError(
        flagMsg + "object tested must be " + str + ", but " + objType + " given",
        void 0,
        ssfi
      );
    }
  }
  __name(expectTypes, "expectTypes");
  function getActual(obj, args) {
    return args.length > 4 ? args[4] : obj._obj;
  }
  __name(getActual, "getActual");
  var ansiColors = {
    bold: ["1", "22"],
    dim: ["2", "22"],
    italic: ["3", "23"],
    underline: ["4", "24"],
    // 5 & 6 are blinking
    inverse: ["7", "27"],
    hidden: ["8", "28"],
    strike: ["9", "29"],
    // 10-20 are fonts
    // 21-29 are resets for 1-9
    black: ["30", "39"],
    red: ["31", "39"],
    green: ["32", "39"],
    yellow: ["33", "39"],
    blue: ["34", "39"],
    magenta: ["35", "39"],
    cyan: ["36", "39"],
    white: ["37", "39"],
    brightblack: ["30;1", "39"],
    brightred: ["31;1", "39"],
    brightgreen: ["32;1", "39"],
    brightyellow: ["33;1", "39"],
    brightblue: ["34;1", "39"],
    brightmagenta: ["35;1", "39"],
    brightcyan: ["36;1", "39"],
    brightwhite: ["37;1", "39"],
    grey: ["90", "39"]
  };
  var styles = {
    special: "cyan",
    number: "yellow",
    bigint: "yellow",
    boolean: "yellow",
    undefined: "grey",
    null: "bold",
    string: "green",
    symbol: "green",
    date: "magenta",
    regexp: "red"
  };
  var truncator = "\u2026";
  function colorise(value, styleType) {
    const color = ansiColors[styles[styleType]] || ansiColors[styleType] || "";
    if (!color) {
      return String(value);
    }
    return `\x1B[${color[0]}m${String(value)}\x1B[${color[1]}m`;
  }
  __name(colorise, "colorise");
  function normaliseOptions({
    showHidden = false,
    depth = 2,
    colors = false,
    customInspect = true,
    showProxy = false,
    maxArrayLength = Infinity,
    breakLength = Infinity,
    seen = [],
    // eslint-disable-next-line no-shadow
    truncate: truncate2 = Infinity,
    stylize = String
  } = {}, inspect3) {
    const options = {
      showHidden: Boolean(showHidden),
      depth: Number(depth),
      colors: Boolean(colors),
      customInspect: Boolean(customInspect),
      showProxy: Boolean(showProxy),
      maxArrayLength: Number(maxArrayLength),
      breakLength: Number(breakLength),
      truncate: Number(truncate2),
      seen,
      inspect: inspect3,
      stylize
    };
    if (options.colors) {
      options.stylize = colorise;
    }
    return options;
  }
  __name(normaliseOptions, "normaliseOptions");
  function isHighSurrogate2(char) {
    return char >= "\uD800" && char <= "\uDBFF";
  }
  __name(isHighSurrogate2, "isHighSurrogate");
  function truncate(string, length, tail = truncator) {
    string = String(string);
    const tailLength = tail.length;
    const stringLength = string.length;
    if (tailLength > length && stringLength > tailLength) {
      return tail;
    }
    if (stringLength > length && stringLength > tailLength) {
      let end = length - tailLength;
      if (end > 0 && isHighSurrogate2(string[end - 1])) {
        end = end - 1;
      }
      return `${string.slice(0, end)}${tail}`;
    }
    return string;
  }
  __name(truncate, "truncate");
  function inspectList(list, options, inspectItem, separator = ", ") {
    inspectItem = inspectItem || options.inspect;
    const size = list.length;
    if (size === 0)
      return "";
    const originalLength = options.truncate;
    let output = "";
    let peek = "";
    let truncated = "";
    for (let i2 = 0; i2 < size; i2 += 1) {
      const last = i2 + 1 === list.length;
      const secondToLast = i2 + 2 === list.length;
      truncated = `${truncator}(${list.length - i2})`;
      const value = list[i2];
      options.truncate = originalLength - output.length - (last ? 0 : separator.length);
      const string = peek || inspectItem(value, options) + (last ? "" : separator);
      const nextLength = output.length + string.length;
      const truncatedLength = nextLength + truncated.length;
      if (last && nextLength > originalLength && output.length + truncated.length <= originalLength) {
        break;
      }
      if (!last && !secondToLast && truncatedLength > originalLength) {
        break;
      }
      peek = last ? "" : inspectItem(list[i2 + 1], options) + (secondToLast ? "" : separator);
      if (!last && secondToLast && truncatedLength > originalLength && nextLength + peek.length > originalLength) {
        break;
      }
      output += string;
      if (!last && !secondToLast && nextLength + peek.length >= originalLength) {
        truncated = `${truncator}(${list.length - i2 - 1})`;
        break;
      }
      truncated = "";
    }
    return `${output}${truncated}`;
  }
  __name(inspectList, "inspectList");
  function quoteComplexKey(key) {
    if (key.match(/^[a-zA-Z_][a-zA-Z_0-9]*$/)) {
      return key;
    }
    return JSON.stringify(key).replace(/'/g, "\\'").replace(/\\"/g, '"').replace(/(^"|"$)/g, "'");
  }
  __name(quoteComplexKey, "quoteComplexKey");
  function inspectProperty([key, value], options) {
    options.truncate -= 2;
    if (typeof key === "string") {
      key = quoteComplexKey(key);
    } else if (typeof key !== "number") {
      key = `[${options.inspect(key, options)}]`;
    }
    options.truncate -= key.length;
    value = options.inspect(value, options);
    return `${key}: ${value}`;
  }
  __name(inspectProperty, "inspectProperty");
  function inspectArray(array, options) {
    const nonIndexProperties = Object.keys(array).slice(array.length);
    if (!array.length && !nonIndexProperties.length)
      return "[]";
    options.truncate -= 4;
    const listContents = inspectList(array, options);
    options.truncate -= listContents.length;
    let propertyContents = "";
    if (nonIndexProperties.length) {
      propertyContents = inspectList(nonIndexProperties.map((key) => [key, array[key]]), options, inspectProperty);
    }
    return `[ ${listContents}${propertyContents ? `, ${propertyContents}` : ""} ]`;
  }
  __name(inspectArray, "inspectArray");
  var getArrayName = /* @__PURE__ */ __name((array) => {
    if (typeof Buffer === "function" && array instanceof Buffer) {
      return "Buffer";
    }
    if (array[Symbol.toStringTag]) {
      return array[Symbol.toStringTag];
    }
    return array.constructor.name;
  }, "getArrayName");
  function inspectTypedArray(array, options) {
    const name = getArrayName(array);
    options.truncate -= name.length + 4;
    const nonIndexProperties = Object.keys(array).slice(array.length);
    if (!array.length && !nonIndexProperties.length)
      return `${name}[]`;
    let output = "";
    for (let i2 = 0; i2 < array.length; i2++) {
      const string = `${options.stylize(truncate(array[i2], options.truncate), "number")}${i2 === array.length - 1 ? "" : ", "}`;
      options.truncate -= string.length;
      if (array[i2] !== array.length && options.truncate <= 3) {
        output += `${truncator}(${array.length - array[i2] + 1})`;
        break;
      }
      output += string;
    }
    let propertyContents = "";
    if (nonIndexProperties.length) {
      propertyContents = inspectList(nonIndexProperties.map((key) => [key, array[key]]), options, inspectProperty);
    }
    return `${name}[ ${output}${propertyContents ? `, ${propertyContents}` : ""} ]`;
  }
  __name(inspectTypedArray, "inspectTypedArray");
  function inspectDate(dateObject, options) {
    const stringRepresentation = dateObject.toJSON();
    if (stringRepresentation === null) {
      return "Invalid Date";
    }
    const split = stringRepresentation.split("T");
    const date = split[0];
    return options.stylize(`${date}T${truncate(split[1], options.truncate - date.length - 1)}`, "date");
  }
  __name(inspectDate, "inspectDate");
  function inspectFunction(func, options) {
    const functionType = func[Symbol.toStringTag] || "Function";
    const name = func.name;
    if (!name) {
      return options.stylize(`[${functionType}]`, "special");
    }
    return options.stylize(`[${functionType} ${truncate(name, options.truncate - 11)}]`, "special");
  }
  __name(inspectFunction, "inspectFunction");
  function inspectMapEntry([key, value], options) {
    options.truncate -= 4;
    key = options.inspect(key, options);
    options.truncate -= key.length;
    value = options.inspect(value, options);
    return `${key} => ${value}`;
  }
  __name(inspectMapEntry, "inspectMapEntry");
  function mapToEntries(map) {
    const entries = [];
    map.forEach((value, key) => {
      entries.push([key, value]);
    });
    return entries;
  }
  __name(mapToEntries, "mapToEntries");
  function inspectMap(map, options) {
    if (map.size === 0)
      return "Map{}";
    options.truncate -= 7;
    return `Map{ ${inspectList(mapToEntries(map), options, inspectMapEntry)} }`;
  }
  __name(inspectMap, "inspectMap");
  var isNaN = Number.isNaN || ((i2) => i2 !== i2);
  function inspectNumber(number, options) {
    if (isNaN(number)) {
      return options.stylize("NaN", "number");
    }
    if (number === Infinity) {
      return options.stylize("Infinity", "number");
    }
    if (number === -Infinity) {
      return options.stylize("-Infinity", "number");
    }
    if (number === 0) {
      return options.stylize(1 / number === Infinity ? "+0" : "-0", "number");
    }
    return options.stylize(truncate(String(number), options.truncate), "number");
  }
  __name(inspectNumber, "inspectNumber");
  function inspectBigInt(number, options) {
    let nums = truncate(number.toString(), options.truncate - 1);
    if (nums !== truncator)
      nums += "n";
    return options.stylize(nums, "bigint");
  }
  __name(inspectBigInt, "inspectBigInt");
  function inspectRegExp(value, options) {
    const flags = value.toString().split("/")[2];
    const sourceLength = options.truncate - (2 + flags.length);
    const source = value.source;
    return options.stylize(`/${truncate(source, sourceLength)}/${flags}`, "regexp");
  }
  __name(inspectRegExp, "inspectRegExp");
  function arrayFromSet(set2) {
    const values = [];
    set2.forEach((value) => {
      values.push(value);
    });
    return values;
  }
  __name(arrayFromSet, "arrayFromSet");
  function inspectSet(set2, options) {
    if (set2.size === 0)
      return "Set{}";
    options.truncate -= 7;
    return `Set{ ${inspectList(arrayFromSet(set2), options)} }`;
  }
  __name(inspectSet, "inspectSet");
  var stringEscapeChars = new RegExp("['\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u0600-\\u0604\\u070f\\u17b4\\u17b5\\u200c-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\ufeff\\ufff0-\\uffff]", "g");
  var escapeCharacters = {
    "\b": "\\b",
    "	": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    "'": "\\'",
    "\\": "\\\\"
  };
  var hex = 16;
  var unicodeLength = 4;
  function escape(char) {
    return escapeCharacters[char] || `\\u${`0000${char.charCodeAt(0).toString(hex)}`.slice(-unicodeLength)}`;
  }
  __name(escape, "escape");
  function inspectString(string, options) {
    if (stringEscapeChars.test(string)) {
      string = string.replace(stringEscapeChars, escape);
    }
    return options.stylize(`'${truncate(string, options.truncate - 2)}'`, "string");
  }
  __name(inspectString, "inspectString");
  function inspectSymbol(value) {
    if ("description" in Symbol.prototype) {
      return value.description ? `Symbol(${value.description})` : "Symbol()";
    }
    return value.toString();
  }
  __name(inspectSymbol, "inspectSymbol");
  var getPromiseValue = /* @__PURE__ */ __name(() => "Promise{\u2026}", "getPromiseValue");
  var promise_default = getPromiseValue;
  function inspectObject(object, options) {
    const properties = Object.getOwnPropertyNames(object);
    const symbols = Object.getOwnPropertySymbols ? Object.getOwnPropertySymbols(object) : [];
    if (properties.length === 0 && symbols.length === 0) {
      return "{}";
    }
    options.truncate -= 4;
    options.seen = options.seen || [];
    if (options.seen.includes(object)) {
      return "[Circular]";
    }
    options.seen.push(object);
    const propertyContents = inspectList(properties.map((key) => [key, object[key]]), options, inspectProperty);
    const symbolContents = inspectList(symbols.map((key) => [key, object[key]]), options, inspectProperty);
    options.seen.pop();
    let sep = "";
    if (propertyContents && symbolContents) {
      sep = ", ";
    }
    return `{ ${propertyContents}${sep}${symbolContents} }`;
  }
  __name(inspectObject, "inspectObject");
  var toStringTag = typeof Symbol !== "undefined" && Symbol.toStringTag ? Symbol.toStringTag : false;
  function inspectClass(value, options) {
    let name = "";
    if (toStringTag && toStringTag in value) {
      name = value[toStringTag];
    }
    name = name || value.constructor.name;
    if (!name || name === "_class") {
      name = "<Anonymous Class>";
    }
    options.truncate -= name.length;
    return `${name}${inspectObject(value, options)}`;
  }
  __name(inspectClass, "inspectClass");
  function inspectArguments(args, options) {
    if (args.length === 0)
      return "Arguments[]";
    options.truncate -= 13;
    return `Arguments[ ${inspectList(args, options)} ]`;
  }
  __name(inspectArguments, "inspectArguments");
  var errorKeys = [
    "stack",
    "line",
    "column",
    "name",
    "message",
    "fileName",
    "lineNumber",
    "columnNumber",
    "number",
    "description",
    "cause"
  ];
  function inspectObject2(error, options) {
    const properties = Object.getOwnPropertyNames(error).filter((key) => errorKeys.indexOf(key) === -1);
    const name = error.name;
    options.truncate -= name.length;
    let message = "";
    if (typeof error.message === "string") {
      message = truncate(error.message, options.truncate);
    } else {
      properties.unshift("message");
    }
    message = message ? `: ${message}` : "";
    options.truncate -= message.length + 5;
    options.seen = options.seen || [];
    if (options.seen.includes(error)) {
      return "[Circular]";
    }
    options.seen.push(error);
    const propertyContents = inspectList(properties.map((key) => [key, error[key]]), options, inspectProperty);
    return `${name}${message}${propertyContents ? ` { ${propertyContents} }` : ""}`;
  }
  __name(inspectObject2, "inspectObject");
  function inspectAttribute([key, value], options) {
    options.truncate -= 3;
    if (!value) {
      return `${options.stylize(String(key), "yellow")}`;
    }
    return `${options.stylize(String(key), "yellow")}=${options.stylize(`"${value}"`, "string")}`;
  }
  __name(inspectAttribute, "inspectAttribute");
  function inspectNodeCollection(collection, options) {
    return inspectList(collection, options, inspectNode, "\n");
  }
  __name(inspectNodeCollection, "inspectNodeCollection");
  function inspectNode(node, options) {
    switch (node.nodeType) {
      case 1:
        return inspectHTML(node, options);
      case 3:
        return options.inspect(node.data, options);
      default:
        return options.inspect(node, options);
    }
  }
  __name(inspectNode, "inspectNode");
  function inspectHTML(element, options) {
    const properties = element.getAttributeNames();
    const name = element.tagName.toLowerCase();
    const head = options.stylize(`<${name}`, "special");
    const headClose = options.stylize(`>`, "special");
    const tail = options.stylize(`</${name}>`, "special");
    options.truncate -= name.length * 2 + 5;
    let propertyContents = "";
    if (properties.length > 0) {
      propertyContents += " ";
      propertyContents += inspectList(properties.map((key) => [key, element.getAttribute(key)]), options, inspectAttribute, " ");
    }
    options.truncate -= propertyContents.length;
    const truncate2 = options.truncate;
    let children = inspectNodeCollection(element.children, options);
    if (children && children.length > truncate2) {
      children = `${truncator}(${element.children.length})`;
    }
    return `${head}${propertyContents}${headClose}${children}${tail}`;
  }
  __name(inspectHTML, "inspectHTML");
  var symbolsSupported = typeof Symbol === "function" && typeof Symbol.for === "function";
  var chaiInspect = symbolsSupported ? /* @__PURE__ */ Symbol.for("chai/inspect") : "@@chai/inspect";
  var nodeInspect = /* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom");
  var constructorMap = /* @__PURE__ */ new WeakMap();
  var stringTagMap = {};
  var baseTypesMap = {
    undefined: /* @__PURE__ */ __name((value, options) => options.stylize("undefined", "undefined"), "undefined"),
    null: /* @__PURE__ */ __name((value, options) => options.stylize("null", "null"), "null"),
    boolean: /* @__PURE__ */ __name((value, options) => options.stylize(String(value), "boolean"), "boolean"),
    Boolean: /* @__PURE__ */ __name((value, options) => options.stylize(String(value), "boolean"), "Boolean"),
    number: inspectNumber,
    Number: inspectNumber,
    bigint: inspectBigInt,
    BigInt: inspectBigInt,
    string: inspectString,
    String: inspectString,
    function: inspectFunction,
    Function: inspectFunction,
    symbol: inspectSymbol,
    // A Symbol polyfill will return `Symbol` not `symbol` from typedetect
    Symbol: inspectSymbol,
    Array: inspectArray,
    Date: inspectDate,
    Map: inspectMap,
    Set: inspectSet,
    RegExp: inspectRegExp,
    Promise: promise_default,
    // WeakSet, WeakMap are totally opaque to us
    WeakSet: /* @__PURE__ */ __name((value, options) => options.stylize("WeakSet{\u2026}", "special"), "WeakSet"),
    WeakMap: /* @__PURE__ */ __name((value, options) => options.stylize("WeakMap{\u2026}", "special"), "WeakMap"),
    Arguments: inspectArguments,
    Int8Array: inspectTypedArray,
    Uint8Array: inspectTypedArray,
    Uint8ClampedArray: inspectTypedArray,
    Int16Array: inspectTypedArray,
    Uint16Array: inspectTypedArray,
    Int32Array: inspectTypedArray,
    Uint32Array: inspectTypedArray,
    Float32Array: inspectTypedArray,
    Float64Array: inspectTypedArray,
    Generator: /* @__PURE__ */ __name(() => "", "Generator"),
    DataView: /* @__PURE__ */ __name(() => "", "DataView"),
    ArrayBuffer: /* @__PURE__ */ __name(() => "", "ArrayBuffer"),
    Error: inspectObject2,
    HTMLCollection: inspectNodeCollection,
    NodeList: inspectNodeCollection
  };
  var inspectCustom = /* @__PURE__ */ __name((value, options, type3, inspectFn) => {
    if (chaiInspect in value && typeof value[chaiInspect] === "function") {
      return value[chaiInspect](options);
    }
    if (nodeInspect in value && typeof value[nodeInspect] === "function") {
      return value[nodeInspect](options.depth, options, inspectFn);
    }
    if ("inspect" in value && typeof value.inspect === "function") {
      return value.inspect(options.depth, options);
    }
    if ("constructor" in value && constructorMap.has(value.constructor)) {
      return constructorMap.get(value.constructor)(value, options);
    }
    if (stringTagMap[type3]) {
      return stringTagMap[type3](value, options);
    }
    return "";
  }, "inspectCustom");
  var toString2 = Object.prototype.toString;
  function inspect2(value, opts = {}) {
    const options = normaliseOptions(opts, inspect2);
    const { customInspect } = options;
    let type3 = value === null ? "null" : typeof value;
    if (type3 === "object") {
      type3 = toString2.call(value).slice(8, -1);
    }
    if (type3 in baseTypesMap) {
      return baseTypesMap[type3](value, options);
    }
    if (customInspect && value) {
      const output = inspectCustom(value, options, type3, inspect2);
      if (output) {
        if (typeof output === "string")
          return output;
        return inspect2(output, options);
      }
    }
    const proto = value ? Object.getPrototypeOf(value) : false;
    if (proto === Object.prototype || proto === null) {
      return inspectObject(value, options);
    }
    if (value && typeof HTMLElement === "function" && value instanceof HTMLElement) {
      return inspectHTML(value, options);
    }
    if ("constructor" in value) {
      if (value.constructor !== Object) {
        return inspectClass(value, options);
      }
      return inspectObject(value, options);
    }
    if (value === Object(value)) {
      return inspectObject(value, options);
    }
    return options.stylize(String(value), type3);
  }
  __name(inspect2, "inspect");
  var config = {
    /**
     * ### config.includeStack
     *
     * User configurable property, influences whether stack trace
     * is included in Assertion error message. Default of false
     * suppresses stack trace in the error message.
     *
     *     chai.config.includeStack = true;  // enable stack on error
     *
     * @param {boolean}
     * @public
     */
    includeStack: false,
    /**
     * ### config.showDiff
     *
     * User configurable property, influences whether or not
     * the `showDiff` flag should be included in the thrown
     * AssertionErrors. `false` will always be `false`; `true`
     * will be true when the assertion has requested a diff
     * be shown.
     *
     * @param {boolean}
     * @public
     */
    showDiff: true,
    /**
     * ### config.truncateThreshold
     *
     * User configurable property, sets length threshold for actual and
     * expected values in assertion errors. If this threshold is exceeded, for
     * example for large data structures, the value is replaced with something
     * like `[ Array(3) ]` or `{ Object (prop1, prop2) }`.
     *
     * Set it to zero if you want to disable truncating altogether.
     *
     * This is especially userful when doing assertions on arrays: having this
     * set to a reasonable large value makes the failure messages readily
     * inspectable.
     *
     *     chai.config.truncateThreshold = 0;  // disable truncating
     *
     * @param {number}
     * @public
     */
    truncateThreshold: 40,
    /**
     * ### config.useProxy
     *
     * User configurable property, defines if chai will use a Proxy to throw
     * an error when a non-existent property is read, which protects users
     * from typos when using property-based assertions.
     *
     * Set it to false if you want to disable this feature.
     *
     *     chai.config.useProxy = false;  // disable use of Proxy
     *
     * This feature is automatically disabled regardless of this config value
     * in environments that don't support proxies.
     *
     * @param {boolean}
     * @public
     */
    useProxy: true,
    /**
     * ### config.proxyExcludedKeys
     *
     * User configurable property, defines which properties should be ignored
     * instead of throwing an error if they do not exist on the assertion.
     * This is only applied if the environment Chai is running in supports proxies and
     * if the `useProxy` configuration setting is enabled.
     * By default, `then` and `inspect` will not throw an error if they do not exist on the
     * assertion object because the `.inspect` property is read by `util.inspect` (for example, when
     * using `console.log` on the assertion object) and `.then` is necessary for promise type-checking.
     *
     *     // By default these keys will not throw an error if they do not exist on the assertion object
     *     chai.config.proxyExcludedKeys = ['then', 'inspect'];
     *
     * @param {Array}
     * @public
     */
    proxyExcludedKeys: ["then", "catch", "inspect", "toJSON"],
    /**
     * ### config.deepEqual
     *
     * User configurable property, defines which a custom function to use for deepEqual
     * comparisons.
     * By default, the function used is the one from the `deep-eql` package without custom comparator.
     *
     *     // use a custom comparator
     *     chai.config.deepEqual = (expected, actual) => {
     *         return chai.util.eql(expected, actual, {
     *             comparator: (expected, actual) => {
     *                 // for non number comparison, use the default behavior
     *                 if(typeof expected !== 'number') return null;
     *                 // allow a difference of 10 between compared numbers
     *                 return typeof actual === 'number' && Math.abs(actual - expected) < 10
     *             }
     *         })
     *     };
     *
     * @param {Function}
     * @public
     */
    deepEqual: null
  };
  function inspect22(obj, showHidden, depth, colors) {
    let options = {
      colors,
      depth: typeof depth === "undefined" ? 2 : depth,
      showHidden,
      truncate: config.truncateThreshold ? config.truncateThreshold : Infinity
    };
    return inspect2(obj, options);
  }
  __name(inspect22, "inspect");
  function objDisplay(obj) {
    let str = inspect22(obj), type3 = Object.prototype.toString.call(obj);
    if (config.truncateThreshold && str.length >= config.truncateThreshold) {
      if (type3 === "[object Function]") {
        const objAsFunction = (
          /** @type {Function} */
          obj
        );
        return !objAsFunction.name || objAsFunction.name === "" ? "[Function]" : "[Function: " + objAsFunction.name + "]";
      } else if (type3 === "[object Array]") {
        const objAsArray = (
          /** @type {unknown[]} */
          obj
        );
        return "[ Array(" + objAsArray.length + ") ]";
      } else if (type3 === "[object Object]") {
        const objAsObject = (
          /** @type {Record<PropertyKey, unknown>} */
          obj
        );
        let keys2 = Object.keys(objAsObject), kstr = keys2.length > 2 ? keys2.splice(0, 2).join(", ") + ", ..." : keys2.join(", ");
        return "{ Object (" + kstr + ") }";
      } else {
        return str;
      }
    } else {
      return str;
    }
  }
  __name(objDisplay, "objDisplay");
  function getMessage2(obj, args) {
    let negate = flag(obj, "negate");
    let val = flag(obj, "object");
    let expected = args[3];
    let actual = getActual(obj, args);
    let rawMsg = negate ? args[2] : args[1];
    let flagMsg = flag(obj, "message");
    if (typeof rawMsg === "function") rawMsg = rawMsg();
    const template = (
      /** @type {string} */
      rawMsg || ""
    );
    const msg = template.replace(/#\{(this|act|exp)\}/g, function(_, tag) {
      if (tag === "this") {
        return objDisplay(val);
      }
      if (tag === "act") {
        return objDisplay(actual);
      }
      return objDisplay(expected);
    });
    return flagMsg ? flagMsg + ": " + msg : msg;
  }
  __name(getMessage2, "getMessage");
  function transferFlags(source, object, includeAll) {
    const sourceWithFlags = (
      /** @type {{__flags?: Record<PropertyKey, unknown>}} */
      source
    );
    const objWithFlags = (
      /** @type {{__flags?: Record<PropertyKey, unknown>}} */
      object
    );
    let flags = sourceWithFlags.__flags || (sourceWithFlags.__flags = /* @__PURE__ */ Object.create(null));
    const objFlags = objWithFlags.__flags || (objWithFlags.__flags = /* @__PURE__ */ Object.create(null));
    includeAll = arguments.length === 3 ? includeAll : true;
    for (let flag3 in flags) {
      if (includeAll || flag3 !== "object" && flag3 !== "ssfi" && flag3 !== "lockSsfi" && flag3 != "message") {
        objFlags[flag3] = flags[flag3];
      }
    }
  }
  __name(transferFlags, "transferFlags");
  function type2(obj) {
    if (typeof obj === "undefined") {
      return "undefined";
    }
    if (obj === null) {
      return "null";
    }
    const stringTag = obj[Symbol.toStringTag];
    if (typeof stringTag === "string") {
      return stringTag;
    }
    const sliceStart = 8;
    const sliceEnd = -1;
    return Object.prototype.toString.call(obj).slice(sliceStart, sliceEnd);
  }
  __name(type2, "type");
  function FakeMap() {
    this._key = "chai/deep-eql__" + Math.random() + Date.now();
  }
  __name(FakeMap, "FakeMap");
  FakeMap.prototype = {
    get: /* @__PURE__ */ __name(function get(key) {
      return key[this._key];
    }, "get"),
    set: /* @__PURE__ */ __name(function set(key, value) {
      if (Object.isExtensible(key)) {
        Object.defineProperty(key, this._key, {
          value,
          configurable: true
        });
      }
    }, "set")
  };
  var MemoizeMap = typeof WeakMap === "function" ? WeakMap : FakeMap;
  function memoizeCompare(leftHandOperand, rightHandOperand, memoizeMap) {
    if (!memoizeMap || isPrimitive2(leftHandOperand) || isPrimitive2(rightHandOperand)) {
      return null;
    }
    var leftHandMap = memoizeMap.get(leftHandOperand);
    if (leftHandMap) {
      var result = leftHandMap.get(rightHandOperand);
      if (typeof result === "boolean") {
        return result;
      }
    }
    return null;
  }
  __name(memoizeCompare, "memoizeCompare");
  function memoizeSet(leftHandOperand, rightHandOperand, memoizeMap, result) {
    if (!memoizeMap || isPrimitive2(leftHandOperand) || isPrimitive2(rightHandOperand)) {
      return;
    }
    var leftHandMap = memoizeMap.get(leftHandOperand);
    if (leftHandMap) {
      leftHandMap.set(rightHandOperand, result);
    } else {
      leftHandMap = new MemoizeMap();
      leftHandMap.set(rightHandOperand, result);
      memoizeMap.set(leftHandOperand, leftHandMap);
    }
  }
  __name(memoizeSet, "memoizeSet");
  var deep_eql_default = deepEqual;
  function deepEqual(leftHandOperand, rightHandOperand, options) {
    if (options && options.comparator) {
      return extensiveDeepEqual(leftHandOperand, rightHandOperand, options);
    }
    var simpleResult = simpleEqual(leftHandOperand, rightHandOperand);
    if (simpleResult !== null) {
      return simpleResult;
    }
    return extensiveDeepEqual(leftHandOperand, rightHandOperand, options);
  }
  __name(deepEqual, "deepEqual");
  function simpleEqual(leftHandOperand, rightHandOperand) {
    if (leftHandOperand === rightHandOperand) {
      return leftHandOperand !== 0 || 1 / leftHandOperand === 1 / rightHandOperand;
    }
    if (leftHandOperand !== leftHandOperand && // eslint-disable-line no-self-compare
    rightHandOperand !== rightHandOperand) {
      return true;
    }
    if (isPrimitive2(leftHandOperand) || isPrimitive2(rightHandOperand)) {
      return false;
    }
    return null;
  }
  __name(simpleEqual, "simpleEqual");
  function extensiveDeepEqual(leftHandOperand, rightHandOperand, options) {
    options = options || {};
    options.memoize = options.memoize === false ? false : options.memoize || new MemoizeMap();
    var comparator = options && options.comparator;
    var memoizeResultLeft = memoizeCompare(leftHandOperand, rightHandOperand, options.memoize);
    if (memoizeResultLeft !== null) {
      return memoizeResultLeft;
    }
    var memoizeResultRight = memoizeCompare(rightHandOperand, leftHandOperand, options.memoize);
    if (memoizeResultRight !== null) {
      return memoizeResultRight;
    }
    if (comparator) {
      var comparatorResult = comparator(leftHandOperand, rightHandOperand);
      if (comparatorResult === false || comparatorResult === true) {
        memoizeSet(leftHandOperand, rightHandOperand, options.memoize, comparatorResult);
        return comparatorResult;
      }
      var simpleResult = simpleEqual(leftHandOperand, rightHandOperand);
      if (simpleResult !== null) {
        return simpleResult;
      }
    }
    var leftHandType = type2(leftHandOperand);
    if (leftHandType !== type2(rightHandOperand)) {
      memoizeSet(leftHandOperand, rightHandOperand, options.memoize, false);
      return false;
    }
    memoizeSet(leftHandOperand, rightHandOperand, options.memoize, true);
    var result = extensiveDeepEqualByType(leftHandOperand, rightHandOperand, leftHandType, options);
    memoizeSet(leftHandOperand, rightHandOperand, options.memoize, result);
    return result;
  }
  __name(extensiveDeepEqual, "extensiveDeepEqual");
  function extensiveDeepEqualByType(leftHandOperand, rightHandOperand, leftHandType, options) {
    switch (leftHandType) {
      case "String":
      case "Number":
      case "Boolean":
      case "Date":
        return deepEqual(leftHandOperand.valueOf(), rightHandOperand.valueOf());
      case "Promise":
      case "Symbol":
      case "function":
      case "WeakMap":
      case "WeakSet":
        return leftHandOperand === rightHandOperand;
      case "Error":
        return keysEqual(leftHandOperand, rightHandOperand, ["name", "message", "code"], options);
      case "Arguments":
      case "Int8Array":
      case "Uint8Array":
      case "Uint8ClampedArray":
      case "Int16Array":
      case "Uint16Array":
      case "Int32Array":
      case "Uint32Array":
      case "Float32Array":
      case "Float64Array":
      case "Array":
        return iterableEqual(leftHandOperand, rightHandOperand, options);
      case "RegExp":
        return regexpEqual(leftHandOperand, rightHandOperand);
      case "Generator":
        return generatorEqual(leftHandOperand, rightHandOperand, options);
      case "DataView":
        return iterableEqual(new Uint8Array(leftHandOperand.buffer), new Uint8Array(rightHandOperand.buffer), options);
      case "ArrayBuffer":
        return iterableEqual(new Uint8Array(leftHandOperand), new Uint8Array(rightHandOperand), options);
      case "Set":
        return entriesEqual(leftHandOperand, rightHandOperand, options);
      case "Map":
        return entriesEqual(leftHandOperand, rightHandOperand, options);
      case "Temporal.PlainDate":
      case "Temporal.PlainTime":
      case "Temporal.PlainDateTime":
      case "Temporal.Instant":
      case "Temporal.ZonedDateTime":
      case "Temporal.PlainYearMonth":
      case "Temporal.PlainMonthDay":
        return leftHandOperand.equals(rightHandOperand);
      case "Temporal.Duration":
        return leftHandOperand.total("nanoseconds") === rightHandOperand.total("nanoseconds");
      case "Temporal.TimeZone":
      case "Temporal.Calendar":
        return leftHandOperand.toString() === rightHandOperand.toString();
      default:
        return objectEqual(leftHandOperand, rightHandOperand, options);
    }
  }
  __name(extensiveDeepEqualByType, "extensiveDeepEqualByType");
  function regexpEqual(leftHandOperand, rightHandOperand) {
    return leftHandOperand.toString() === rightHandOperand.toString();
  }
  __name(regexpEqual, "regexpEqual");
  function entriesEqual(leftHandOperand, rightHandOperand, options) {
    try {
      if (leftHandOperand.size !== rightHandOperand.size) {
        return false;
      }
      if (leftHandOperand.size === 0) {
        return true;
      }
    } catch (sizeError) {
      return false;
    }
    var leftHandItems = [];
    var rightHandItems = [];
    leftHandOperand.forEach(/* @__PURE__ */ __name(function gatherEntries(key, value) {
      leftHandItems.push([key, value]);
    }, "gatherEntries"));
    rightHandOperand.forEach(/* @__PURE__ */ __name(function gatherEntries(key, value) {
      rightHandItems.push([key, value]);
    }, "gatherEntries"));
    return iterableEqual(leftHandItems.sort(), rightHandItems.sort(), options);
  }
  __name(entriesEqual, "entriesEqual");
  function iterableEqual(leftHandOperand, rightHandOperand, options) {
    var length = leftHandOperand.length;
    if (length !== rightHandOperand.length) {
      return false;
    }
    if (length === 0) {
      return true;
    }
    var index2 = -1;
    while (++index2 < length) {
      if (deepEqual(leftHandOperand[index2], rightHandOperand[index2], options) === false) {
        return false;
      }
    }
    return true;
  }
  __name(iterableEqual, "iterableEqual");
  function generatorEqual(leftHandOperand, rightHandOperand, options) {
    return iterableEqual(getGeneratorEntries(leftHandOperand), getGeneratorEntries(rightHandOperand), options);
  }
  __name(generatorEqual, "generatorEqual");
  function hasIteratorFunction(target) {
    return typeof Symbol !== "undefined" && typeof target === "object" && typeof Symbol.iterator !== "undefined" && typeof target[Symbol.iterator] === "function";
  }
  __name(hasIteratorFunction, "hasIteratorFunction");
  function getIteratorEntries(target) {
    if (hasIteratorFunction(target)) {
      try {
        return getGeneratorEntries(target[Symbol.iterator]());
      } catch (iteratorError) {
        return [];
      }
    }
    return [];
  }
  __name(getIteratorEntries, "getIteratorEntries");
  function getGeneratorEntries(generator) {
    var generatorResult = generator.next();
    var accumulator = [generatorResult.value];
    while (generatorResult.done === false) {
      generatorResult = generator.next();
      accumulator.push(generatorResult.value);
    }
    return accumulator;
  }
  __name(getGeneratorEntries, "getGeneratorEntries");
  function getEnumerableKeys(target) {
    var keys2 = [];
    for (var key in target) {
      keys2.push(key);
    }
    return keys2;
  }
  __name(getEnumerableKeys, "getEnumerableKeys");
  function getEnumerableSymbols(target) {
    var keys2 = [];
    var allKeys = Object.getOwnPropertySymbols(target);
    for (var i2 = 0; i2 < allKeys.length; i2 += 1) {
      var key = allKeys[i2];
      if (Object.getOwnPropertyDescriptor(target, key).enumerable) {
        keys2.push(key);
      }
    }
    return keys2;
  }
  __name(getEnumerableSymbols, "getEnumerableSymbols");
  function keysEqual(leftHandOperand, rightHandOperand, keys2, options) {
    var length = keys2.length;
    if (length === 0) {
      return true;
    }
    for (var i2 = 0; i2 < length; i2 += 1) {
      if (deepEqual(leftHandOperand[keys2[i2]], rightHandOperand[keys2[i2]], options) === false) {
        return false;
      }
    }
    return true;
  }
  __name(keysEqual, "keysEqual");
  function objectEqual(leftHandOperand, rightHandOperand, options) {
    var leftHandKeys = getEnumerableKeys(leftHandOperand);
    var rightHandKeys = getEnumerableKeys(rightHandOperand);
    var leftHandSymbols = getEnumerableSymbols(leftHandOperand);
    var rightHandSymbols = getEnumerableSymbols(rightHandOperand);
    leftHandKeys = leftHandKeys.concat(leftHandSymbols);
    rightHandKeys = rightHandKeys.concat(rightHandSymbols);
    if (leftHandKeys.length && leftHandKeys.length === rightHandKeys.length) {
      if (iterableEqual(mapSymbols(leftHandKeys).sort(), mapSymbols(rightHandKeys).sort()) === false) {
        return false;
      }
      return keysEqual(leftHandOperand, rightHandOperand, leftHandKeys, options);
    }
    var leftHandEntries = getIteratorEntries(leftHandOperand);
    var rightHandEntries = getIteratorEntries(rightHandOperand);
    if (leftHandEntries.length && leftHandEntries.length === rightHandEntries.length) {
      leftHandEntries.sort();
      rightHandEntries.sort();
      return iterableEqual(leftHandEntries, rightHandEntries, options);
    }
    if (leftHandKeys.length === 0 && leftHandEntries.length === 0 && rightHandKeys.length === 0 && rightHandEntries.length === 0) {
      return true;
    }
    return false;
  }
  __name(objectEqual, "objectEqual");
  function isPrimitive2(value) {
    return value === null || typeof value !== "object";
  }
  __name(isPrimitive2, "isPrimitive");
  function mapSymbols(arr) {
    return arr.map(/* @__PURE__ */ __name(function mapSymbol(entry) {
      if (typeof entry === "symbol") {
        return entry.toString();
      }
      return entry;
    }, "mapSymbol"));
  }
  __name(mapSymbols, "mapSymbols");
  function hasProperty(obj, name) {
    if (typeof obj === "undefined" || obj === null) {
      return false;
    }
    return name in Object(obj);
  }
  __name(hasProperty, "hasProperty");
  function parsePath(path) {
    const str = path.replace(/([^\\])\[/g, "$1.[");
    const parts = str.match(/(\\\.|[^.]+?)+/g);
    return parts.map((value) => {
      if (value === "constructor" || value === "__proto__" || value === "prototype") {
        return {};
      }
      const regexp = /^\[(\d+)\]$/;
      const mArr = regexp.exec(value);
      let parsed = null;
      if (mArr) {
        parsed = { i: parseFloat(mArr[1]) };
      } else {
        parsed = { p: value.replace(/\\([.[\]])/g, "$1") };
      }
      return parsed;
    });
  }
  __name(parsePath, "parsePath");
  function internalGetPathValue(obj, parsed, pathDepth) {
    let temporaryValue = obj;
    let res = null;
    pathDepth = typeof pathDepth === "undefined" ? parsed.length : pathDepth;
    for (let i2 = 0; i2 < pathDepth; i2++) {
      const part = parsed[i2];
      if (temporaryValue) {
        if (typeof part.p === "undefined") {
          temporaryValue = temporaryValue[part.i];
        } else {
          temporaryValue = temporaryValue[part.p];
        }
        if (i2 === pathDepth - 1) {
          res = temporaryValue;
        }
      }
    }
    return res;
  }
  __name(internalGetPathValue, "internalGetPathValue");
  function getPathInfo(obj, path) {
    const parsed = parsePath(path);
    const last = parsed[parsed.length - 1];
    const info = {
      parent: parsed.length > 1 ? internalGetPathValue(obj, parsed, parsed.length - 1) : obj,
      name: last.p || last.i,
      value: internalGetPathValue(obj, parsed)
    };
    info.exists = hasProperty(info.parent, info.name);
    return info;
  }
  __name(getPathInfo, "getPathInfo");
  var _Assertion = class _Assertion2 {
    /**
     * Creates object for chaining.
     * `Assertion` objects contain metadata in the form of flags. Three flags can
     * be assigned during instantiation by passing arguments to this constructor:
     *
     * - `object`: This flag contains the target of the assertion. For example, in
     * the assertion `expect(numKittens).to.equal(7);`, the `object` flag will
     * contain `numKittens` so that the `equal` assertion can reference it when
     * needed.
     *
     * - `message`: This flag contains an optional custom error message to be
     * prepended to the error message that's generated by the assertion when it
     * fails.
     *
     * - `ssfi`: This flag stands for "start stack function indicator". It
     * contains a function reference that serves as the starting point for
     * removing frames from the stack trace of the error that's created by the
     * assertion when it fails. The goal is to provide a cleaner stack trace to
     * end users by removing Chai's internal functions. Note that it only works
     * in environments that support `Error.captureStackTrace`, and only when
     * `Chai.config.includeStack` hasn't been set to `false`.
     *
     * - `lockSsfi`: This flag controls whether or not the given `ssfi` flag
     * should retain its current value, even as assertions are chained off of
     * this object. This is usually set to `true` when creating a new assertion
     * from within another assertion. It's also temporarily set to `true` before
     * an overwritten assertion gets called by the overwriting assertion.
     *
     * - `eql`: This flag contains the deepEqual function to be used by the assertion.
     *
     * @param {unknown} obj target of the assertion
     * @param {string=} msg (optional) custom error message
     * @param {Function=} ssfi (optional) starting point for removing stack frames
     * @param {boolean=} lockSsfi (optional) whether or not the ssfi flag is locked
     */
    constructor(obj, msg, ssfi, lockSsfi) {
      __publicField(this, "__flags", {});
      flag(this, "ssfi", ssfi || _Assertion2);
      flag(this, "lockSsfi", lockSsfi);
      flag(this, "object", obj);
      flag(this, "message", msg);
      flag(this, "eql", config.deepEqual || deep_eql_default);
      return proxify(this);
    }
    /** @returns {boolean} */
    static get includeStack() {
      console.warn(
        "Assertion.includeStack is deprecated, use chai.config.includeStack instead."
      );
      return config.includeStack;
    }
    /** @param {boolean} value */
    static set includeStack(value) {
      console.warn(
        "Assertion.includeStack is deprecated, use chai.config.includeStack instead."
      );
      config.includeStack = value;
    }
    /** @returns {boolean} */
    static get showDiff() {
      console.warn(
        "Assertion.showDiff is deprecated, use chai.config.showDiff instead."
      );
      return config.showDiff;
    }
    /** @param {boolean} value */
    static set showDiff(value) {
      console.warn(
        "Assertion.showDiff is deprecated, use chai.config.showDiff instead."
      );
      config.showDiff = value;
    }
    /**
     * @param {string} name
     * @param {(...args: never) => unknown} fn
     */
    static addProperty(name, fn2) {
      addProperty(this.prototype, name, fn2);
    }
    /**
     * @param {string} name
     * @param {(...args: never) => unknown} fn
     */
    static addMethod(name, fn2) {
      addMethod(this.prototype, name, fn2);
    }
    /**
     * @param {string} name
     * @param {(...args: never) => unknown} fn
     * @param {(...args: never) => unknown} chainingBehavior
     */
    static addChainableMethod(name, fn2, chainingBehavior) {
      addChainableMethod(this.prototype, name, fn2, chainingBehavior);
    }
    /**
     * @param {string} name
     * @param {(...args: never) => unknown} fn
     */
    static overwriteProperty(name, fn2) {
      overwriteProperty(this.prototype, name, fn2);
    }
    /**
     * @param {string} name
     * @param {(...args: never) => unknown} fn
     */
    static overwriteMethod(name, fn2) {
      overwriteMethod(this.prototype, name, fn2);
    }
    /**
     * @param {string} name
     * @param {(...args: never) => unknown} fn
     * @param {(...args: never) => unknown} chainingBehavior
     */
    static overwriteChainableMethod(name, fn2, chainingBehavior) {
      overwriteChainableMethod(this.prototype, name, fn2, chainingBehavior);
    }
    /**
     * ### .assert(expression, message, negateMessage, expected, actual, showDiff)
     *
     * Executes an expression and check expectations. Throws AssertionError for reporting if test doesn't pass.
     *
     * @name assert
     * @param {unknown} _expr to be tested
     * @param {string | Function} msg or function that returns message to display if expression fails
     * @param {string | Function} _negateMsg or function that returns negatedMessage to display if negated expression fails
     * @param {unknown} expected value (remember to check for negation)
     * @param {unknown} _actual (optional) will default to `this.obj`
     * @param {boolean} showDiff (optional) when set to `true`, assert will display a diff in addition to the message if expression fails
     * @returns {void}
     */
    assert(_expr, msg, _negateMsg, expected, _actual, showDiff) {
      const ok = test2(this, arguments);
      if (false !== showDiff) showDiff = true;
      if (void 0 === expected && void 0 === _actual) showDiff = false;
      if (true !== config.showDiff) showDiff = false;
      if (!ok) {
        msg = getMessage2(this, arguments);
        const actual = getActual(this, arguments);
        const assertionErrorObjectProperties = {
          actual,
          expected,
          showDiff
        };
        const operator = getOperator(this, arguments);
        if (operator) {
          assertionErrorObjectProperties.operator = operator;
        }
        throw new AssertionError(
          msg,
          assertionErrorObjectProperties,
          config.includeStack ? this.assert : flag(this, "ssfi")
        );
      }
    }
    /**
     * Quick reference to stored `actual` value for plugin developers.
     *
     * @returns {unknown}
     */
    get _obj() {
      return flag(this, "object");
    }
    /**
     * Quick reference to stored `actual` value for plugin developers.
     *
     * @param {unknown} val
     */
    set _obj(val) {
      flag(this, "object", val);
    }
  };
  __name(_Assertion, "Assertion");
  var Assertion = _Assertion;
  var events = new EventTarget();
  var _PluginEvent = class _PluginEvent2 extends Event {
    /**
     * @param {string} type
     * @param {string} name
     * @param {Function} fn
     */
    constructor(type3, name, fn2) {
      super(type3);
      this.name = String(name);
      this.fn = fn2;
    }
  };
  __name(_PluginEvent, "PluginEvent");
  var PluginEvent = _PluginEvent;
  function isProxyEnabled() {
    return config.useProxy && typeof Proxy !== "undefined" && typeof Reflect !== "undefined";
  }
  __name(isProxyEnabled, "isProxyEnabled");
  function addProperty(ctx, name, getter) {
    getter = getter === void 0 ? function() {
    } : getter;
    Object.defineProperty(ctx, name, {
      get: /* @__PURE__ */ __name(function propertyGetter() {
        if (!isProxyEnabled() && !flag(this, "lockSsfi")) {
          flag(this, "ssfi", propertyGetter);
        }
        let result = getter.call(this);
        if (result !== void 0) return result;
        let newAssertion = new Assertion();
        transferFlags(this, newAssertion);
        return newAssertion;
      }, "propertyGetter"),
      configurable: true
    });
    events.dispatchEvent(new PluginEvent("addProperty", name, getter));
  }
  __name(addProperty, "addProperty");
  var fnLengthDesc = Object.getOwnPropertyDescriptor(function() {
  }, "length");
  function addLengthGuard(fn2, assertionName, isChainable) {
    if (!fnLengthDesc?.configurable) return fn2;
    Object.defineProperty(fn2, "length", {
      get: /* @__PURE__ */ __name(function() {
        if (isChainable) {
          throw Error(
            "Invalid Chai property: " + assertionName + '.length. Due to a compatibility issue, "length" cannot directly follow "' + assertionName + '". Use "' + assertionName + '.lengthOf" instead.'
          );
        }
        throw Error(
          "Invalid Chai property: " + assertionName + '.length. See docs for proper usage of "' + assertionName + '".'
        );
      }, "get")
    });
    return fn2;
  }
  __name(addLengthGuard, "addLengthGuard");
  function getProperties(object) {
    let result = Object.getOwnPropertyNames(object);
    function addProperty2(property) {
      if (result.indexOf(property) === -1) {
        result.push(property);
      }
    }
    __name(addProperty2, "addProperty");
    let proto = Object.getPrototypeOf(object);
    while (proto !== null) {
      Object.getOwnPropertyNames(proto).forEach(addProperty2);
      proto = Object.getPrototypeOf(proto);
    }
    return result;
  }
  __name(getProperties, "getProperties");
  var builtins = ["__flags", "__methods", "_obj", "assert"];
  function proxify(obj, nonChainableMethodName) {
    if (!isProxyEnabled()) return obj;
    return new Proxy(obj, {
      get: /* @__PURE__ */ __name(function proxyGetter(target, property) {
        if (typeof property === "string" && config.proxyExcludedKeys.indexOf(property) === -1 && !Reflect.has(target, property)) {
          if (nonChainableMethodName) {
            throw Error(
              "Invalid Chai property: " + String(nonChainableMethodName) + "." + property + '. See docs for proper usage of "' + String(nonChainableMethodName) + '".'
            );
          }
          let suggestion = null;
          let suggestionDistance = 4;
          getProperties(target).forEach(function(prop) {
            if (
              // we actually mean to check `Object.prototype` here
              // eslint-disable-next-line no-prototype-builtins
              !Object.prototype.hasOwnProperty(prop) && builtins.indexOf(prop) === -1
            ) {
              let dist = stringDistanceCapped(property, prop, suggestionDistance);
              if (dist < suggestionDistance) {
                suggestion = prop;
                suggestionDistance = dist;
              }
            }
          });
          if (suggestion !== null) {
            throw Error(
              "Invalid Chai property: " + property + '. Did you mean "' + suggestion + '"?'
            );
          } else {
            throw Error("Invalid Chai property: " + property);
          }
        }
        if (builtins.indexOf(property) === -1 && !flag(target, "lockSsfi")) {
          flag(target, "ssfi", proxyGetter);
        }
        return Reflect.get(target, property);
      }, "proxyGetter")
    });
  }
  __name(proxify, "proxify");
  function stringDistanceCapped(strA, strB, cap) {
    if (Math.abs(strA.length - strB.length) >= cap) {
      return cap;
    }
    let memo2 = [];
    for (let i2 = 0; i2 <= strA.length; i2++) {
      memo2[i2] = Array(strB.length + 1).fill(0);
      memo2[i2][0] = i2;
    }
    for (let j = 0; j < strB.length; j++) {
      memo2[0][j] = j;
    }
    for (let i2 = 1; i2 <= strA.length; i2++) {
      let ch = strA.charCodeAt(i2 - 1);
      for (let j = 1; j <= strB.length; j++) {
        if (Math.abs(i2 - j) >= cap) {
          memo2[i2][j] = cap;
          continue;
        }
        memo2[i2][j] = Math.min(
          memo2[i2 - 1][j] + 1,
          memo2[i2][j - 1] + 1,
          memo2[i2 - 1][j - 1] + (ch === strB.charCodeAt(j - 1) ? 0 : 1)
        );
      }
    }
    return memo2[strA.length][strB.length];
  }
  __name(stringDistanceCapped, "stringDistanceCapped");
  function addMethod(ctx, name, method) {
    let methodWrapper = /* @__PURE__ */ __name(function() {
      if (!flag(this, "lockSsfi")) {
        flag(this, "ssfi", methodWrapper);
      }
      let result = method.apply(this, arguments);
      if (result !== void 0) return result;
      let newAssertion = new Assertion();
      transferFlags(this, newAssertion);
      return newAssertion;
    }, "methodWrapper");
    addLengthGuard(methodWrapper, name, false);
    ctx[name] = proxify(
      methodWrapper,
      name
    );
    events.dispatchEvent(new PluginEvent("addMethod", name, method));
  }
  __name(addMethod, "addMethod");
  function overwriteProperty(ctx, name, getter) {
    let _get = Object.getOwnPropertyDescriptor(ctx, name);
    let _super = /* @__PURE__ */ __name(function() {
      return;
    }, "_super");
    if (_get && "function" === typeof _get.get) _super = _get.get;
    Object.defineProperty(ctx, name, {
      get: /* @__PURE__ */ __name(function overwritingPropertyGetter() {
        if (!isProxyEnabled() && !flag(this, "lockSsfi")) {
          flag(this, "ssfi", overwritingPropertyGetter);
        }
        let origLockSsfi = flag(this, "lockSsfi");
        flag(this, "lockSsfi", true);
        let result = getter(_super).call(this);
        flag(this, "lockSsfi", origLockSsfi);
        if (result !== void 0) {
          return result;
        }
        let newAssertion = new Assertion();
        transferFlags(this, newAssertion);
        return newAssertion;
      }, "overwritingPropertyGetter"),
      configurable: true
    });
  }
  __name(overwriteProperty, "overwriteProperty");
  function overwriteMethod(ctx, name, method) {
    let _method = (
      /** @type {Record<PropertyKey, unknown>} */
      ctx[name]
    );
    let _super = /* @__PURE__ */ __name(function() {
      throw new Error(String(name) + " is not a function");
    }, "_super");
    if (_method && "function" === typeof _method) _super = _method;
    function overwritingMethodWrapper() {
      if (!flag(this, "lockSsfi")) {
        flag(this, "ssfi", overwritingMethodWrapper);
      }
      let origLockSsfi = flag(this, "lockSsfi");
      flag(this, "lockSsfi", true);
      let result = method(_super).apply(this, arguments);
      flag(this, "lockSsfi", origLockSsfi);
      if (result !== void 0) {
        return result;
      }
      let newAssertion = new Assertion();
      transferFlags(this, newAssertion);
      return newAssertion;
    }
    __name(overwritingMethodWrapper, "overwritingMethodWrapper");
    addLengthGuard(overwritingMethodWrapper, String(name), false);
    ctx[name] = proxify(
      overwritingMethodWrapper,
      name
    );
  }
  __name(overwriteMethod, "overwriteMethod");
  var canSetPrototype = typeof Object.setPrototypeOf === "function";
  var testFn = /* @__PURE__ */ __name(function() {
  }, "testFn");
  var excludeNames = Object.getOwnPropertyNames(testFn).filter(function(name) {
    let propDesc = Object.getOwnPropertyDescriptor(testFn, name);
    if (typeof propDesc !== "object") return true;
    return !propDesc.configurable;
  });
  var call2 = Function.prototype.call;
  var apply = Function.prototype.apply;
  var _PluginAddChainableMethodEvent = class _PluginAddChainableMethodEvent2 extends PluginEvent {
    /**
     * @param {string} type
     * @param {string} name
     * @param {Function} fn
     * @param {Function} chainingBehavior
     */
    constructor(type3, name, fn2, chainingBehavior) {
      super(type3, name, fn2);
      this.chainingBehavior = chainingBehavior;
    }
  };
  __name(_PluginAddChainableMethodEvent, "PluginAddChainableMethodEvent");
  var PluginAddChainableMethodEvent = _PluginAddChainableMethodEvent;
  function addChainableMethod(ctx, name, method, chainingBehavior) {
    const ctxChainable = (
      /** @type {T & {__methods: Record<PropertyKey, ChainableBehavior>}} */
      ctx
    );
    if (typeof chainingBehavior !== "function") {
      chainingBehavior = /* @__PURE__ */ __name(function() {
      }, "chainingBehavior");
    }
    let chainableBehavior = {
      method,
      chainingBehavior
    };
    if (!ctxChainable.__methods) {
      ctxChainable.__methods = {};
    }
    ctxChainable.__methods[name] = chainableBehavior;
    Object.defineProperty(ctx, name, {
      get: /* @__PURE__ */ __name(function chainableMethodGetter() {
        chainableBehavior.chainingBehavior.call(this);
        function chainableMethodWrapper(...args) {
          if (!flag(this, "lockSsfi")) {
            flag(this, "ssfi", chainableMethodWrapper);
          }
          let result = (
            /** @type {(...args: unknown[]) => unknown} */
            chainableBehavior.method.apply(this, args)
          );
          if (result !== void 0) {
            return result;
          }
          let newAssertion = new Assertion();
          transferFlags(this, newAssertion);
          return newAssertion;
        }
        __name(chainableMethodWrapper, "chainableMethodWrapper");
        addLengthGuard(chainableMethodWrapper, name, true);
        if (canSetPrototype) {
          let prototype = Object.create(this);
          prototype.call = call2;
          prototype.apply = apply;
          Object.setPrototypeOf(chainableMethodWrapper, prototype);
        } else {
          let asserterNames = Object.getOwnPropertyNames(ctx);
          asserterNames.forEach(function(asserterName) {
            if (excludeNames.indexOf(asserterName) !== -1) {
              return;
            }
            let pd = Object.getOwnPropertyDescriptor(ctx, asserterName);
            if (pd) {
              Object.defineProperty(chainableMethodWrapper, asserterName, pd);
            }
          });
        }
        transferFlags(this, chainableMethodWrapper);
        return proxify(chainableMethodWrapper);
      }, "chainableMethodGetter"),
      configurable: true
    });
    events.dispatchEvent(
      new PluginAddChainableMethodEvent(
        "addChainableMethod",
        name,
        method,
        chainingBehavior
      )
    );
  }
  __name(addChainableMethod, "addChainableMethod");
  function overwriteChainableMethod(ctx, name, method, chainingBehavior) {
    let chainableBehavior = (
      /** @type {{__methods: Record<PropertyKey, ChainableBehavior>}} */
      ctx.__methods[name]
    );
    let _chainingBehavior = chainableBehavior.chainingBehavior;
    chainableBehavior.chainingBehavior = /**
    * @this {T}
    */
    /* @__PURE__ */ __name(function overwritingChainableMethodGetter() {
      let result = chainingBehavior(_chainingBehavior).call(this);
      if (result !== void 0) {
        return result;
      }
      let newAssertion = new Assertion();
      transferFlags(this, newAssertion);
      return newAssertion;
    }, "overwritingChainableMethodGetter");
    let _method = chainableBehavior.method;
    chainableBehavior.method = /* @__PURE__ */ __name(function overwritingChainableMethodWrapper() {
      let result = method(_method).apply(this, arguments);
      if (result !== void 0) {
        return result;
      }
      let newAssertion = new Assertion();
      transferFlags(this, newAssertion);
      return newAssertion;
    }, "overwritingChainableMethodWrapper");
  }
  __name(overwriteChainableMethod, "overwriteChainableMethod");
  function compareByInspect(a, b2) {
    return inspect22(a) < inspect22(b2) ? -1 : 1;
  }
  __name(compareByInspect, "compareByInspect");
  function getOwnEnumerablePropertySymbols(obj) {
    if (typeof Object.getOwnPropertySymbols !== "function") return [];
    return Object.getOwnPropertySymbols(obj).filter(function(sym) {
      return Object.getOwnPropertyDescriptor(obj, sym)?.enumerable;
    });
  }
  __name(getOwnEnumerablePropertySymbols, "getOwnEnumerablePropertySymbols");
  function getOwnEnumerableProperties(obj) {
    return (
      /** @type {PropertyKey[]} */
      Object.keys(obj).concat(
        getOwnEnumerablePropertySymbols(obj)
      )
    );
  }
  __name(getOwnEnumerableProperties, "getOwnEnumerableProperties");
  var isNaN2 = Number.isNaN;
  function isObjectType(obj) {
    let objectType = type(obj);
    let objectTypes = ["Array", "Object", "Function"];
    return objectTypes.indexOf(objectType) !== -1;
  }
  __name(isObjectType, "isObjectType");
  function getOperator(obj, args) {
    let operator = flag(obj, "operator");
    let negate = flag(obj, "negate");
    let expected = args[3];
    let msg = negate ? args[2] : args[1];
    if (operator) {
      return String(operator);
    }
    if (typeof msg === "function") msg = msg();
    msg = msg || "";
    if (!msg) {
      return void 0;
    }
    const msgString = String(msg);
    if (/\shave\s/.test(msgString)) {
      return void 0;
    }
    let isObject3 = isObjectType(expected);
    if (/\snot\s/.test(msgString)) {
      return isObject3 ? "notDeepStrictEqual" : "notStrictEqual";
    }
    return isObject3 ? "deepStrictEqual" : "strictEqual";
  }
  __name(getOperator, "getOperator");
  function getName(fn2) {
    return fn2.name;
  }
  __name(getName, "getName");
  function isRegExp2(obj) {
    return Object.prototype.toString.call(obj) === "[object RegExp]";
  }
  __name(isRegExp2, "isRegExp");
  function isNumeric(obj) {
    return ["Number", "BigInt"].includes(type(obj));
  }
  __name(isNumeric, "isNumeric");
  var { flag: flag2 } = utils_exports;
  [
    "to",
    "be",
    "been",
    "is",
    "and",
    "has",
    "have",
    "with",
    "that",
    "which",
    "at",
    "of",
    "same",
    "but",
    "does",
    "still",
    "also"
  ].forEach(function(chain) {
    Assertion.addProperty(chain);
  });
  Assertion.addProperty("not", function() {
    flag2(this, "negate", true);
  });
  Assertion.addProperty("deep", function() {
    flag2(this, "deep", true);
  });
  Assertion.addProperty("nested", function() {
    flag2(this, "nested", true);
  });
  Assertion.addProperty("own", function() {
    flag2(this, "own", true);
  });
  Assertion.addProperty("ordered", function() {
    flag2(this, "ordered", true);
  });
  Assertion.addProperty("any", function() {
    flag2(this, "any", true);
    flag2(this, "all", false);
  });
  Assertion.addProperty("all", function() {
    flag2(this, "all", true);
    flag2(this, "any", false);
  });
  var functionTypes = {
    function: [
      "function",
      "asyncfunction",
      "generatorfunction",
      "asyncgeneratorfunction"
    ],
    asyncfunction: ["asyncfunction", "asyncgeneratorfunction"],
    generatorfunction: ["generatorfunction", "asyncgeneratorfunction"],
    asyncgeneratorfunction: ["asyncgeneratorfunction"]
  };
  function an(type3, msg) {
    if (msg) flag2(this, "message", msg);
    type3 = type3.toLowerCase();
    let obj = flag2(this, "object"), article = ~["a", "e", "i", "o", "u"].indexOf(type3.charAt(0)) ? "an " : "a ";
    const detectedType = type(obj).toLowerCase();
    if (functionTypes["function"].includes(type3)) {
      this.assert(
        functionTypes[type3].includes(detectedType),
        "expected #{this} to be " + article + type3,
        "expected #{this} not to be " + article + type3
      );
    } else {
      this.assert(
        type3 === detectedType,
        "expected #{this} to be " + article + type3,
        "expected #{this} not to be " + article + type3
      );
    }
  }
  __name(an, "an");
  Assertion.addChainableMethod("an", an);
  Assertion.addChainableMethod("a", an);
  function SameValueZero(a, b2) {
    return isNaN2(a) && isNaN2(b2) || a === b2;
  }
  __name(SameValueZero, "SameValueZero");
  function includeChainingBehavior() {
    flag2(this, "contains", true);
  }
  __name(includeChainingBehavior, "includeChainingBehavior");
  function include(val, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object"), objType = type(obj).toLowerCase(), flagMsg = flag2(this, "message"), negate = flag2(this, "negate"), ssfi = flag2(this, "ssfi"), isDeep = flag2(this, "deep"), descriptor = isDeep ? "deep " : "", isEql = isDeep ? flag2(this, "eql") : SameValueZero;
    flagMsg = flagMsg ? flagMsg + ": " : "";
    let included = false;
    switch (objType) {
      case "string":
        included = obj.indexOf(val) !== -1;
        break;
      case "weakset":
        if (isDeep) {
          throw new AssertionError(
            flagMsg + "unable to use .deep.include with WeakSet",
            void 0,
            ssfi
          );
        }
        included = obj.has(val);
        break;
      case "map":
        obj.forEach(function(item) {
          included = included || isEql(item, val);
        });
        break;
      case "set":
        if (isDeep) {
          obj.forEach(function(item) {
            included = included || isEql(item, val);
          });
        } else {
          included = obj.has(val);
        }
        break;
      case "array":
        if (isDeep) {
          included = obj.some(function(item) {
            return isEql(item, val);
          });
        } else {
          included = obj.indexOf(val) !== -1;
        }
        break;
      default: {
        if (val !== Object(val)) {
          throw new AssertionError(
            flagMsg + "the given combination of arguments (" + objType + " and " + type(val).toLowerCase() + ") is invalid for this assertion. You can use an array, a map, an object, a set, a string, or a weakset instead of a " + type(val).toLowerCase(),
            void 0,
            ssfi
          );
        }
        let props = Object.keys(val);
        let firstErr = null;
        let numErrs = 0;
        props.forEach(function(prop) {
          let propAssertion = new Assertion(obj);
          transferFlags(this, propAssertion, true);
          flag2(propAssertion, "lockSsfi", true);
          if (!negate || props.length === 1) {
            propAssertion.property(prop, val[prop]);
            return;
          }
          try {
            propAssertion.property(prop, val[prop]);
          } catch (err) {
            if (!check_error_exports.compatibleConstructor(err, AssertionError)) {
              throw err;
            }
            if (firstErr === null) firstErr = err;
            numErrs++;
          }
        }, this);
        if (negate && props.length > 1 && numErrs === props.length) {
          throw firstErr;
        }
        return;
      }
    }
    this.assert(
      included,
      "expected #{this} to " + descriptor + "include " + inspect22(val),
      "expected #{this} to not " + descriptor + "include " + inspect22(val)
    );
  }
  __name(include, "include");
  Assertion.addChainableMethod("include", include, includeChainingBehavior);
  Assertion.addChainableMethod("contain", include, includeChainingBehavior);
  Assertion.addChainableMethod("contains", include, includeChainingBehavior);
  Assertion.addChainableMethod("includes", include, includeChainingBehavior);
  Assertion.addProperty("ok", function() {
    this.assert(
      flag2(this, "object"),
      "expected #{this} to be truthy",
      "expected #{this} to be falsy"
    );
  });
  Assertion.addProperty("true", function() {
    this.assert(
      true === flag2(this, "object"),
      "expected #{this} to be true",
      "expected #{this} to be false",
      flag2(this, "negate") ? false : true
    );
  });
  Assertion.addProperty("numeric", function() {
    const object = flag2(this, "object");
    this.assert(
      ["Number", "BigInt"].includes(type(object)),
      "expected #{this} to be numeric",
      "expected #{this} to not be numeric",
      flag2(this, "negate") ? false : true
    );
  });
  Assertion.addProperty("callable", function() {
    const val = flag2(this, "object");
    const ssfi = flag2(this, "ssfi");
    const message = flag2(this, "message");
    const msg = message ? `${message}: ` : "";
    const negate = flag2(this, "negate");
    const assertionMessage = negate ? `${msg}expected ${inspect22(val)} not to be a callable function` : `${msg}expected ${inspect22(val)} to be a callable function`;
    const isCallable = [
      "Function",
      "AsyncFunction",
      "GeneratorFunction",
      "AsyncGeneratorFunction"
    ].includes(type(val));
    if (isCallable && negate || !isCallable && !negate) {
      throw new AssertionError(assertionMessage, void 0, ssfi);
    }
  });
  Assertion.addProperty("false", function() {
    this.assert(
      false === flag2(this, "object"),
      "expected #{this} to be false",
      "expected #{this} to be true",
      flag2(this, "negate") ? true : false
    );
  });
  Assertion.addProperty("null", function() {
    this.assert(
      null === flag2(this, "object"),
      "expected #{this} to be null",
      "expected #{this} not to be null"
    );
  });
  Assertion.addProperty("undefined", function() {
    this.assert(
      void 0 === flag2(this, "object"),
      "expected #{this} to be undefined",
      "expected #{this} not to be undefined"
    );
  });
  Assertion.addProperty("NaN", function() {
    this.assert(
      isNaN2(flag2(this, "object")),
      "expected #{this} to be NaN",
      "expected #{this} not to be NaN"
    );
  });
  function assertExist() {
    let val = flag2(this, "object");
    this.assert(
      val !== null && val !== void 0,
      "expected #{this} to exist",
      "expected #{this} to not exist"
    );
  }
  __name(assertExist, "assertExist");
  Assertion.addProperty("exist", assertExist);
  Assertion.addProperty("exists", assertExist);
  Assertion.addProperty("empty", function() {
    let val = flag2(this, "object"), ssfi = flag2(this, "ssfi"), flagMsg = flag2(this, "message"), itemsCount;
    flagMsg = flagMsg ? flagMsg + ": " : "";
    switch (type(val).toLowerCase()) {
      case "array":
      case "string":
        itemsCount = val.length;
        break;
      case "map":
      case "set":
        itemsCount = val.size;
        break;
      case "weakmap":
      case "weakset":
        throw new AssertionError(
          flagMsg + ".empty was passed a weak collection",
          void 0,
          ssfi
        );
      case "function": {
        const msg = flagMsg + ".empty was passed a function " + getName(val);
        throw new AssertionError(msg.trim(), void 0, ssfi);
      }
      default:
        if (val !== Object(val)) {
          throw new AssertionError(
            flagMsg + ".empty was passed non-string primitive " + inspect22(val),
            void 0,
            ssfi
          );
        }
        itemsCount = Object.keys(val).length;
    }
    this.assert(
      0 === itemsCount,
      "expected #{this} to be empty",
      "expected #{this} not to be empty"
    );
  });
  function checkArguments() {
    let obj = flag2(this, "object"), type3 = type(obj);
    this.assert(
      "Arguments" === type3,
      "expected #{this} to be arguments but got " + type3,
      "expected #{this} to not be arguments"
    );
  }
  __name(checkArguments, "checkArguments");
  Assertion.addProperty("arguments", checkArguments);
  Assertion.addProperty("Arguments", checkArguments);
  function assertEqual(val, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object");
    if (flag2(this, "deep")) {
      let prevLockSsfi = flag2(this, "lockSsfi");
      flag2(this, "lockSsfi", true);
      this.eql(val);
      flag2(this, "lockSsfi", prevLockSsfi);
    } else {
      this.assert(
        val === obj,
        "expected #{this} to equal #{exp}",
        "expected #{this} to not equal #{exp}",
        val,
        this._obj,
        true
      );
    }
  }
  __name(assertEqual, "assertEqual");
  Assertion.addMethod("equal", assertEqual);
  Assertion.addMethod("equals", assertEqual);
  Assertion.addMethod("eq", assertEqual);
  function assertEql(obj, msg) {
    if (msg) flag2(this, "message", msg);
    let eql = flag2(this, "eql");
    this.assert(
      eql(obj, flag2(this, "object")),
      "expected #{this} to deeply equal #{exp}",
      "expected #{this} to not deeply equal #{exp}",
      obj,
      this._obj,
      true
    );
  }
  __name(assertEql, "assertEql");
  Assertion.addMethod("eql", assertEql);
  Assertion.addMethod("eqls", assertEql);
  function assertAbove(n2, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object"), doLength = flag2(this, "doLength"), flagMsg = flag2(this, "message"), msgPrefix = flagMsg ? flagMsg + ": " : "", ssfi = flag2(this, "ssfi"), objType = type(obj).toLowerCase(), nType = type(n2).toLowerCase();
    if (doLength && objType !== "map" && objType !== "set") {
      new Assertion(obj, flagMsg, ssfi, true).to.have.property("length");
    }
    if (!doLength && objType === "date" && nType !== "date") {
      throw new AssertionError(
        msgPrefix + "the argument to above must be a date",
        void 0,
        ssfi
      );
    } else if (!isNumeric(n2) && (doLength || isNumeric(obj))) {
      throw new AssertionError(
        msgPrefix + "the argument to above must be a number",
        void 0,
        ssfi
      );
    } else if (!doLength && objType !== "date" && !isNumeric(obj)) {
      let printObj = objType === "string" ? "'" + obj + "'" : obj;
      throw new AssertionError(
        msgPrefix + "expected " + printObj + " to be a number or a date",
        void 0,
        ssfi
      );
    }
    if (doLength) {
      let descriptor = "length", itemsCount;
      if (objType === "map" || objType === "set") {
        descriptor = "size";
        itemsCount = obj.size;
      } else {
        itemsCount = obj.length;
      }
      this.assert(
        itemsCount > n2,
        "expected #{this} to have a " + descriptor + " above #{exp} but got #{act}",
        "expected #{this} to not have a " + descriptor + " above #{exp}",
        n2,
        itemsCount
      );
    } else {
      this.assert(
        obj > n2,
        "expected #{this} to be above #{exp}",
        "expected #{this} to be at most #{exp}",
        n2
      );
    }
  }
  __name(assertAbove, "assertAbove");
  Assertion.addMethod("above", assertAbove);
  Assertion.addMethod("gt", assertAbove);
  Assertion.addMethod("greaterThan", assertAbove);
  function assertLeast(n2, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object"), doLength = flag2(this, "doLength"), flagMsg = flag2(this, "message"), msgPrefix = flagMsg ? flagMsg + ": " : "", ssfi = flag2(this, "ssfi"), objType = type(obj).toLowerCase(), nType = type(n2).toLowerCase(), errorMessage, shouldThrow = true;
    if (doLength && objType !== "map" && objType !== "set") {
      new Assertion(obj, flagMsg, ssfi, true).to.have.property("length");
    }
    if (!doLength && objType === "date" && nType !== "date") {
      errorMessage = msgPrefix + "the argument to least must be a date";
    } else if (!isNumeric(n2) && (doLength || isNumeric(obj))) {
      errorMessage = msgPrefix + "the argument to least must be a number";
    } else if (!doLength && objType !== "date" && !isNumeric(obj)) {
      let printObj = objType === "string" ? "'" + obj + "'" : obj;
      errorMessage = msgPrefix + "expected " + printObj + " to be a number or a date";
    } else {
      shouldThrow = false;
    }
    if (shouldThrow) {
      throw new AssertionError(errorMessage, void 0, ssfi);
    }
    if (doLength) {
      let descriptor = "length", itemsCount;
      if (objType === "map" || objType === "set") {
        descriptor = "size";
        itemsCount = obj.size;
      } else {
        itemsCount = obj.length;
      }
      this.assert(
        itemsCount >= n2,
        "expected #{this} to have a " + descriptor + " at least #{exp} but got #{act}",
        "expected #{this} to have a " + descriptor + " below #{exp}",
        n2,
        itemsCount
      );
    } else {
      this.assert(
        obj >= n2,
        "expected #{this} to be at least #{exp}",
        "expected #{this} to be below #{exp}",
        n2
      );
    }
  }
  __name(assertLeast, "assertLeast");
  Assertion.addMethod("least", assertLeast);
  Assertion.addMethod("gte", assertLeast);
  Assertion.addMethod("greaterThanOrEqual", assertLeast);
  function assertBelow(n2, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object"), doLength = flag2(this, "doLength"), flagMsg = flag2(this, "message"), msgPrefix = flagMsg ? flagMsg + ": " : "", ssfi = flag2(this, "ssfi"), objType = type(obj).toLowerCase(), nType = type(n2).toLowerCase(), errorMessage, shouldThrow = true;
    if (doLength && objType !== "map" && objType !== "set") {
      new Assertion(obj, flagMsg, ssfi, true).to.have.property("length");
    }
    if (!doLength && objType === "date" && nType !== "date") {
      errorMessage = msgPrefix + "the argument to below must be a date";
    } else if (!isNumeric(n2) && (doLength || isNumeric(obj))) {
      errorMessage = msgPrefix + "the argument to below must be a number";
    } else if (!doLength && objType !== "date" && !isNumeric(obj)) {
      let printObj = objType === "string" ? "'" + obj + "'" : obj;
      errorMessage = msgPrefix + "expected " + printObj + " to be a number or a date";
    } else {
      shouldThrow = false;
    }
    if (shouldThrow) {
      throw new AssertionError(errorMessage, void 0, ssfi);
    }
    if (doLength) {
      let descriptor = "length", itemsCount;
      if (objType === "map" || objType === "set") {
        descriptor = "size";
        itemsCount = obj.size;
      } else {
        itemsCount = obj.length;
      }
      this.assert(
        itemsCount < n2,
        "expected #{this} to have a " + descriptor + " below #{exp} but got #{act}",
        "expected #{this} to not have a " + descriptor + " below #{exp}",
        n2,
        itemsCount
      );
    } else {
      this.assert(
        obj < n2,
        "expected #{this} to be below #{exp}",
        "expected #{this} to be at least #{exp}",
        n2
      );
    }
  }
  __name(assertBelow, "assertBelow");
  Assertion.addMethod("below", assertBelow);
  Assertion.addMethod("lt", assertBelow);
  Assertion.addMethod("lessThan", assertBelow);
  function assertMost(n2, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object"), doLength = flag2(this, "doLength"), flagMsg = flag2(this, "message"), msgPrefix = flagMsg ? flagMsg + ": " : "", ssfi = flag2(this, "ssfi"), objType = type(obj).toLowerCase(), nType = type(n2).toLowerCase(), errorMessage, shouldThrow = true;
    if (doLength && objType !== "map" && objType !== "set") {
      new Assertion(obj, flagMsg, ssfi, true).to.have.property("length");
    }
    if (!doLength && objType === "date" && nType !== "date") {
      errorMessage = msgPrefix + "the argument to most must be a date";
    } else if (!isNumeric(n2) && (doLength || isNumeric(obj))) {
      errorMessage = msgPrefix + "the argument to most must be a number";
    } else if (!doLength && objType !== "date" && !isNumeric(obj)) {
      let printObj = objType === "string" ? "'" + obj + "'" : obj;
      errorMessage = msgPrefix + "expected " + printObj + " to be a number or a date";
    } else {
      shouldThrow = false;
    }
    if (shouldThrow) {
      throw new AssertionError(errorMessage, void 0, ssfi);
    }
    if (doLength) {
      let descriptor = "length", itemsCount;
      if (objType === "map" || objType === "set") {
        descriptor = "size";
        itemsCount = obj.size;
      } else {
        itemsCount = obj.length;
      }
      this.assert(
        itemsCount <= n2,
        "expected #{this} to have a " + descriptor + " at most #{exp} but got #{act}",
        "expected #{this} to have a " + descriptor + " above #{exp}",
        n2,
        itemsCount
      );
    } else {
      this.assert(
        obj <= n2,
        "expected #{this} to be at most #{exp}",
        "expected #{this} to be above #{exp}",
        n2
      );
    }
  }
  __name(assertMost, "assertMost");
  Assertion.addMethod("most", assertMost);
  Assertion.addMethod("lte", assertMost);
  Assertion.addMethod("lessThanOrEqual", assertMost);
  Assertion.addMethod("within", function(start, finish, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object"), doLength = flag2(this, "doLength"), flagMsg = flag2(this, "message"), msgPrefix = flagMsg ? flagMsg + ": " : "", ssfi = flag2(this, "ssfi"), objType = type(obj).toLowerCase(), startType = type(start).toLowerCase(), finishType = type(finish).toLowerCase(), errorMessage, shouldThrow = true, range = startType === "date" && finishType === "date" ? start.toISOString() + ".." + finish.toISOString() : start + ".." + finish;
    if (doLength && objType !== "map" && objType !== "set") {
      new Assertion(obj, flagMsg, ssfi, true).to.have.property("length");
    }
    if (!doLength && objType === "date" && (startType !== "date" || finishType !== "date")) {
      errorMessage = msgPrefix + "the arguments to within must be dates";
    } else if ((!isNumeric(start) || !isNumeric(finish)) && (doLength || isNumeric(obj))) {
      errorMessage = msgPrefix + "the arguments to within must be numbers";
    } else if (!doLength && objType !== "date" && !isNumeric(obj)) {
      let printObj = objType === "string" ? "'" + obj + "'" : obj;
      errorMessage = msgPrefix + "expected " + printObj + " to be a number or a date";
    } else {
      shouldThrow = false;
    }
    if (shouldThrow) {
      throw new AssertionError(errorMessage, void 0, ssfi);
    }
    if (doLength) {
      let descriptor = "length", itemsCount;
      if (objType === "map" || objType === "set") {
        descriptor = "size";
        itemsCount = obj.size;
      } else {
        itemsCount = obj.length;
      }
      this.assert(
        itemsCount >= start && itemsCount <= finish,
        "expected #{this} to have a " + descriptor + " within " + range,
        "expected #{this} to not have a " + descriptor + " within " + range
      );
    } else {
      this.assert(
        obj >= start && obj <= finish,
        "expected #{this} to be within " + range,
        "expected #{this} to not be within " + range
      );
    }
  });
  function assertInstanceOf(constructor, msg) {
    if (msg) flag2(this, "message", msg);
    let target = flag2(this, "object");
    let ssfi = flag2(this, "ssfi");
    let flagMsg = flag2(this, "message");
    let isInstanceOf;
    try {
      isInstanceOf = target instanceof constructor;
    } catch (err) {
      if (err instanceof TypeError) {
        flagMsg = flagMsg ? flagMsg + ": " : "";
        throw new AssertionError(
          flagMsg + "The instanceof assertion needs a constructor but " + type(constructor) + " was given.",
          void 0,
          ssfi
        );
      }
      throw err;
    }
    let name = getName(constructor);
    if (name == null) {
      name = "an unnamed constructor";
    }
    this.assert(
      isInstanceOf,
      "expected #{this} to be an instance of " + name,
      "expected #{this} to not be an instance of " + name
    );
  }
  __name(assertInstanceOf, "assertInstanceOf");
  Assertion.addMethod("instanceof", assertInstanceOf);
  Assertion.addMethod("instanceOf", assertInstanceOf);
  function assertProperty(name, val, msg) {
    if (msg) flag2(this, "message", msg);
    let isNested = flag2(this, "nested"), isOwn = flag2(this, "own"), flagMsg = flag2(this, "message"), obj = flag2(this, "object"), ssfi = flag2(this, "ssfi"), nameType = typeof name;
    flagMsg = flagMsg ? flagMsg + ": " : "";
    if (isNested) {
      if (nameType !== "string") {
        throw new AssertionError(
          flagMsg + "the argument to property must be a string when using nested syntax",
          void 0,
          ssfi
        );
      }
    } else {
      if (nameType !== "string" && nameType !== "number" && nameType !== "symbol") {
        throw new AssertionError(
          flagMsg + "the argument to property must be a string, number, or symbol",
          void 0,
          ssfi
        );
      }
    }
    if (isNested && isOwn) {
      throw new AssertionError(
        flagMsg + 'The "nested" and "own" flags cannot be combined.',
        void 0,
        ssfi
      );
    }
    if (obj === null || obj === void 0) {
      throw new AssertionError(
        flagMsg + "Target cannot be null or undefined.",
        void 0,
        ssfi
      );
    }
    let isDeep = flag2(this, "deep"), negate = flag2(this, "negate"), pathInfo = isNested ? getPathInfo(obj, name) : null, value = isNested ? pathInfo.value : obj[name], isEql = isDeep ? flag2(this, "eql") : (val1, val2) => val1 === val2;
    let descriptor = "";
    if (isDeep) descriptor += "deep ";
    if (isOwn) descriptor += "own ";
    if (isNested) descriptor += "nested ";
    descriptor += "property ";
    let hasProperty2;
    if (isOwn) hasProperty2 = Object.prototype.hasOwnProperty.call(obj, name);
    else if (isNested) hasProperty2 = pathInfo.exists;
    else hasProperty2 = hasProperty(obj, name);
    if (!negate || arguments.length === 1) {
      this.assert(
        hasProperty2,
        "expected #{this} to have " + descriptor + inspect22(name),
        "expected #{this} to not have " + descriptor + inspect22(name)
      );
    }
    if (arguments.length > 1) {
      this.assert(
        hasProperty2 && isEql(val, value),
        "expected #{this} to have " + descriptor + inspect22(name) + " of #{exp}, but got #{act}",
        "expected #{this} to not have " + descriptor + inspect22(name) + " of #{act}",
        val,
        value
      );
    }
    flag2(this, "object", value);
  }
  __name(assertProperty, "assertProperty");
  Assertion.addMethod("property", assertProperty);
  function assertOwnProperty(_name, _value, _msg) {
    flag2(this, "own", true);
    assertProperty.apply(this, arguments);
  }
  __name(assertOwnProperty, "assertOwnProperty");
  Assertion.addMethod("ownProperty", assertOwnProperty);
  Assertion.addMethod("haveOwnProperty", assertOwnProperty);
  function assertOwnPropertyDescriptor(name, descriptor, msg) {
    if (typeof descriptor === "string") {
      msg = descriptor;
      descriptor = null;
    }
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object");
    let actualDescriptor = Object.getOwnPropertyDescriptor(Object(obj), name);
    let eql = flag2(this, "eql");
    if (actualDescriptor && descriptor) {
      this.assert(
        eql(descriptor, actualDescriptor),
        "expected the own property descriptor for " + inspect22(name) + " on #{this} to match " + inspect22(descriptor) + ", got " + inspect22(actualDescriptor),
        "expected the own property descriptor for " + inspect22(name) + " on #{this} to not match " + inspect22(descriptor),
        descriptor,
        actualDescriptor,
        true
      );
    } else {
      this.assert(
        actualDescriptor,
        "expected #{this} to have an own property descriptor for " + inspect22(name),
        "expected #{this} to not have an own property descriptor for " + inspect22(name)
      );
    }
    flag2(this, "object", actualDescriptor);
  }
  __name(assertOwnPropertyDescriptor, "assertOwnPropertyDescriptor");
  Assertion.addMethod("ownPropertyDescriptor", assertOwnPropertyDescriptor);
  Assertion.addMethod("haveOwnPropertyDescriptor", assertOwnPropertyDescriptor);
  function assertLengthChain() {
    flag2(this, "doLength", true);
  }
  __name(assertLengthChain, "assertLengthChain");
  function assertLength(n2, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object"), objType = type(obj).toLowerCase(), flagMsg = flag2(this, "message"), ssfi = flag2(this, "ssfi"), descriptor = "length", itemsCount;
    switch (objType) {
      case "map":
      case "set":
        descriptor = "size";
        itemsCount = obj.size;
        break;
      default:
        new Assertion(obj, flagMsg, ssfi, true).to.have.property("length");
        itemsCount = obj.length;
    }
    this.assert(
      itemsCount == n2,
      "expected #{this} to have a " + descriptor + " of #{exp} but got #{act}",
      "expected #{this} to not have a " + descriptor + " of #{act}",
      n2,
      itemsCount
    );
  }
  __name(assertLength, "assertLength");
  Assertion.addChainableMethod("length", assertLength, assertLengthChain);
  Assertion.addChainableMethod("lengthOf", assertLength, assertLengthChain);
  function assertMatch(re, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object");
    this.assert(
      re.exec(obj),
      "expected #{this} to match " + re,
      "expected #{this} not to match " + re
    );
  }
  __name(assertMatch, "assertMatch");
  Assertion.addMethod("match", assertMatch);
  Assertion.addMethod("matches", assertMatch);
  Assertion.addMethod("string", function(str, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object"), flagMsg = flag2(this, "message"), ssfi = flag2(this, "ssfi");
    new Assertion(obj, flagMsg, ssfi, true).is.a("string");
    this.assert(
      ~obj.indexOf(str),
      "expected #{this} to contain " + inspect22(str),
      "expected #{this} to not contain " + inspect22(str)
    );
  });
  function assertKeys(keys2) {
    let obj = flag2(this, "object"), objType = type(obj), keysType = type(keys2), ssfi = flag2(this, "ssfi"), isDeep = flag2(this, "deep"), str, deepStr = "", actual, ok = true, flagMsg = flag2(this, "message");
    flagMsg = flagMsg ? flagMsg + ": " : "";
    let mixedArgsMsg = flagMsg + "when testing keys against an object or an array you must give a single Array|Object|String argument or multiple String arguments";
    if (objType === "Map" || objType === "Set") {
      deepStr = isDeep ? "deeply " : "";
      actual = [];
      obj.forEach(function(val, key) {
        actual.push(key);
      });
      if (keysType !== "Array") {
        keys2 = Array.prototype.slice.call(arguments);
      }
    } else {
      actual = getOwnEnumerableProperties(obj);
      switch (keysType) {
        case "Array":
          if (arguments.length > 1) {
            throw new AssertionError(mixedArgsMsg, void 0, ssfi);
          }
          break;
        case "Object":
          if (arguments.length > 1) {
            throw new AssertionError(mixedArgsMsg, void 0, ssfi);
          }
          keys2 = Object.keys(keys2);
          break;
        default:
          keys2 = Array.prototype.slice.call(arguments);
      }
      keys2 = keys2.map(function(val) {
        return typeof val === "symbol" ? val : String(val);
      });
    }
    if (!keys2.length) {
      throw new AssertionError(flagMsg + "keys required", void 0, ssfi);
    }
    let len = keys2.length, any = flag2(this, "any"), all = flag2(this, "all"), expected = keys2, isEql = isDeep ? flag2(this, "eql") : (val1, val2) => val1 === val2;
    if (!any && !all) {
      all = true;
    }
    const uniqueExpected = [...new Set(expected)];
    if (any) {
      ok = uniqueExpected.some(function(expectedKey) {
        return actual.some(function(actualKey) {
          return isEql(expectedKey, actualKey);
        });
      });
    }
    if (all) {
      ok = uniqueExpected.every(function(expectedKey) {
        return actual.some(function(actualKey) {
          return isEql(expectedKey, actualKey);
        });
      });
      if (!flag2(this, "contains")) {
        ok = ok && uniqueExpected.length == actual.length;
      }
    }
    if (len > 1) {
      keys2 = keys2.map(function(key) {
        return inspect22(key);
      });
      let last = keys2.pop();
      if (all) {
        str = keys2.join(", ") + ", and " + last;
      }
      if (any) {
        str = keys2.join(", ") + ", or " + last;
      }
    } else {
      str = inspect22(keys2[0]);
    }
    str = (len > 1 ? "keys " : "key ") + str;
    str = (flag2(this, "contains") ? "contain " : "have ") + str;
    this.assert(
      ok,
      "expected #{this} to " + deepStr + str,
      "expected #{this} to not " + deepStr + str,
      expected.slice(0).sort(compareByInspect),
      actual.sort(compareByInspect),
      true
    );
  }
  __name(assertKeys, "assertKeys");
  Assertion.addMethod("keys", assertKeys);
  Assertion.addMethod("key", assertKeys);
  function assertThrows(errorLike, errMsgMatcher, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object"), ssfi = flag2(this, "ssfi"), flagMsg = flag2(this, "message"), negate = flag2(this, "negate") || false;
    new Assertion(obj, flagMsg, ssfi, true).is.a("function");
    if (isRegExp2(errorLike) || typeof errorLike === "string") {
      errMsgMatcher = errorLike;
      errorLike = null;
    }
    let caughtErr;
    let errorWasThrown = false;
    try {
      obj();
    } catch (err) {
      errorWasThrown = true;
      caughtErr = err;
    }
    let everyArgIsUndefined = errorLike === void 0 && errMsgMatcher === void 0;
    let everyArgIsDefined = Boolean(errorLike && errMsgMatcher);
    let errorLikeFail = false;
    let errMsgMatcherFail = false;
    if (everyArgIsUndefined || !everyArgIsUndefined && !negate) {
      let errorLikeString = "an error";
      if (errorLike instanceof Error) {
        errorLikeString = "#{exp}";
      } else if (errorLike) {
        errorLikeString = check_error_exports.getConstructorName(errorLike);
      }
      let actual = caughtErr;
      if (caughtErr instanceof Error) {
        actual = caughtErr.toString();
      } else if (typeof caughtErr === "string") {
        actual = caughtErr;
      } else if (caughtErr && (typeof caughtErr === "object" || typeof caughtErr === "function")) {
        try {
          actual = check_error_exports.getConstructorName(caughtErr);
        } catch (_err) {
        }
      }
      this.assert(
        errorWasThrown,
        "expected #{this} to throw " + errorLikeString,
        "expected #{this} to not throw an error but #{act} was thrown",
        errorLike && errorLike.toString(),
        actual
      );
    }
    if (errorLike && caughtErr) {
      if (errorLike instanceof Error) {
        let isCompatibleInstance = check_error_exports.compatibleInstance(
          caughtErr,
          errorLike
        );
        if (isCompatibleInstance === negate) {
          if (everyArgIsDefined && negate) {
            errorLikeFail = true;
          } else {
            this.assert(
              negate,
              "expected #{this} to throw #{exp} but #{act} was thrown",
              "expected #{this} to not throw #{exp}" + (caughtErr && !negate ? " but #{act} was thrown" : ""),
              errorLike.toString(),
              caughtErr.toString()
            );
          }
        }
      }
      let isCompatibleConstructor = check_error_exports.compatibleConstructor(
        caughtErr,
        errorLike
      );
      if (isCompatibleConstructor === negate) {
        if (everyArgIsDefined && negate) {
          errorLikeFail = true;
        } else {
          this.assert(
            negate,
            "expected #{this} to throw #{exp} but #{act} was thrown",
            "expected #{this} to not throw #{exp}" + (caughtErr ? " but #{act} was thrown" : ""),
            errorLike instanceof Error ? errorLike.toString() : errorLike && check_error_exports.getConstructorName(errorLike),
            caughtErr instanceof Error ? caughtErr.toString() : caughtErr && check_error_exports.getConstructorName(caughtErr)
          );
        }
      }
    }
    if (caughtErr && errMsgMatcher !== void 0 && errMsgMatcher !== null) {
      let placeholder = "including";
      if (isRegExp2(errMsgMatcher)) {
        placeholder = "matching";
      }
      let isCompatibleMessage = check_error_exports.compatibleMessage(
        caughtErr,
        errMsgMatcher
      );
      if (isCompatibleMessage === negate) {
        if (everyArgIsDefined && negate) {
          errMsgMatcherFail = true;
        } else {
          this.assert(
            negate,
            "expected #{this} to throw error " + placeholder + " #{exp} but got #{act}",
            "expected #{this} to throw error not " + placeholder + " #{exp}",
            errMsgMatcher,
            check_error_exports.getMessage(caughtErr)
          );
        }
      }
    }
    if (errorLikeFail && errMsgMatcherFail) {
      this.assert(
        negate,
        "expected #{this} to throw #{exp} but #{act} was thrown",
        "expected #{this} to not throw #{exp}" + (caughtErr ? " but #{act} was thrown" : ""),
        errorLike instanceof Error ? errorLike.toString() : errorLike && check_error_exports.getConstructorName(errorLike),
        caughtErr instanceof Error ? caughtErr.toString() : caughtErr && check_error_exports.getConstructorName(caughtErr)
      );
    }
    flag2(this, "object", caughtErr);
  }
  __name(assertThrows, "assertThrows");
  Assertion.addMethod("throw", assertThrows);
  Assertion.addMethod("throws", assertThrows);
  Assertion.addMethod("Throw", assertThrows);
  function respondTo(method, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object"), itself = flag2(this, "itself"), context = "function" === typeof obj && !itself ? obj.prototype[method] : obj[method];
    this.assert(
      "function" === typeof context,
      "expected #{this} to respond to " + inspect22(method),
      "expected #{this} to not respond to " + inspect22(method)
    );
  }
  __name(respondTo, "respondTo");
  Assertion.addMethod("respondTo", respondTo);
  Assertion.addMethod("respondsTo", respondTo);
  Assertion.addProperty("itself", function() {
    flag2(this, "itself", true);
  });
  function satisfy(matcher, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object");
    let result = matcher(obj);
    this.assert(
      result,
      "expected #{this} to satisfy " + objDisplay(matcher),
      "expected #{this} to not satisfy" + objDisplay(matcher),
      flag2(this, "negate") ? false : true,
      result
    );
  }
  __name(satisfy, "satisfy");
  Assertion.addMethod("satisfy", satisfy);
  Assertion.addMethod("satisfies", satisfy);
  function closeTo(expected, delta, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object"), flagMsg = flag2(this, "message"), ssfi = flag2(this, "ssfi");
    new Assertion(obj, flagMsg, ssfi, true).is.numeric;
    let message = "A `delta` value is required for `closeTo`";
    if (delta == void 0) {
      throw new AssertionError(
        flagMsg ? `${flagMsg}: ${message}` : message,
        void 0,
        ssfi
      );
    }
    new Assertion(delta, flagMsg, ssfi, true).is.numeric;
    message = "A `expected` value is required for `closeTo`";
    if (expected == void 0) {
      throw new AssertionError(
        flagMsg ? `${flagMsg}: ${message}` : message,
        void 0,
        ssfi
      );
    }
    new Assertion(expected, flagMsg, ssfi, true).is.numeric;
    const abs = /* @__PURE__ */ __name((x) => x < 0 ? -x : x, "abs");
    const strip = /* @__PURE__ */ __name((number) => parseFloat(parseFloat(number).toPrecision(12)), "strip");
    this.assert(
      strip(abs(obj - expected)) <= delta,
      "expected #{this} to be close to " + expected + " +/- " + delta,
      "expected #{this} not to be close to " + expected + " +/- " + delta
    );
  }
  __name(closeTo, "closeTo");
  Assertion.addMethod("closeTo", closeTo);
  Assertion.addMethod("approximately", closeTo);
  function isSubsetOf(_subset, _superset, cmp, contains, ordered) {
    let superset = Array.from(_superset);
    let subset = Array.from(_subset);
    if (!contains) {
      if (subset.length !== superset.length) return false;
      superset = superset.slice();
    }
    return subset.every(function(elem, idx) {
      if (ordered) return cmp ? cmp(elem, superset[idx]) : elem === superset[idx];
      if (!cmp) {
        let matchIdx = superset.indexOf(elem);
        if (matchIdx === -1) return false;
        if (!contains) superset.splice(matchIdx, 1);
        return true;
      }
      return superset.some(function(elem2, matchIdx) {
        if (!cmp(elem, elem2)) return false;
        if (!contains) superset.splice(matchIdx, 1);
        return true;
      });
    });
  }
  __name(isSubsetOf, "isSubsetOf");
  Assertion.addMethod("members", function(subset, msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object"), flagMsg = flag2(this, "message"), ssfi = flag2(this, "ssfi");
    new Assertion(obj, flagMsg, ssfi, true).to.be.iterable;
    new Assertion(subset, flagMsg, ssfi, true).to.be.iterable;
    let contains = flag2(this, "contains");
    let ordered = flag2(this, "ordered");
    let subject, failMsg, failNegateMsg;
    if (contains) {
      subject = ordered ? "an ordered superset" : "a superset";
      failMsg = "expected #{this} to be " + subject + " of #{exp}";
      failNegateMsg = "expected #{this} to not be " + subject + " of #{exp}";
    } else {
      subject = ordered ? "ordered members" : "members";
      failMsg = "expected #{this} to have the same " + subject + " as #{exp}";
      failNegateMsg = "expected #{this} to not have the same " + subject + " as #{exp}";
    }
    let cmp = flag2(this, "deep") ? flag2(this, "eql") : void 0;
    this.assert(
      isSubsetOf(subset, obj, cmp, contains, ordered),
      failMsg,
      failNegateMsg,
      subset,
      obj,
      true
    );
  });
  Assertion.addProperty("iterable", function(msg) {
    if (msg) flag2(this, "message", msg);
    let obj = flag2(this, "object");
    this.assert(
      obj != void 0 && typeof obj[Symbol.iterator] === "function",
      "expected #{this} to be an iterable",
      "expected #{this} to not be an iterable",
      obj
    );
  });
  function oneOf(list, msg) {
    if (msg) flag2(this, "message", msg);
    let expected = flag2(this, "object"), flagMsg = flag2(this, "message"), ssfi = flag2(this, "ssfi"), contains = flag2(this, "contains"), isDeep = flag2(this, "deep"), eql = flag2(this, "eql");
    new Assertion(list, flagMsg, ssfi, true).to.be.an("array");
    if (contains) {
      this.assert(
        list.some(function(possibility) {
          return expected.indexOf(possibility) > -1 || isDeep && Array.isArray(expected) && expected.some(function(item) {
            return eql(item, possibility);
          });
        }),
        "expected #{this} to " + (isDeep ? "deeply " : "") + "contain one of #{exp}",
        "expected #{this} to not " + (isDeep ? "deeply " : "") + "contain one of #{exp}",
        list,
        expected
      );
    } else {
      if (isDeep) {
        this.assert(
          list.some(function(possibility) {
            return eql(expected, possibility);
          }),
          "expected #{this} to deeply equal one of #{exp}",
          "expected #{this} to not deeply equal one of #{exp}",
          list,
          expected
        );
      } else {
        this.assert(
          list.indexOf(expected) > -1,
          "expected #{this} to be one of #{exp}",
          "expected #{this} to not be one of #{exp}",
          list,
          expected
        );
      }
    }
  }
  __name(oneOf, "oneOf");
  Assertion.addMethod("oneOf", oneOf);
  function assertChanges(subject, prop, msg) {
    if (msg) flag2(this, "message", msg);
    const fn2 = (
      /** @type {() => void} */
      flag2(this, "object")
    );
    const flagMsg = flag2(this, "message");
    const ssfi = flag2(this, "ssfi");
    new Assertion(fn2, flagMsg, ssfi, true).is.a("function");
    let initial;
    if (prop === null || prop === void 0) {
      new Assertion(subject, flagMsg, ssfi, true).is.a("function");
      initial = /** @type {() => unknown} */
      subject();
    } else {
      new Assertion(subject, flagMsg, ssfi, true).to.have.property(prop);
      initial = /** @type {Record<PropertyKey, unknown>} */
      subject[prop];
    }
    fn2();
    let final = prop === void 0 || prop === null ? (
      /** @type {() => unknown} */
      subject()
    ) : (
      /** @type {Record<PropertyKey, unknown>} */
      subject[prop]
    );
    let msgObj = prop === void 0 || prop === null ? initial : "." + prop;
    flag2(this, "deltaMsgObj", msgObj);
    flag2(this, "initialDeltaValue", initial);
    flag2(this, "finalDeltaValue", final);
    flag2(this, "deltaBehavior", "change");
    flag2(this, "realDelta", final !== initial);
    this.assert(
      initial !== final,
      "expected " + msgObj + " to change",
      "expected " + msgObj + " to not change"
    );
  }
  __name(assertChanges, "assertChanges");
  Assertion.addMethod("change", assertChanges);
  Assertion.addMethod("changes", assertChanges);
  function assertIncreases(subject, prop, msg) {
    if (msg) flag2(this, "message", msg);
    const fn2 = (
      /** @type {() => void} */
      flag2(this, "object")
    );
    const flagMsg = flag2(this, "message");
    const ssfi = flag2(this, "ssfi");
    new Assertion(fn2, flagMsg, ssfi, true).is.a("function");
    let initial;
    if (prop === null || prop === void 0) {
      new Assertion(subject, flagMsg, ssfi, true).is.a("function");
      initial = /** @type {() => number} */
      subject();
    } else {
      new Assertion(subject, flagMsg, ssfi, true).to.have.property(prop);
      initial = /** @type {Record<PropertyKey, number>} */
      subject[prop];
    }
    new Assertion(initial, flagMsg, ssfi, true).is.a("number");
    fn2();
    let final = prop === void 0 || prop === null ? (
      /** @type {() => number} */
      subject()
    ) : (
      /** @type {Record<PropertyKey, number>} */
      subject[prop]
    );
    let msgObj = prop === void 0 || prop === null ? initial : "." + prop;
    flag2(this, "deltaMsgObj", msgObj);
    flag2(this, "initialDeltaValue", initial);
    flag2(this, "finalDeltaValue", final);
    flag2(this, "deltaBehavior", "increase");
    flag2(this, "realDelta", final - initial);
    this.assert(
      final - initial > 0,
      "expected " + msgObj + " to increase",
      "expected " + msgObj + " to not increase"
    );
  }
  __name(assertIncreases, "assertIncreases");
  Assertion.addMethod("increase", assertIncreases);
  Assertion.addMethod("increases", assertIncreases);
  function assertDecreases(subject, prop, msg) {
    if (msg) flag2(this, "message", msg);
    const fn2 = (
      /** @type {() => void} */
      flag2(this, "object")
    );
    const flagMsg = flag2(this, "message");
    const ssfi = flag2(this, "ssfi");
    new Assertion(fn2, flagMsg, ssfi, true).is.a("function");
    let initial;
    if (prop === null || prop === void 0) {
      new Assertion(subject, flagMsg, ssfi, true).is.a("function");
      initial = /** @type {() => number} */
      subject();
    } else {
      new Assertion(subject, flagMsg, ssfi, true).to.have.property(prop);
      initial = /** @type {Record<PropertyKey, number>} */
      subject[prop];
    }
    new Assertion(initial, flagMsg, ssfi, true).is.a("number");
    fn2();
    let final = prop === void 0 || prop === null ? (
      /** @type {() => number} */
      subject()
    ) : (
      /** @type {Record<PropertyKey, number>} */
      subject[prop]
    );
    let msgObj = prop === void 0 || prop === null ? initial : "." + prop;
    flag2(this, "deltaMsgObj", msgObj);
    flag2(this, "initialDeltaValue", initial);
    flag2(this, "finalDeltaValue", final);
    flag2(this, "deltaBehavior", "decrease");
    flag2(this, "realDelta", initial - final);
    this.assert(
      final - initial < 0,
      "expected " + msgObj + " to decrease",
      "expected " + msgObj + " to not decrease"
    );
  }
  __name(assertDecreases, "assertDecreases");
  Assertion.addMethod("decrease", assertDecreases);
  Assertion.addMethod("decreases", assertDecreases);
  function assertDelta(delta, msg) {
    if (msg) flag2(this, "message", msg);
    let msgObj = flag2(this, "deltaMsgObj");
    let initial = flag2(this, "initialDeltaValue");
    let final = flag2(this, "finalDeltaValue");
    let behavior = flag2(this, "deltaBehavior");
    let realDelta = flag2(this, "realDelta");
    let expression;
    if (behavior === "change") {
      expression = Math.abs(final - initial) === Math.abs(delta);
    } else {
      expression = realDelta === Math.abs(delta);
    }
    this.assert(
      expression,
      "expected " + msgObj + " to " + behavior + " by " + delta,
      "expected " + msgObj + " to not " + behavior + " by " + delta
    );
  }
  __name(assertDelta, "assertDelta");
  Assertion.addMethod("by", assertDelta);
  Assertion.addProperty("extensible", function() {
    let obj = flag2(this, "object");
    let isExtensible = obj === Object(obj) && Object.isExtensible(obj);
    this.assert(
      isExtensible,
      "expected #{this} to be extensible",
      "expected #{this} to not be extensible"
    );
  });
  Assertion.addProperty("sealed", function() {
    let obj = flag2(this, "object");
    let isSealed = obj === Object(obj) ? Object.isSealed(obj) : true;
    this.assert(
      isSealed,
      "expected #{this} to be sealed",
      "expected #{this} to not be sealed"
    );
  });
  Assertion.addProperty("frozen", function() {
    let obj = flag2(this, "object");
    let isFrozen = obj === Object(obj) ? Object.isFrozen(obj) : true;
    this.assert(
      isFrozen,
      "expected #{this} to be frozen",
      "expected #{this} to not be frozen"
    );
  });
  Assertion.addProperty("finite", function(_msg) {
    let obj = flag2(this, "object");
    this.assert(
      typeof obj === "number" && isFinite(obj),
      "expected #{this} to be a finite number",
      "expected #{this} to not be a finite number"
    );
  });
  function compareSubset(expected, actual) {
    if (expected === actual) {
      return true;
    }
    if (typeof actual !== typeof expected) {
      return false;
    }
    if (typeof expected !== "object" || expected === null) {
      return expected === actual;
    }
    if (!actual) {
      return false;
    }
    if (Array.isArray(expected)) {
      if (!Array.isArray(actual)) {
        return false;
      }
      return expected.every(function(exp) {
        return actual.some(function(act) {
          return compareSubset(exp, act);
        });
      });
    }
    if (expected instanceof Date) {
      if (actual instanceof Date) {
        return expected.getTime() === actual.getTime();
      } else {
        return false;
      }
    }
    return Object.keys(expected).every(function(key) {
      let expectedValue = expected[key];
      let actualValue = actual[key];
      if (typeof expectedValue === "object" && expectedValue !== null && actualValue !== null) {
        return compareSubset(expectedValue, actualValue);
      }
      if (typeof expectedValue === "function") {
        return expectedValue(actualValue);
      }
      return actualValue === expectedValue;
    });
  }
  __name(compareSubset, "compareSubset");
  Assertion.addMethod("containSubset", function(expected) {
    const actual = flag(this, "object");
    const showDiff = config.showDiff;
    this.assert(
      compareSubset(expected, actual),
      "expected #{act} to contain subset #{exp}",
      "expected #{act} to not contain subset #{exp}",
      expected,
      actual,
      showDiff
    );
  });
  function expect(val, message) {
    return new Assertion(val, message);
  }
  __name(expect, "expect");
  expect.fail = function(actual, expected, message, operator) {
    let msg = message;
    if (arguments.length < 2) {
      msg = /** @type {string | undefined} */
      actual;
      actual = void 0;
    }
    throw new AssertionError(
      msg || "expect.fail()",
      {
        actual,
        expected,
        operator
      },
      expect.fail
    );
  };
  var should_exports = {};
  __export2(should_exports, {
    Should: () => Should,
    should: () => should
  });
  function loadShould() {
    function shouldGetter() {
      if (this instanceof String || this instanceof Number || this instanceof Boolean || typeof Symbol === "function" && this instanceof Symbol || typeof BigInt === "function" && this instanceof BigInt) {
        return new Assertion(this.valueOf(), null, shouldGetter);
      }
      return new Assertion(this, null, shouldGetter);
    }
    __name(shouldGetter, "shouldGetter");
    function shouldSetter(value) {
      Object.defineProperty(this, "should", {
        value,
        enumerable: true,
        configurable: true,
        writable: true
      });
    }
    __name(shouldSetter, "shouldSetter");
    Object.defineProperty(Object.prototype, "should", {
      set: shouldSetter,
      get: shouldGetter,
      configurable: true
    });
    let should2 = {};
    should2.fail = function(actual, expected, message, operator) {
      if (arguments.length < 2) {
        message = actual;
        actual = void 0;
      }
      message = message || "should.fail()";
      throw new AssertionError(
        message,
        {
          actual,
          expected,
          operator
        },
        should2.fail
      );
    };
    should2.equal = function(actual, expected, message) {
      new Assertion(actual, message).to.equal(expected);
    };
    should2.Throw = function(fn2, errt, errs, msg) {
      new Assertion(fn2, msg).to.Throw(errt, errs);
    };
    should2.exist = function(val, msg) {
      new Assertion(val, msg).to.exist;
    };
    should2.not = {};
    should2.not.equal = function(actual, expected, msg) {
      new Assertion(actual, msg).to.not.equal(expected);
    };
    should2.not.Throw = function(fn2, errt, errs, msg) {
      new Assertion(fn2, msg).to.not.Throw(errt, errs);
    };
    should2.not.exist = function(val, msg) {
      new Assertion(val, msg).to.not.exist;
    };
    should2["throw"] = should2["Throw"];
    should2.not["throw"] = should2.not["Throw"];
    return should2;
  }
  __name(loadShould, "loadShould");
  var should = loadShould;
  var Should = loadShould;
  function assert2(express, errmsg) {
    let test22 = new Assertion(null, null, assert2, true);
    test22.assert(express, errmsg, "[ negation message unavailable ]");
  }
  __name(assert2, "assert");
  assert2.fail = function(actual, expected, message, operator) {
    if (arguments.length < 2) {
      message = actual;
      actual = void 0;
    }
    message = message || "assert.fail()";
    throw new AssertionError(
      message,
      {
        actual,
        expected,
        operator
      },
      assert2.fail
    );
  };
  assert2.isOk = function(val, msg) {
    new Assertion(val, msg, assert2.isOk, true).is.ok;
  };
  assert2.isNotOk = function(val, msg) {
    new Assertion(val, msg, assert2.isNotOk, true).is.not.ok;
  };
  assert2.equal = function(act, exp, msg) {
    let test22 = new Assertion(act, msg, assert2.equal, true);
    test22.assert(
      exp == flag(test22, "object"),
      "expected #{this} to equal #{exp}",
      "expected #{this} to not equal #{act}",
      exp,
      act,
      true
    );
  };
  assert2.notEqual = function(act, exp, msg) {
    let test22 = new Assertion(act, msg, assert2.notEqual, true);
    test22.assert(
      exp != flag(test22, "object"),
      "expected #{this} to not equal #{exp}",
      "expected #{this} to equal #{act}",
      exp,
      act,
      true
    );
  };
  assert2.strictEqual = function(act, exp, msg) {
    new Assertion(act, msg, assert2.strictEqual, true).to.equal(exp);
  };
  assert2.notStrictEqual = function(act, exp, msg) {
    new Assertion(act, msg, assert2.notStrictEqual, true).to.not.equal(exp);
  };
  assert2.deepEqual = assert2.deepStrictEqual = function(act, exp, msg) {
    new Assertion(act, msg, assert2.deepEqual, true).to.eql(exp);
  };
  assert2.notDeepEqual = function(act, exp, msg) {
    new Assertion(act, msg, assert2.notDeepEqual, true).to.not.eql(exp);
  };
  assert2.isAbove = function(val, abv, msg) {
    new Assertion(val, msg, assert2.isAbove, true).to.be.above(abv);
  };
  assert2.isAtLeast = function(val, atlst, msg) {
    new Assertion(val, msg, assert2.isAtLeast, true).to.be.least(atlst);
  };
  assert2.isBelow = function(val, blw, msg) {
    new Assertion(val, msg, assert2.isBelow, true).to.be.below(blw);
  };
  assert2.isAtMost = function(val, atmst, msg) {
    new Assertion(val, msg, assert2.isAtMost, true).to.be.most(atmst);
  };
  assert2.isTrue = function(val, msg) {
    new Assertion(val, msg, assert2.isTrue, true).is["true"];
  };
  assert2.isNotTrue = function(val, msg) {
    new Assertion(val, msg, assert2.isNotTrue, true).to.not.equal(true);
  };
  assert2.isFalse = function(val, msg) {
    new Assertion(val, msg, assert2.isFalse, true).is["false"];
  };
  assert2.isNotFalse = function(val, msg) {
    new Assertion(val, msg, assert2.isNotFalse, true).to.not.equal(false);
  };
  assert2.isNull = function(val, msg) {
    new Assertion(val, msg, assert2.isNull, true).to.equal(null);
  };
  assert2.isNotNull = function(val, msg) {
    new Assertion(val, msg, assert2.isNotNull, true).to.not.equal(null);
  };
  assert2.isNaN = function(val, msg) {
    new Assertion(val, msg, assert2.isNaN, true).to.be.NaN;
  };
  assert2.isNotNaN = function(value, message) {
    new Assertion(value, message, assert2.isNotNaN, true).not.to.be.NaN;
  };
  assert2.exists = function(val, msg) {
    new Assertion(val, msg, assert2.exists, true).to.exist;
  };
  assert2.notExists = function(val, msg) {
    new Assertion(val, msg, assert2.notExists, true).to.not.exist;
  };
  assert2.isUndefined = function(val, msg) {
    new Assertion(val, msg, assert2.isUndefined, true).to.equal(void 0);
  };
  assert2.isDefined = function(val, msg) {
    new Assertion(val, msg, assert2.isDefined, true).to.not.equal(void 0);
  };
  assert2.isCallable = function(value, message) {
    new Assertion(value, message, assert2.isCallable, true).is.callable;
  };
  assert2.isNotCallable = function(value, message) {
    new Assertion(value, message, assert2.isNotCallable, true).is.not.callable;
  };
  assert2.isObject = function(val, msg) {
    new Assertion(val, msg, assert2.isObject, true).to.be.a("object");
  };
  assert2.isNotObject = function(val, msg) {
    new Assertion(val, msg, assert2.isNotObject, true).to.not.be.a("object");
  };
  assert2.isArray = function(val, msg) {
    new Assertion(val, msg, assert2.isArray, true).to.be.an("array");
  };
  assert2.isNotArray = function(val, msg) {
    new Assertion(val, msg, assert2.isNotArray, true).to.not.be.an("array");
  };
  assert2.isString = function(val, msg) {
    new Assertion(val, msg, assert2.isString, true).to.be.a("string");
  };
  assert2.isNotString = function(val, msg) {
    new Assertion(val, msg, assert2.isNotString, true).to.not.be.a("string");
  };
  assert2.isNumber = function(val, msg) {
    new Assertion(val, msg, assert2.isNumber, true).to.be.a("number");
  };
  assert2.isNotNumber = function(val, msg) {
    new Assertion(val, msg, assert2.isNotNumber, true).to.not.be.a("number");
  };
  assert2.isNumeric = function(val, msg) {
    new Assertion(val, msg, assert2.isNumeric, true).is.numeric;
  };
  assert2.isNotNumeric = function(val, msg) {
    new Assertion(val, msg, assert2.isNotNumeric, true).is.not.numeric;
  };
  assert2.isFinite = function(val, msg) {
    new Assertion(val, msg, assert2.isFinite, true).to.be.finite;
  };
  assert2.isBoolean = function(val, msg) {
    new Assertion(val, msg, assert2.isBoolean, true).to.be.a("boolean");
  };
  assert2.isNotBoolean = function(val, msg) {
    new Assertion(val, msg, assert2.isNotBoolean, true).to.not.be.a("boolean");
  };
  assert2.typeOf = function(val, type3, msg) {
    new Assertion(val, msg, assert2.typeOf, true).to.be.a(type3);
  };
  assert2.notTypeOf = function(value, type3, message) {
    new Assertion(value, message, assert2.notTypeOf, true).to.not.be.a(type3);
  };
  assert2.instanceOf = function(val, type3, msg) {
    new Assertion(val, msg, assert2.instanceOf, true).to.be.instanceOf(type3);
  };
  assert2.notInstanceOf = function(val, type3, msg) {
    new Assertion(val, msg, assert2.notInstanceOf, true).to.not.be.instanceOf(
      type3
    );
  };
  assert2.include = function(exp, inc, msg) {
    new Assertion(exp, msg, assert2.include, true).include(inc);
  };
  assert2.notInclude = function(exp, inc, msg) {
    new Assertion(exp, msg, assert2.notInclude, true).not.include(inc);
  };
  assert2.deepInclude = function(exp, inc, msg) {
    new Assertion(exp, msg, assert2.deepInclude, true).deep.include(inc);
  };
  assert2.notDeepInclude = function(exp, inc, msg) {
    new Assertion(exp, msg, assert2.notDeepInclude, true).not.deep.include(inc);
  };
  assert2.nestedInclude = function(exp, inc, msg) {
    new Assertion(exp, msg, assert2.nestedInclude, true).nested.include(inc);
  };
  assert2.notNestedInclude = function(exp, inc, msg) {
    new Assertion(exp, msg, assert2.notNestedInclude, true).not.nested.include(
      inc
    );
  };
  assert2.deepNestedInclude = function(exp, inc, msg) {
    new Assertion(exp, msg, assert2.deepNestedInclude, true).deep.nested.include(
      inc
    );
  };
  assert2.notDeepNestedInclude = function(exp, inc, msg) {
    new Assertion(
      exp,
      msg,
      assert2.notDeepNestedInclude,
      true
    ).not.deep.nested.include(inc);
  };
  assert2.ownInclude = function(exp, inc, msg) {
    new Assertion(exp, msg, assert2.ownInclude, true).own.include(inc);
  };
  assert2.notOwnInclude = function(exp, inc, msg) {
    new Assertion(exp, msg, assert2.notOwnInclude, true).not.own.include(inc);
  };
  assert2.deepOwnInclude = function(exp, inc, msg) {
    new Assertion(exp, msg, assert2.deepOwnInclude, true).deep.own.include(inc);
  };
  assert2.notDeepOwnInclude = function(exp, inc, msg) {
    new Assertion(exp, msg, assert2.notDeepOwnInclude, true).not.deep.own.include(
      inc
    );
  };
  assert2.match = function(exp, re, msg) {
    new Assertion(exp, msg, assert2.match, true).to.match(re);
  };
  assert2.notMatch = function(exp, re, msg) {
    new Assertion(exp, msg, assert2.notMatch, true).to.not.match(re);
  };
  assert2.property = function(obj, prop, msg) {
    new Assertion(obj, msg, assert2.property, true).to.have.property(prop);
  };
  assert2.notProperty = function(obj, prop, msg) {
    new Assertion(obj, msg, assert2.notProperty, true).to.not.have.property(prop);
  };
  assert2.propertyVal = function(obj, prop, val, msg) {
    new Assertion(obj, msg, assert2.propertyVal, true).to.have.property(prop, val);
  };
  assert2.notPropertyVal = function(obj, prop, val, msg) {
    new Assertion(obj, msg, assert2.notPropertyVal, true).to.not.have.property(
      prop,
      val
    );
  };
  assert2.deepPropertyVal = function(obj, prop, val, msg) {
    new Assertion(obj, msg, assert2.deepPropertyVal, true).to.have.deep.property(
      prop,
      val
    );
  };
  assert2.notDeepPropertyVal = function(obj, prop, val, msg) {
    new Assertion(
      obj,
      msg,
      assert2.notDeepPropertyVal,
      true
    ).to.not.have.deep.property(prop, val);
  };
  assert2.ownProperty = function(obj, prop, msg) {
    new Assertion(obj, msg, assert2.ownProperty, true).to.have.own.property(prop);
  };
  assert2.notOwnProperty = function(obj, prop, msg) {
    new Assertion(obj, msg, assert2.notOwnProperty, true).to.not.have.own.property(
      prop
    );
  };
  assert2.ownPropertyVal = function(obj, prop, value, msg) {
    new Assertion(obj, msg, assert2.ownPropertyVal, true).to.have.own.property(
      prop,
      value
    );
  };
  assert2.notOwnPropertyVal = function(obj, prop, value, msg) {
    new Assertion(
      obj,
      msg,
      assert2.notOwnPropertyVal,
      true
    ).to.not.have.own.property(prop, value);
  };
  assert2.deepOwnPropertyVal = function(obj, prop, value, msg) {
    new Assertion(
      obj,
      msg,
      assert2.deepOwnPropertyVal,
      true
    ).to.have.deep.own.property(prop, value);
  };
  assert2.notDeepOwnPropertyVal = function(obj, prop, value, msg) {
    new Assertion(
      obj,
      msg,
      assert2.notDeepOwnPropertyVal,
      true
    ).to.not.have.deep.own.property(prop, value);
  };
  assert2.nestedProperty = function(obj, prop, msg) {
    new Assertion(obj, msg, assert2.nestedProperty, true).to.have.nested.property(
      prop
    );
  };
  assert2.notNestedProperty = function(obj, prop, msg) {
    new Assertion(
      obj,
      msg,
      assert2.notNestedProperty,
      true
    ).to.not.have.nested.property(prop);
  };
  assert2.nestedPropertyVal = function(obj, prop, val, msg) {
    new Assertion(
      obj,
      msg,
      assert2.nestedPropertyVal,
      true
    ).to.have.nested.property(prop, val);
  };
  assert2.notNestedPropertyVal = function(obj, prop, val, msg) {
    new Assertion(
      obj,
      msg,
      assert2.notNestedPropertyVal,
      true
    ).to.not.have.nested.property(prop, val);
  };
  assert2.deepNestedPropertyVal = function(obj, prop, val, msg) {
    new Assertion(
      obj,
      msg,
      assert2.deepNestedPropertyVal,
      true
    ).to.have.deep.nested.property(prop, val);
  };
  assert2.notDeepNestedPropertyVal = function(obj, prop, val, msg) {
    new Assertion(
      obj,
      msg,
      assert2.notDeepNestedPropertyVal,
      true
    ).to.not.have.deep.nested.property(prop, val);
  };
  assert2.lengthOf = function(exp, len, msg) {
    new Assertion(exp, msg, assert2.lengthOf, true).to.have.lengthOf(len);
  };
  assert2.hasAnyKeys = function(obj, keys2, msg) {
    new Assertion(obj, msg, assert2.hasAnyKeys, true).to.have.any.keys(keys2);
  };
  assert2.hasAllKeys = function(obj, keys2, msg) {
    new Assertion(obj, msg, assert2.hasAllKeys, true).to.have.all.keys(keys2);
  };
  assert2.containsAllKeys = function(obj, keys2, msg) {
    new Assertion(obj, msg, assert2.containsAllKeys, true).to.contain.all.keys(
      keys2
    );
  };
  assert2.doesNotHaveAnyKeys = function(obj, keys2, msg) {
    new Assertion(obj, msg, assert2.doesNotHaveAnyKeys, true).to.not.have.any.keys(
      keys2
    );
  };
  assert2.doesNotHaveAllKeys = function(obj, keys2, msg) {
    new Assertion(obj, msg, assert2.doesNotHaveAllKeys, true).to.not.have.all.keys(
      keys2
    );
  };
  assert2.hasAnyDeepKeys = function(obj, keys2, msg) {
    new Assertion(obj, msg, assert2.hasAnyDeepKeys, true).to.have.any.deep.keys(
      keys2
    );
  };
  assert2.hasAllDeepKeys = function(obj, keys2, msg) {
    new Assertion(obj, msg, assert2.hasAllDeepKeys, true).to.have.all.deep.keys(
      keys2
    );
  };
  assert2.containsAllDeepKeys = function(obj, keys2, msg) {
    new Assertion(
      obj,
      msg,
      assert2.containsAllDeepKeys,
      true
    ).to.contain.all.deep.keys(keys2);
  };
  assert2.doesNotHaveAnyDeepKeys = function(obj, keys2, msg) {
    new Assertion(
      obj,
      msg,
      assert2.doesNotHaveAnyDeepKeys,
      true
    ).to.not.have.any.deep.keys(keys2);
  };
  assert2.doesNotHaveAllDeepKeys = function(obj, keys2, msg) {
    new Assertion(
      obj,
      msg,
      assert2.doesNotHaveAllDeepKeys,
      true
    ).to.not.have.all.deep.keys(keys2);
  };
  assert2.throws = function(fn2, errorLike, errMsgMatcher, msg) {
    if ("string" === typeof errorLike || errorLike instanceof RegExp) {
      errMsgMatcher = errorLike;
      errorLike = null;
    }
    let assertErr = new Assertion(fn2, msg, assert2.throws, true).to.throw(
      errorLike,
      errMsgMatcher
    );
    return flag(assertErr, "object");
  };
  assert2.doesNotThrow = function(fn2, errorLike, errMsgMatcher, message) {
    if ("string" === typeof errorLike || errorLike instanceof RegExp) {
      errMsgMatcher = errorLike;
      errorLike = null;
    }
    new Assertion(fn2, message, assert2.doesNotThrow, true).to.not.throw(
      errorLike,
      errMsgMatcher
    );
  };
  assert2.operator = function(val, operator, val2, msg) {
    let ok;
    switch (operator) {
      case "==":
        ok = val == val2;
        break;
      case "===":
        ok = val === val2;
        break;
      case ">":
        ok = val > val2;
        break;
      case ">=":
        ok = val >= val2;
        break;
      case "<":
        ok = val < val2;
        break;
      case "<=":
        ok = val <= val2;
        break;
      case "!=":
        ok = val != val2;
        break;
      case "!==":
        ok = val !== val2;
        break;
      default:
        msg = msg ? msg + ": " : msg;
        throw new AssertionError(
          msg + 'Invalid operator "' + operator + '"',
          void 0,
          assert2.operator
        );
    }
    let test22 = new Assertion(ok, msg, assert2.operator, true);
    test22.assert(
      true === flag(test22, "object"),
      "expected " + inspect22(val) + " to be " + operator + " " + inspect22(val2),
      "expected " + inspect22(val) + " to not be " + operator + " " + inspect22(val2)
    );
  };
  assert2.closeTo = function(act, exp, delta, msg) {
    new Assertion(act, msg, assert2.closeTo, true).to.be.closeTo(exp, delta);
  };
  assert2.approximately = function(act, exp, delta, msg) {
    new Assertion(act, msg, assert2.approximately, true).to.be.approximately(
      exp,
      delta
    );
  };
  assert2.sameMembers = function(set1, set2, msg) {
    new Assertion(set1, msg, assert2.sameMembers, true).to.have.same.members(set2);
  };
  assert2.notSameMembers = function(set1, set2, msg) {
    new Assertion(
      set1,
      msg,
      assert2.notSameMembers,
      true
    ).to.not.have.same.members(set2);
  };
  assert2.sameDeepMembers = function(set1, set2, msg) {
    new Assertion(
      set1,
      msg,
      assert2.sameDeepMembers,
      true
    ).to.have.same.deep.members(set2);
  };
  assert2.notSameDeepMembers = function(set1, set2, msg) {
    new Assertion(
      set1,
      msg,
      assert2.notSameDeepMembers,
      true
    ).to.not.have.same.deep.members(set2);
  };
  assert2.sameOrderedMembers = function(set1, set2, msg) {
    new Assertion(
      set1,
      msg,
      assert2.sameOrderedMembers,
      true
    ).to.have.same.ordered.members(set2);
  };
  assert2.notSameOrderedMembers = function(set1, set2, msg) {
    new Assertion(
      set1,
      msg,
      assert2.notSameOrderedMembers,
      true
    ).to.not.have.same.ordered.members(set2);
  };
  assert2.sameDeepOrderedMembers = function(set1, set2, msg) {
    new Assertion(
      set1,
      msg,
      assert2.sameDeepOrderedMembers,
      true
    ).to.have.same.deep.ordered.members(set2);
  };
  assert2.notSameDeepOrderedMembers = function(set1, set2, msg) {
    new Assertion(
      set1,
      msg,
      assert2.notSameDeepOrderedMembers,
      true
    ).to.not.have.same.deep.ordered.members(set2);
  };
  assert2.includeMembers = function(superset, subset, msg) {
    new Assertion(superset, msg, assert2.includeMembers, true).to.include.members(
      subset
    );
  };
  assert2.notIncludeMembers = function(superset, subset, msg) {
    new Assertion(
      superset,
      msg,
      assert2.notIncludeMembers,
      true
    ).to.not.include.members(subset);
  };
  assert2.includeDeepMembers = function(superset, subset, msg) {
    new Assertion(
      superset,
      msg,
      assert2.includeDeepMembers,
      true
    ).to.include.deep.members(subset);
  };
  assert2.notIncludeDeepMembers = function(superset, subset, msg) {
    new Assertion(
      superset,
      msg,
      assert2.notIncludeDeepMembers,
      true
    ).to.not.include.deep.members(subset);
  };
  assert2.includeOrderedMembers = function(superset, subset, msg) {
    new Assertion(
      superset,
      msg,
      assert2.includeOrderedMembers,
      true
    ).to.include.ordered.members(subset);
  };
  assert2.notIncludeOrderedMembers = function(superset, subset, msg) {
    new Assertion(
      superset,
      msg,
      assert2.notIncludeOrderedMembers,
      true
    ).to.not.include.ordered.members(subset);
  };
  assert2.includeDeepOrderedMembers = function(superset, subset, msg) {
    new Assertion(
      superset,
      msg,
      assert2.includeDeepOrderedMembers,
      true
    ).to.include.deep.ordered.members(subset);
  };
  assert2.notIncludeDeepOrderedMembers = function(superset, subset, msg) {
    new Assertion(
      superset,
      msg,
      assert2.notIncludeDeepOrderedMembers,
      true
    ).to.not.include.deep.ordered.members(subset);
  };
  assert2.oneOf = function(inList, list, msg) {
    new Assertion(inList, msg, assert2.oneOf, true).to.be.oneOf(list);
  };
  assert2.isIterable = function(obj, msg) {
    if (obj == void 0 || typeof obj[Symbol.iterator] !== "function") {
      msg = msg ? `${msg} expected ${inspect22(obj)} to be an iterable` : `expected ${inspect22(obj)} to be an iterable`;
      throw new AssertionError(msg, void 0, assert2.isIterable);
    }
  };
  assert2.changes = function(fn2, obj, prop, msg) {
    if (arguments.length === 3 && typeof obj === "function") {
      msg = prop;
      prop = null;
    }
    new Assertion(fn2, msg, assert2.changes, true).to.change(obj, prop);
  };
  assert2.changesBy = function(fn2, obj, prop, delta, msg) {
    if (arguments.length === 4 && typeof obj === "function") {
      let tmpMsg = delta;
      delta = prop;
      msg = tmpMsg;
    } else if (arguments.length === 3) {
      delta = prop;
      prop = null;
    }
    new Assertion(fn2, msg, assert2.changesBy, true).to.change(obj, prop).by(delta);
  };
  assert2.doesNotChange = function(fn2, obj, prop, msg) {
    if (arguments.length === 3 && typeof obj === "function") {
      msg = prop;
      prop = null;
    }
    return new Assertion(fn2, msg, assert2.doesNotChange, true).to.not.change(
      obj,
      prop
    );
  };
  assert2.changesButNotBy = function(fn2, obj, prop, delta, msg) {
    if (arguments.length === 4 && typeof obj === "function") {
      let tmpMsg = delta;
      delta = prop;
      msg = tmpMsg;
    } else if (arguments.length === 3) {
      delta = prop;
      prop = null;
    }
    new Assertion(fn2, msg, assert2.changesButNotBy, true).to.change(obj, prop).but.not.by(delta);
  };
  assert2.increases = function(fn2, obj, prop, msg) {
    if (arguments.length === 3 && typeof obj === "function") {
      msg = prop;
      prop = null;
    }
    return new Assertion(fn2, msg, assert2.increases, true).to.increase(obj, prop);
  };
  assert2.increasesBy = function(fn2, obj, prop, delta, msg) {
    if (arguments.length === 4 && typeof obj === "function") {
      let tmpMsg = delta;
      delta = prop;
      msg = tmpMsg;
    } else if (arguments.length === 3) {
      delta = prop;
      prop = null;
    }
    new Assertion(fn2, msg, assert2.increasesBy, true).to.increase(obj, prop).by(delta);
  };
  assert2.doesNotIncrease = function(fn2, obj, prop, msg) {
    if (arguments.length === 3 && typeof obj === "function") {
      msg = prop;
      prop = null;
    }
    return new Assertion(fn2, msg, assert2.doesNotIncrease, true).to.not.increase(
      obj,
      prop
    );
  };
  assert2.increasesButNotBy = function(fn2, obj, prop, delta, msg) {
    if (arguments.length === 4 && typeof obj === "function") {
      let tmpMsg = delta;
      delta = prop;
      msg = tmpMsg;
    } else if (arguments.length === 3) {
      delta = prop;
      prop = null;
    }
    new Assertion(fn2, msg, assert2.increasesButNotBy, true).to.increase(obj, prop).but.not.by(delta);
  };
  assert2.decreases = function(fn2, obj, prop, msg) {
    if (arguments.length === 3 && typeof obj === "function") {
      msg = prop;
      prop = null;
    }
    return new Assertion(fn2, msg, assert2.decreases, true).to.decrease(obj, prop);
  };
  assert2.decreasesBy = function(fn2, obj, prop, delta, msg) {
    if (arguments.length === 4 && typeof obj === "function") {
      let tmpMsg = delta;
      delta = prop;
      msg = tmpMsg;
    } else if (arguments.length === 3) {
      delta = prop;
      prop = null;
    }
    new Assertion(fn2, msg, assert2.decreasesBy, true).to.decrease(obj, prop).by(delta);
  };
  assert2.doesNotDecrease = function(fn2, obj, prop, msg) {
    if (arguments.length === 3 && typeof obj === "function") {
      msg = prop;
      prop = null;
    }
    return new Assertion(fn2, msg, assert2.doesNotDecrease, true).to.not.decrease(
      obj,
      prop
    );
  };
  assert2.doesNotDecreaseBy = function(fn2, obj, prop, delta, msg) {
    if (arguments.length === 4 && typeof obj === "function") {
      let tmpMsg = delta;
      delta = prop;
      msg = tmpMsg;
    } else if (arguments.length === 3) {
      delta = prop;
      prop = null;
    }
    return new Assertion(fn2, msg, assert2.doesNotDecreaseBy, true).to.not.decrease(obj, prop).by(delta);
  };
  assert2.decreasesButNotBy = function(fn2, obj, prop, delta, msg) {
    if (arguments.length === 4 && typeof obj === "function") {
      let tmpMsg = delta;
      delta = prop;
      msg = tmpMsg;
    } else if (arguments.length === 3) {
      delta = prop;
      prop = null;
    }
    new Assertion(fn2, msg, assert2.decreasesButNotBy, true).to.decrease(obj, prop).but.not.by(delta);
  };
  assert2.ifError = function(val) {
    if (val) {
      throw val;
    }
  };
  assert2.isExtensible = function(obj, msg) {
    new Assertion(obj, msg, assert2.isExtensible, true).to.be.extensible;
  };
  assert2.isNotExtensible = function(obj, msg) {
    new Assertion(obj, msg, assert2.isNotExtensible, true).to.not.be.extensible;
  };
  assert2.isSealed = function(obj, msg) {
    new Assertion(obj, msg, assert2.isSealed, true).to.be.sealed;
  };
  assert2.isNotSealed = function(obj, msg) {
    new Assertion(obj, msg, assert2.isNotSealed, true).to.not.be.sealed;
  };
  assert2.isFrozen = function(obj, msg) {
    new Assertion(obj, msg, assert2.isFrozen, true).to.be.frozen;
  };
  assert2.isNotFrozen = function(obj, msg) {
    new Assertion(obj, msg, assert2.isNotFrozen, true).to.not.be.frozen;
  };
  assert2.isEmpty = function(val, msg) {
    new Assertion(val, msg, assert2.isEmpty, true).to.be.empty;
  };
  assert2.isNotEmpty = function(val, msg) {
    new Assertion(val, msg, assert2.isNotEmpty, true).to.not.be.empty;
  };
  assert2.containsSubset = function(val, exp, msg) {
    new Assertion(val, msg).to.containSubset(exp);
  };
  assert2.doesNotContainSubset = function(val, exp, msg) {
    new Assertion(val, msg).to.not.containSubset(exp);
  };
  var aliases = [
    ["isOk", "ok"],
    ["isNotOk", "notOk"],
    ["throws", "throw"],
    ["throws", "Throw"],
    ["isExtensible", "extensible"],
    ["isNotExtensible", "notExtensible"],
    ["isSealed", "sealed"],
    ["isNotSealed", "notSealed"],
    ["isFrozen", "frozen"],
    ["isNotFrozen", "notFrozen"],
    ["isEmpty", "empty"],
    ["isNotEmpty", "notEmpty"],
    ["isCallable", "isFunction"],
    ["isNotCallable", "isNotFunction"],
    ["containsSubset", "containSubset"]
  ];
  for (const [name, as] of aliases) {
    assert2[as] = assert2[name];
  }
  var used = [];
  function use(fn2) {
    const exports = {
      use,
      AssertionError,
      util: utils_exports,
      config,
      expect,
      assert: assert2,
      Assertion,
      ...should_exports
    };
    if (!~used.indexOf(fn2)) {
      fn2(exports, utils_exports);
      used.push(fn2);
    }
    return exports;
  }
  __name(use, "use");

  // node_modules/@vitest/expect/dist/index.js
  var ChaiStyleAssertions = (chai, utils) => {
    function defProperty(name, delegateTo) {
      utils.addProperty(chai.Assertion.prototype, name, function() {
        const jestMethod = chai.Assertion.prototype[delegateTo];
        if (!jestMethod) {
          throw new Error(`Cannot delegate to ${String(delegateTo)}: method not found. Ensure JestChaiExpect plugin is loaded first.`);
        }
        return jestMethod.call(this);
      });
    }
    function defPropertyWithArgs(name, delegateTo, ...args) {
      utils.addProperty(chai.Assertion.prototype, name, function() {
        const jestMethod = chai.Assertion.prototype[delegateTo];
        if (!jestMethod) {
          throw new Error(`Cannot delegate to ${String(delegateTo)}: method not found. Ensure JestChaiExpect plugin is loaded first.`);
        }
        return jestMethod.call(this, ...args);
      });
    }
    function defMethod(name, delegateTo) {
      utils.addMethod(chai.Assertion.prototype, name, function(...args) {
        const jestMethod = chai.Assertion.prototype[delegateTo];
        if (!jestMethod) {
          throw new Error(`Cannot delegate to ${String(delegateTo)}: method not found. Ensure JestChaiExpect plugin is loaded first.`);
        }
        return jestMethod.call(this, ...args);
      });
    }
    defProperty("called", "toHaveBeenCalled");
    defProperty("calledOnce", "toHaveBeenCalledOnce");
    defPropertyWithArgs("calledTwice", "toHaveBeenCalledTimes", 2);
    defPropertyWithArgs("calledThrice", "toHaveBeenCalledTimes", 3);
    defMethod("callCount", "toHaveBeenCalledTimes");
    defMethod("calledWith", "toHaveBeenCalledWith");
    defMethod("calledOnceWith", "toHaveBeenCalledExactlyOnceWith");
    defMethod("lastCalledWith", "toHaveBeenLastCalledWith");
    defMethod("nthCalledWith", "toHaveBeenNthCalledWith");
    defMethod("returned", "toHaveReturnedWith");
    defMethod("returnedWith", "toHaveReturnedWith");
    defMethod("returnedTimes", "toHaveReturnedTimes");
    defMethod("lastReturnedWith", "toHaveLastReturnedWith");
    defMethod("nthReturnedWith", "toHaveNthReturnedWith");
    defMethod("calledBefore", "toHaveBeenCalledBefore");
    defMethod("calledAfter", "toHaveBeenCalledAfter");
  };
  var MATCHERS_OBJECT = /* @__PURE__ */ Symbol.for("matchers-object");
  var JEST_MATCHERS_OBJECT = /* @__PURE__ */ Symbol.for("$$jest-matchers-object");
  var GLOBAL_EXPECT = /* @__PURE__ */ Symbol.for("expect-global");
  var ASYMMETRIC_MATCHERS_OBJECT = /* @__PURE__ */ Symbol.for("asymmetric-matchers-object");
  var customMatchers = {
    toSatisfy(actual, expected, message) {
      const { printReceived: printReceived3, printExpected: printExpected3, matcherHint: matcherHint2 } = this.utils;
      const pass = expected(actual);
      return {
        pass,
        message: () => pass ? `${matcherHint2(".not.toSatisfy", "received", "")}

Expected value to not satisfy:
${message || printExpected3(expected)}
Received:
${printReceived3(actual)}` : `${matcherHint2(".toSatisfy", "received", "")}

Expected value to satisfy:
${message || printExpected3(expected)}

Received:
${printReceived3(actual)}`
      };
    },
    toBeOneOf(actual, expected) {
      const { equals: equals2, customTesters } = this;
      const { printReceived: printReceived3, printExpected: printExpected3, matcherHint: matcherHint2, iterableEquality: iterableEquality2 } = this.utils;
      const testers = [...customTesters, iterableEquality2];
      let pass;
      if (Array.isArray(expected)) {
        pass = expected.length === 0 || expected.some((item) => equals2(item, actual, testers));
      } else if (expected instanceof Set) {
        pass = expected.size === 0 || expected.has(actual) || [...expected].some((item) => equals2(item, actual, testers));
      } else {
        throw new TypeError(`You must provide an array or set to ${matcherHint2(".toBeOneOf")}, not '${typeof expected}'.`);
      }
      return {
        pass,
        message: () => pass ? `${matcherHint2(".not.toBeOneOf", "received", "")}

Expected value to not be one of:
${printExpected3(expected)}
Received:
${printReceived3(actual)}` : `${matcherHint2(".toBeOneOf", "received", "")}

Expected value to be one of:
${printExpected3(expected)}

Received:
${printReceived3(actual)}`
      };
    }
  };
  var EXPECTED_COLOR = $.green;
  var RECEIVED_COLOR = $.red;
  var INVERTED_COLOR = $.inverse;
  var BOLD_WEIGHT = $.bold;
  var DIM_COLOR = $.dim;
  function matcherHint(matcherName, received = "received", expected = "expected", options = {}) {
    const { comment = "", isDirectExpectCall = false, isNot = false, promise = "", secondArgument = "", expectedColor = EXPECTED_COLOR, receivedColor = RECEIVED_COLOR, secondArgumentColor = EXPECTED_COLOR } = options;
    let hint = "";
    let dimString = "expect";
    if (!isDirectExpectCall && received !== "") {
      hint += DIM_COLOR(`${dimString}(`) + receivedColor(received);
      dimString = ")";
    }
    if (promise !== "") {
      hint += DIM_COLOR(`${dimString}.`) + promise;
      dimString = "";
    }
    if (isNot) {
      hint += `${DIM_COLOR(`${dimString}.`)}not`;
      dimString = "";
    }
    if (matcherName.includes(".")) {
      dimString += matcherName;
    } else {
      hint += DIM_COLOR(`${dimString}.`) + matcherName;
      dimString = "";
    }
    if (expected === "") {
      dimString += "()";
    } else {
      hint += DIM_COLOR(`${dimString}(`) + expectedColor(expected);
      if (secondArgument) {
        hint += DIM_COLOR(", ") + secondArgumentColor(secondArgument);
      }
      dimString = ")";
    }
    if (comment !== "") {
      dimString += ` // ${comment}`;
    }
    if (dimString !== "") {
      hint += DIM_COLOR(dimString);
    }
    return hint;
  }
  var SPACE_SYMBOL2 = "\xB7";
  function replaceTrailingSpaces2(text) {
    return text.replace(/\s+$/gm, (spaces) => SPACE_SYMBOL2.repeat(spaces.length));
  }
  function printReceived2(object) {
    return RECEIVED_COLOR(replaceTrailingSpaces2(stringify(object)));
  }
  function printExpected2(value) {
    return EXPECTED_COLOR(replaceTrailingSpaces2(stringify(value)));
  }
  function getMatcherUtils() {
    return {
      EXPECTED_COLOR,
      RECEIVED_COLOR,
      INVERTED_COLOR,
      BOLD_WEIGHT,
      DIM_COLOR,
      diff,
      matcherHint,
      printReceived: printReceived2,
      printExpected: printExpected2,
      printDiffOrStringify,
      printWithType
    };
  }
  function printWithType(name, value, print) {
    const type3 = getType2(value);
    const hasType = type3 !== "null" && type3 !== "undefined" ? `${name} has type:  ${type3}
` : "";
    const hasValue = `${name} has value: ${print(value)}`;
    return hasType + hasValue;
  }
  function addCustomEqualityTesters(newTesters) {
    if (!Array.isArray(newTesters)) {
      throw new TypeError(`expect.customEqualityTesters: Must be set to an array of Testers. Was given "${getType2(newTesters)}"`);
    }
    globalThis[JEST_MATCHERS_OBJECT].customEqualityTesters.push(...newTesters);
  }
  function getCustomEqualityTesters() {
    return globalThis[JEST_MATCHERS_OBJECT].customEqualityTesters;
  }
  function equals(a, b2, customTesters, strictCheck) {
    customTesters = customTesters || [];
    return eq(a, b2, [], [], customTesters, strictCheck ? hasKey : hasDefinedKey);
  }
  var functionToString = Function.prototype.toString;
  function isAsymmetric(obj) {
    return !!obj && typeof obj === "object" && "asymmetricMatch" in obj && isA("Function", obj.asymmetricMatch);
  }
  function asymmetricMatch(a, b2, customTesters) {
    const asymmetricA = isAsymmetric(a);
    const asymmetricB = isAsymmetric(b2);
    if (asymmetricA && asymmetricB) {
      return void 0;
    }
    const testers = customTesters.filter((tester) => !isSubsetEqualityTester(tester));
    if (asymmetricA) {
      return a.asymmetricMatch(b2, testers);
    }
    if (asymmetricB) {
      return b2.asymmetricMatch(a, testers);
    }
  }
  function isError(value) {
    if (typeof Error.isError === "function") {
      return Error.isError(value);
    }
    switch (Object.prototype.toString.call(value)) {
      case "[object Error]":
      case "[object Exception]":
      case "[object DOMException]":
        return true;
      default:
        return value instanceof Error;
    }
  }
  function eq(a, b2, aStack, bStack, customTesters, hasKey2) {
    let result = true;
    const asymmetricResult = asymmetricMatch(a, b2, customTesters);
    if (asymmetricResult !== void 0) {
      return asymmetricResult;
    }
    const testerContext = { equals };
    for (let i2 = 0; i2 < customTesters.length; i2++) {
      const customTesterResult = customTesters[i2].call(testerContext, a, b2, customTesters);
      if (customTesterResult !== void 0) {
        return customTesterResult;
      }
    }
    if (typeof URL === "function" && a instanceof URL && b2 instanceof URL) {
      return a.href === b2.href;
    }
    if (Object.is(a, b2)) {
      return true;
    }
    if (a === null || b2 === null) {
      return a === b2;
    }
    const className = Object.prototype.toString.call(a);
    if (className !== Object.prototype.toString.call(b2)) {
      return false;
    }
    switch (className) {
      case "[object Boolean]":
      case "[object String]":
      case "[object Number]":
        if (typeof a !== typeof b2) {
          return false;
        } else if (typeof a !== "object" && typeof b2 !== "object") {
          return Object.is(a, b2);
        } else {
          return Object.is(a.valueOf(), b2.valueOf());
        }
      case "[object Date]": {
        const numA = +a;
        const numB = +b2;
        return numA === numB || Number.isNaN(numA) && Number.isNaN(numB);
      }
      // RegExps are compared by their source patterns and flags.
      case "[object RegExp]":
        return a.source === b2.source && a.flags === b2.flags;
      case "[object Temporal.Instant]":
      case "[object Temporal.ZonedDateTime]":
      case "[object Temporal.PlainDateTime]":
      case "[object Temporal.PlainDate]":
      case "[object Temporal.PlainTime]":
      case "[object Temporal.PlainYearMonth]":
      case "[object Temporal.PlainMonthDay]":
        return a.equals(b2);
      case "[object Temporal.Duration]":
        return a.toString() === b2.toString();
    }
    if (typeof a !== "object" || typeof b2 !== "object") {
      return false;
    }
    if (isDomNode(a) && isDomNode(b2)) {
      return a.isEqualNode(b2);
    }
    let length = aStack.length;
    while (length--) {
      if (aStack[length] === a) {
        return bStack[length] === b2;
      } else if (bStack[length] === b2) {
        return false;
      }
    }
    aStack.push(a);
    bStack.push(b2);
    if (className === "[object Array]" && a.length !== b2.length) {
      return false;
    }
    if (isError(a) && isError(b2)) {
      try {
        return isErrorEqual(a, b2, aStack, bStack, customTesters, hasKey2);
      } finally {
        aStack.pop();
        bStack.pop();
      }
    }
    const aKeys = keys(a, hasKey2);
    let key;
    let size = aKeys.length;
    if (keys(b2, hasKey2).length !== size) {
      return false;
    }
    while (size--) {
      key = aKeys[size];
      result = hasKey2(b2, key) && eq(a[key], b2[key], aStack, bStack, customTesters, hasKey2);
      if (!result) {
        return false;
      }
    }
    aStack.pop();
    bStack.pop();
    return result;
  }
  function isErrorEqual(a, b2, aStack, bStack, customTesters, hasKey2) {
    let result = Object.prototype.toString.call(a) === Object.prototype.toString.call(b2) && a.name === b2.name && a.message === b2.message;
    if (typeof b2.cause !== "undefined") {
      result &&= eq(a.cause, b2.cause, aStack, bStack, customTesters, hasKey2);
    }
    if (a instanceof AggregateError && b2 instanceof AggregateError) {
      result &&= eq(a.errors, b2.errors, aStack, bStack, customTesters, hasKey2);
    }
    result &&= eq({ ...a }, { ...b2 }, aStack, bStack, customTesters, hasKey2);
    return result;
  }
  function keys(obj, hasKey2) {
    const keys2 = [];
    for (const key in obj) {
      if (hasKey2(obj, key)) {
        keys2.push(key);
      }
    }
    return keys2.concat(Object.getOwnPropertySymbols(obj).filter((symbol) => Object.getOwnPropertyDescriptor(obj, symbol).enumerable));
  }
  function hasDefinedKey(obj, key) {
    return hasKey(obj, key) && obj[key] !== void 0;
  }
  function hasKey(obj, key) {
    return Object.hasOwn(obj, key);
  }
  function isA(typeName, value) {
    return Object.prototype.toString.apply(value) === `[object ${typeName}]`;
  }
  function isDomNode(obj) {
    return obj !== null && typeof obj === "object" && "nodeType" in obj && typeof obj.nodeType === "number" && "nodeName" in obj && typeof obj.nodeName === "string" && "isEqualNode" in obj && typeof obj.isEqualNode === "function";
  }
  var IS_KEYED_SENTINEL2 = "@@__IMMUTABLE_KEYED__@@";
  var IS_SET_SENTINEL2 = "@@__IMMUTABLE_SET__@@";
  var IS_LIST_SENTINEL2 = "@@__IMMUTABLE_LIST__@@";
  var IS_ORDERED_SENTINEL2 = "@@__IMMUTABLE_ORDERED__@@";
  var IS_RECORD_SYMBOL2 = "@@__IMMUTABLE_RECORD__@@";
  function isImmutableUnorderedKeyed(maybeKeyed) {
    return !!(maybeKeyed && maybeKeyed[IS_KEYED_SENTINEL2] && !maybeKeyed[IS_ORDERED_SENTINEL2]);
  }
  function isImmutableUnorderedSet(maybeSet) {
    return !!(maybeSet && maybeSet[IS_SET_SENTINEL2] && !maybeSet[IS_ORDERED_SENTINEL2]);
  }
  function isObjectLiteral(source) {
    return source != null && typeof source === "object" && !Array.isArray(source);
  }
  function isImmutableList(source) {
    return Boolean(source && isObjectLiteral(source) && source[IS_LIST_SENTINEL2]);
  }
  function isImmutableOrderedKeyed(source) {
    return Boolean(source && isObjectLiteral(source) && source[IS_KEYED_SENTINEL2] && source[IS_ORDERED_SENTINEL2]);
  }
  function isImmutableOrderedSet(source) {
    return Boolean(source && isObjectLiteral(source) && source[IS_SET_SENTINEL2] && source[IS_ORDERED_SENTINEL2]);
  }
  function isImmutableRecord(source) {
    return Boolean(source && isObjectLiteral(source) && source[IS_RECORD_SYMBOL2]);
  }
  var IteratorSymbol = Symbol.iterator;
  function hasIterator(object) {
    return !!(object != null && object[IteratorSymbol]);
  }
  function isTypedArray(value) {
    return ArrayBuffer.isView(value);
  }
  function getNonIndexEntries(typedArray) {
    return Object.keys(typedArray).slice(typedArray.length).map((key) => [key, Reflect.get(typedArray, key)]);
  }
  function iterableEquality(a, b2, customTesters = [], aStack = [], bStack = []) {
    if (typeof a !== "object" || typeof b2 !== "object" || Array.isArray(a) || Array.isArray(b2) || !hasIterator(a) || !hasIterator(b2)) {
      return void 0;
    }
    if (a.constructor !== b2.constructor) {
      return false;
    }
    let length = aStack.length;
    while (length--) {
      if (aStack[length] === a) {
        return bStack[length] === b2;
      }
    }
    aStack.push(a);
    bStack.push(b2);
    const filteredCustomTesters = [...customTesters.filter((t2) => t2 !== iterableEquality), iterableEqualityWithStack];
    function iterableEqualityWithStack(a2, b3) {
      return iterableEquality(a2, b3, [...customTesters], [...aStack], [...bStack]);
    }
    if (a.size !== void 0) {
      if (a.size !== b2.size) {
        return false;
      } else if (isA("Set", a) || isImmutableUnorderedSet(a)) {
        let allFound = true;
        for (const aValue of a) {
          if (!b2.has(aValue)) {
            let has = false;
            for (const bValue of b2) {
              const isEqual = equals(aValue, bValue, filteredCustomTesters);
              if (isEqual === true) {
                has = true;
              }
            }
            if (has === false) {
              allFound = false;
              break;
            }
          }
        }
        aStack.pop();
        bStack.pop();
        return allFound;
      } else if (isA("Map", a) || isImmutableUnorderedKeyed(a)) {
        let allFound = true;
        for (const aEntry of a) {
          if (!b2.has(aEntry[0]) || !equals(aEntry[1], b2.get(aEntry[0]), filteredCustomTesters)) {
            let has = false;
            for (const bEntry of b2) {
              const matchedKey = equals(aEntry[0], bEntry[0], filteredCustomTesters);
              let matchedValue = false;
              if (matchedKey === true) {
                matchedValue = equals(aEntry[1], bEntry[1], filteredCustomTesters);
              }
              if (matchedValue === true) {
                has = true;
              }
            }
            if (has === false) {
              allFound = false;
              break;
            }
          }
        }
        aStack.pop();
        bStack.pop();
        return allFound;
      }
    }
    if (isTypedArray(a) && isTypedArray(b2)) {
      if (a.length !== b2.length) {
        return false;
      }
      for (let i2 = 0; i2 < a.length; i2++) {
        if (!Object.is(a[i2], b2[i2]) && !equals(a[i2], b2[i2], filteredCustomTesters)) {
          return false;
        }
      }
      if (!equals(getNonIndexEntries(a), getNonIndexEntries(b2), filteredCustomTesters)) {
        return false;
      }
      aStack.pop();
      bStack.pop();
      return true;
    }
    const bIterator = b2[IteratorSymbol]();
    for (const aValue of a) {
      const nextB = bIterator.next();
      if (nextB.done || !equals(aValue, nextB.value, filteredCustomTesters)) {
        return false;
      }
    }
    if (!bIterator.next().done) {
      return false;
    }
    if (!isImmutableList(a) && !isImmutableOrderedKeyed(a) && !isImmutableOrderedSet(a) && !isImmutableRecord(a)) {
      const aEntries = Object.entries(a);
      const bEntries = Object.entries(b2);
      if (!equals(aEntries, bEntries, filteredCustomTesters)) {
        return false;
      }
    }
    aStack.pop();
    bStack.pop();
    return true;
  }
  function hasPropertyInObject(object, key) {
    const shouldTerminate = !object || typeof object !== "object" || object === Object.prototype;
    if (shouldTerminate) {
      return false;
    }
    return Object.hasOwn(object, key) || hasPropertyInObject(Object.getPrototypeOf(object), key);
  }
  function isObjectWithKeys(a) {
    return isObject(a) && !isError(a) && !Array.isArray(a) && !(a instanceof Date) && !(a instanceof Set) && !(a instanceof Map);
  }
  var subsetEqualityTesters = /* @__PURE__ */ new WeakSet();
  function registerSubsetEqualityTester(tester) {
    subsetEqualityTesters.add(tester);
    return tester;
  }
  function isSubsetEqualityTester(tester) {
    return tester === subsetEquality || subsetEqualityTesters.has(tester);
  }
  function subsetEquality(object, subset, customTesters = []) {
    const filteredCustomTesters = customTesters.filter((t2) => t2 !== subsetEquality);
    const subsetEqualityWithContext = (seenReferences = /* @__PURE__ */ new WeakMap()) => registerSubsetEqualityTester((object2, subset2) => {
      if (!isObjectWithKeys(subset2)) {
        return void 0;
      }
      return Object.keys(subset2).every((key) => {
        if (subset2[key] != null && typeof subset2[key] === "object") {
          if (seenReferences.has(subset2[key])) {
            return equals(object2[key], subset2[key], filteredCustomTesters);
          }
          seenReferences.set(subset2[key], true);
        }
        const result = object2 != null && hasPropertyInObject(object2, key) && equals(object2[key], subset2[key], [...filteredCustomTesters, subsetEqualityWithContext(seenReferences)]);
        seenReferences.delete(subset2[key]);
        return result;
      });
    });
    return subsetEqualityWithContext()(object, subset);
  }
  function typeEquality(a, b2) {
    if (a == null || b2 == null || a.constructor === b2.constructor) {
      return void 0;
    }
    return false;
  }
  function arrayBufferEquality(a, b2) {
    let dataViewA = a;
    let dataViewB = b2;
    if (!(a instanceof DataView && b2 instanceof DataView)) {
      if (!(a instanceof ArrayBuffer) || !(b2 instanceof ArrayBuffer)) {
        return void 0;
      }
      try {
        dataViewA = new DataView(a);
        dataViewB = new DataView(b2);
      } catch {
        return void 0;
      }
    }
    if (dataViewA.byteLength !== dataViewB.byteLength) {
      return false;
    }
    for (let i2 = 0; i2 < dataViewA.byteLength; i2++) {
      if (dataViewA.getUint8(i2) !== dataViewB.getUint8(i2)) {
        return false;
      }
    }
    return true;
  }
  function sparseArrayEquality(a, b2, customTesters = []) {
    if (!Array.isArray(a) || !Array.isArray(b2)) {
      return void 0;
    }
    const aKeys = Object.keys(a);
    const bKeys = Object.keys(b2);
    const filteredCustomTesters = customTesters.filter((t2) => t2 !== sparseArrayEquality);
    return equals(a, b2, filteredCustomTesters, true) && equals(aKeys, bKeys);
  }
  function generateToBeMessage(deepEqualityName, expected = "#{this}", actual = "#{exp}") {
    const toBeMessage = `expected ${expected} to be ${actual} // Object.is equality`;
    if (["toStrictEqual", "toEqual"].includes(deepEqualityName)) {
      return `${toBeMessage}

If it should pass with deep equality, replace "toBe" with "${deepEqualityName}"

Expected: ${expected}
Received: serializes to the same string
`;
    }
    return toBeMessage;
  }
  function pluralize(word, count) {
    return `${count} ${word}${count === 1 ? "" : "s"}`;
  }
  function getObjectKeys(object) {
    return [...Object.keys(object), ...Object.getOwnPropertySymbols(object).filter((s) => Object.getOwnPropertyDescriptor(object, s)?.enumerable)];
  }
  function getObjectSubset(object, subset, customTesters) {
    let stripped = 0;
    const getObjectSubsetWithContext = (seenReferences = /* @__PURE__ */ new WeakMap()) => (object2, subset2) => {
      if (Array.isArray(object2)) {
        if (Array.isArray(subset2) && subset2.length === object2.length) {
          return subset2.map((sub, i2) => getObjectSubsetWithContext(seenReferences)(object2[i2], sub));
        }
      } else if (object2 instanceof Date) {
        return object2;
      } else if (isObject(object2) && isObject(subset2)) {
        if (equals(object2, subset2, [
          ...customTesters,
          iterableEquality,
          subsetEquality
        ])) {
          return subset2;
        }
        const trimmed = {};
        seenReferences.set(object2, trimmed);
        if (typeof object2.constructor === "function" && typeof object2.constructor.name === "string") {
          Object.defineProperty(trimmed, "constructor", {
            enumerable: false,
            value: object2.constructor
          });
        }
        for (const key of getObjectKeys(object2)) {
          if (hasPropertyInObject(subset2, key)) {
            trimmed[key] = seenReferences.has(object2[key]) ? seenReferences.get(object2[key]) : getObjectSubsetWithContext(seenReferences)(object2[key], subset2[key]);
          } else {
            if (!seenReferences.has(object2[key])) {
              stripped += 1;
              if (isObject(object2[key])) {
                stripped += getObjectKeys(object2[key]).length;
              }
              getObjectSubsetWithContext(seenReferences)(object2[key], subset2[key]);
            }
          }
        }
        if (getObjectKeys(trimmed).length > 0) {
          return trimmed;
        }
      }
      return object2;
    };
    return {
      subset: getObjectSubsetWithContext()(object, subset),
      stripped
    };
  }
  function isStandardSchema(obj) {
    return !!obj && (typeof obj === "object" || typeof obj === "function") && obj["~standard"] && typeof obj["~standard"].validate === "function";
  }
  if (!Object.hasOwn(globalThis, MATCHERS_OBJECT)) {
    const globalState = /* @__PURE__ */ new WeakMap();
    const matchers = /* @__PURE__ */ Object.create(null);
    const customEqualityTesters = [];
    const asymmetricMatchers = /* @__PURE__ */ Object.create(null);
    Object.defineProperty(globalThis, MATCHERS_OBJECT, {
      configurable: true,
      get: () => globalState
    });
    Object.defineProperty(globalThis, JEST_MATCHERS_OBJECT, {
      configurable: true,
      get: () => ({
        state: globalState.get(globalThis[GLOBAL_EXPECT]),
        matchers,
        customEqualityTesters
      })
    });
    Object.defineProperty(globalThis, ASYMMETRIC_MATCHERS_OBJECT, {
      configurable: true,
      get: () => asymmetricMatchers
    });
  }
  function getState(expect2) {
    return globalThis[MATCHERS_OBJECT].get(expect2);
  }
  function setState(state, expect2) {
    const map = globalThis[MATCHERS_OBJECT];
    const current = map.get(expect2);
    const next = Object.defineProperties(current || {}, Object.getOwnPropertyDescriptors(state));
    if (!current) {
      map.set(expect2, next);
    }
  }
  var AsymmetricMatcher3 = class {
    sample;
    inverse;
    // should have "jest" to be compatible with its ecosystem
    $$typeof = /* @__PURE__ */ Symbol.for("jest.asymmetricMatcher");
    constructor(sample, inverse = false) {
      this.sample = sample;
      this.inverse = inverse;
    }
    getMatcherContext(expect2) {
      return {
        ...getState(expect2 || globalThis[GLOBAL_EXPECT]),
        equals,
        isNot: this.inverse,
        customTesters: getCustomEqualityTesters(),
        utils: {
          ...getMatcherUtils(),
          diff,
          stringify,
          iterableEquality,
          subsetEquality
        }
      };
    }
  };
  AsymmetricMatcher3.prototype[/* @__PURE__ */ Symbol.for("chai/inspect")] = function(options) {
    const result = stringify(this, options.depth, { min: true });
    if (result.length <= options.truncate) {
      return result;
    }
    return `${this.toString()}{\u2026}`;
  };
  var StringContaining = class extends AsymmetricMatcher3 {
    constructor(sample, inverse = false) {
      if (!isA("String", sample)) {
        throw new Error("Expected is not a string");
      }
      super(sample, inverse);
    }
    asymmetricMatch(other) {
      const result = isA("String", other) && other.includes(this.sample);
      return this.inverse ? !result : result;
    }
    toString() {
      return `String${this.inverse ? "Not" : ""}Containing`;
    }
    getExpectedType() {
      return "string";
    }
  };
  var Anything = class extends AsymmetricMatcher3 {
    asymmetricMatch(other) {
      return other != null;
    }
    toString() {
      return "Anything";
    }
    toAsymmetricMatcher() {
      return "Anything";
    }
  };
  var ObjectContaining = class extends AsymmetricMatcher3 {
    constructor(sample, inverse = false) {
      super(sample, inverse);
    }
    getPrototype(obj) {
      if (Object.getPrototypeOf) {
        return Object.getPrototypeOf(obj);
      }
      if (obj.constructor.prototype === obj) {
        return null;
      }
      return obj.constructor.prototype;
    }
    hasProperty(obj, property) {
      if (!obj) {
        return false;
      }
      if (Object.hasOwn(obj, property)) {
        return true;
      }
      return this.hasProperty(this.getPrototype(obj), property);
    }
    getProperties(obj) {
      return [...Object.keys(obj), ...Object.getOwnPropertySymbols(obj).filter((s) => Object.getOwnPropertyDescriptor(obj, s)?.enumerable)];
    }
    asymmetricMatch(other, customTesters) {
      if (typeof this.sample !== "object") {
        throw new TypeError(`You must provide an object to ${this.toString()}, not '${typeof this.sample}'.`);
      }
      let result = true;
      const properties = this.getProperties(this.sample);
      for (const property of properties) {
        if (!this.hasProperty(other, property)) {
          result = false;
          break;
        }
        const value = this.sample[property];
        const otherValue = other[property];
        if (!equals(value, otherValue, customTesters)) {
          result = false;
          break;
        }
      }
      return this.inverse ? !result : result;
    }
    toString() {
      return `Object${this.inverse ? "Not" : ""}Containing`;
    }
    getExpectedType() {
      return "object";
    }
  };
  var ArrayContaining = class extends AsymmetricMatcher3 {
    constructor(sample, inverse = false) {
      super(sample, inverse);
    }
    asymmetricMatch(other, customTesters) {
      if (!Array.isArray(this.sample)) {
        throw new TypeError(`You must provide an array to ${this.toString()}, not '${typeof this.sample}'.`);
      }
      const result = this.sample.length === 0 || Array.isArray(other) && this.sample.every((item) => other.some((another) => equals(item, another, customTesters)));
      return this.inverse ? !result : result;
    }
    toString() {
      return `Array${this.inverse ? "Not" : ""}Containing`;
    }
    getExpectedType() {
      return "array";
    }
  };
  var Any = class extends AsymmetricMatcher3 {
    constructor(sample) {
      if (typeof sample === "undefined") {
        throw new TypeError("any() expects to be passed a constructor function. Please pass one or use anything() to match any object.");
      }
      super(sample);
    }
    fnNameFor(func) {
      if (func.name) {
        return func.name;
      }
      const functionToString2 = Function.prototype.toString;
      const matches = functionToString2.call(func).match(/^(?:async)?\s*function\s*(?:\*\s*)?([\w$]+)\s*\(/);
      return matches ? matches[1] : "<anonymous>";
    }
    asymmetricMatch(other) {
      if (this.sample === String) {
        return typeof other == "string" || other instanceof String;
      }
      if (this.sample === Number) {
        return typeof other == "number" || other instanceof Number;
      }
      if (this.sample === Function) {
        return typeof other == "function" || typeof other === "function";
      }
      if (this.sample === Boolean) {
        return typeof other == "boolean" || other instanceof Boolean;
      }
      if (this.sample === BigInt) {
        return typeof other == "bigint" || other instanceof BigInt;
      }
      if (this.sample === Symbol) {
        return typeof other == "symbol" || other instanceof Symbol;
      }
      if (this.sample === Object) {
        return typeof other == "object";
      }
      return other instanceof this.sample;
    }
    toString() {
      return "Any";
    }
    getExpectedType() {
      if (this.sample === String) {
        return "string";
      }
      if (this.sample === Number) {
        return "number";
      }
      if (this.sample === Function) {
        return "function";
      }
      if (this.sample === Object) {
        return "object";
      }
      if (this.sample === Boolean) {
        return "boolean";
      }
      return this.fnNameFor(this.sample);
    }
    toAsymmetricMatcher() {
      return `Any<${this.fnNameFor(this.sample)}>`;
    }
  };
  var StringMatching = class extends AsymmetricMatcher3 {
    constructor(sample, inverse = false) {
      if (!isA("String", sample) && !isA("RegExp", sample)) {
        throw new Error("Expected is not a String or a RegExp");
      }
      super(new RegExp(sample), inverse);
    }
    asymmetricMatch(other) {
      const result = isA("String", other) && this.sample.test(other);
      return this.inverse ? !result : result;
    }
    toString() {
      return `String${this.inverse ? "Not" : ""}Matching`;
    }
    getExpectedType() {
      return "string";
    }
  };
  var CloseTo = class extends AsymmetricMatcher3 {
    precision;
    constructor(sample, precision = 2, inverse = false) {
      if (!isA("Number", sample)) {
        throw new Error("Expected is not a Number");
      }
      if (!isA("Number", precision)) {
        throw new Error("Precision is not a Number");
      }
      super(sample);
      this.inverse = inverse;
      this.precision = precision;
    }
    asymmetricMatch(other) {
      if (!isA("Number", other)) {
        return false;
      }
      let result = false;
      if (other === Number.POSITIVE_INFINITY && this.sample === Number.POSITIVE_INFINITY) {
        result = true;
      } else if (other === Number.NEGATIVE_INFINITY && this.sample === Number.NEGATIVE_INFINITY) {
        result = true;
      } else {
        result = Math.abs(this.sample - other) < 10 ** -this.precision / 2;
      }
      return this.inverse ? !result : result;
    }
    toString() {
      return `Number${this.inverse ? "Not" : ""}CloseTo`;
    }
    getExpectedType() {
      return "number";
    }
    toAsymmetricMatcher() {
      return [
        this.toString(),
        this.sample,
        `(${pluralize("digit", this.precision)})`
      ].join(" ");
    }
  };
  var SchemaMatching = class extends AsymmetricMatcher3 {
    result;
    constructor(sample, inverse = false) {
      if (!isStandardSchema(sample)) {
        throw new TypeError("SchemaMatching expected to receive a Standard Schema.");
      }
      super(sample, inverse);
    }
    asymmetricMatch(other) {
      const result = this.sample["~standard"].validate(other);
      if (result instanceof Promise) {
        throw new TypeError("Async schema validation is not supported in asymmetric matchers.");
      }
      this.result = result;
      const pass = !this.result.issues || this.result.issues.length === 0;
      return this.inverse ? !pass : pass;
    }
    toString() {
      return `Schema${this.inverse ? "Not" : ""}Matching`;
    }
    getExpectedType() {
      return "object";
    }
    toAsymmetricMatcher() {
      const { utils } = this.getMatcherContext();
      const issues = this.result?.issues || [];
      if (issues.length > 0) {
        return `${this.toString()} ${utils.stringify(this.result, void 0, { printBasicPrototype: false })}`;
      }
      return this.toString();
    }
  };
  var JestAsymmetricMatchers = (chai, utils) => {
    utils.addMethod(chai.expect, "anything", () => new Anything());
    utils.addMethod(chai.expect, "any", (expected) => new Any(expected));
    utils.addMethod(chai.expect, "stringContaining", (expected) => new StringContaining(expected));
    utils.addMethod(chai.expect, "objectContaining", (expected) => new ObjectContaining(expected));
    utils.addMethod(chai.expect, "arrayContaining", (expected) => new ArrayContaining(expected));
    utils.addMethod(chai.expect, "stringMatching", (expected) => new StringMatching(expected));
    utils.addMethod(chai.expect, "closeTo", (expected, precision) => new CloseTo(expected, precision));
    utils.addMethod(chai.expect, "schemaMatching", (expected) => new SchemaMatching(expected));
    chai.expect.not = {
      stringContaining: (expected) => new StringContaining(expected, true),
      objectContaining: (expected) => new ObjectContaining(expected, true),
      arrayContaining: (expected) => new ArrayContaining(expected, true),
      stringMatching: (expected) => new StringMatching(expected, true),
      closeTo: (expected, precision) => new CloseTo(expected, precision, true),
      schemaMatching: (expected) => new SchemaMatching(expected, true)
    };
  };
  function createAssertionMessage(util, assertion, hasArgs) {
    const soft = util.flag(assertion, "soft") ? ".soft" : "";
    const not = util.flag(assertion, "negate") ? "not." : "";
    const name = `${util.flag(assertion, "_name")}(${hasArgs ? "expected" : ""})`;
    const promiseName = util.flag(assertion, "promise");
    const promise = promiseName ? `.${promiseName}` : "";
    return `expect${soft}(actual)${promise}.${not}${name}`;
  }
  function recordAsyncExpect(_test, promise, assertion, error, isSoft) {
    const test4 = _test;
    if (test4 && promise instanceof Promise) {
      promise = promise.finally(() => {
        if (!test4.promises) {
          return;
        }
        const index2 = test4.promises.indexOf(promise);
        if (index2 !== -1) {
          test4.promises.splice(index2, 1);
        }
      });
      if (!test4.promises) {
        test4.promises = [];
      }
      if (isSoft) {
        promise = promise.then(noop, (err) => {
          handleTestError(test4, err);
        });
      }
      test4.promises.push(promise);
      let resolved = false;
      test4.onFinished ??= [];
      test4.onFinished.push(() => {
        if (!resolved) {
          const awaitError = new Error(`Promise returned by \`${assertion}\` was not awaited. This assertion is asynchronous and must be awaited; otherwise, it is not guaranteed to complete before the test finishes:

await ${assertion}
`);
          if (error.stack) {
            awaitError.stack = error.stack.replace(error.message, awaitError.message);
          }
          throw awaitError;
        }
      });
      return {
        then(onFulfilled, onRejected) {
          resolved = true;
          return promise.then(onFulfilled, onRejected);
        },
        catch(onRejected) {
          resolved = true;
          return promise.catch(onRejected);
        },
        finally(onFinally) {
          resolved = true;
          return promise.finally(onFinally);
        },
        [Symbol.toStringTag]: "Promise"
      };
    }
    return promise;
  }
  function handleTestError(test4, err) {
    test4.result ||= { state: "fail" };
    test4.result.state = "fail";
    test4.result.errors ||= [];
    test4.result.errors.push(processError(err));
  }
  function wrapAssertion(utils, name, fn2) {
    return function(...args) {
      if (name !== "withTest") {
        utils.flag(this, "_name", name);
      }
      const isSoft = utils.flag(this, "soft") && !utils.flag(this, "promise");
      if (!isSoft) {
        try {
          return fn2.apply(this, args);
        } finally {
        }
      }
      const test4 = utils.flag(this, "vitest-test");
      if (!test4) {
        throw new Error("expect.soft() can only be used inside a test");
      }
      try {
        const result = fn2.apply(this, args);
        if (result && typeof result === "object" && typeof result.then === "function") {
          return result.then(noop, (err) => {
            handleTestError(test4, err);
          });
        }
        return result;
      } catch (err) {
        handleTestError(test4, err);
      }
    };
  }
  var JestChaiExpect = (chai, utils) => {
    const { AssertionError: AssertionError2 } = chai;
    const customTesters = getCustomEqualityTesters();
    function def(name, fn2) {
      const addMethod2 = (n2) => {
        const softWrapper = wrapAssertion(utils, n2, fn2);
        utils.addMethod(chai.Assertion.prototype, n2, softWrapper);
        utils.addMethod(globalThis[JEST_MATCHERS_OBJECT].matchers, n2, softWrapper);
      };
      if (Array.isArray(name)) {
        name.forEach((n2) => addMethod2(n2));
      } else {
        addMethod2(name);
      }
    }
    [
      "throw",
      "throws",
      "Throw"
    ].forEach((m) => {
      utils.overwriteMethod(chai.Assertion.prototype, m, (_super) => {
        return function(...args) {
          const promise = utils.flag(this, "promise");
          const object = utils.flag(this, "object");
          const isNot = utils.flag(this, "negate");
          if (promise === "rejects") {
            utils.flag(this, "object", () => {
              throw object;
            });
          } else if (promise === "resolves" && typeof object !== "function") {
            if (!isNot) {
              const message = utils.flag(this, "message") || "expected promise to throw an error, but it didn't";
              const error = { showDiff: false };
              throw new AssertionError2(message, error, utils.flag(this, "ssfi"));
            } else {
              return;
            }
          }
          _super.apply(this, args);
        };
      });
    });
    def("withTest", function(test4) {
      utils.flag(this, "vitest-test", test4);
      return this;
    });
    def("toEqual", function(expected) {
      const actual = utils.flag(this, "object");
      const equal = equals(actual, expected, [...customTesters, iterableEquality]);
      return this.assert(equal, "expected #{this} to deeply equal #{exp}", "expected #{this} to not deeply equal #{exp}", expected, actual);
    });
    def("toStrictEqual", function(expected) {
      const obj = utils.flag(this, "object");
      const equal = equals(obj, expected, [
        ...customTesters,
        iterableEquality,
        typeEquality,
        sparseArrayEquality,
        arrayBufferEquality
      ], true);
      return this.assert(equal, "expected #{this} to strictly equal #{exp}", "expected #{this} to not strictly equal #{exp}", expected, obj);
    });
    def("toBe", function(expected) {
      const actual = this._obj;
      const pass = Object.is(actual, expected);
      let deepEqualityName = "";
      if (!pass) {
        const toStrictEqualPass = equals(actual, expected, [
          ...customTesters,
          iterableEquality,
          typeEquality,
          sparseArrayEquality,
          arrayBufferEquality
        ], true);
        if (toStrictEqualPass) {
          deepEqualityName = "toStrictEqual";
        } else {
          const toEqualPass = equals(actual, expected, [...customTesters, iterableEquality]);
          if (toEqualPass) {
            deepEqualityName = "toEqual";
          }
        }
      }
      return this.assert(pass, generateToBeMessage(deepEqualityName), "expected #{this} not to be #{exp} // Object.is equality", expected, actual);
    });
    def("toMatchObject", function(expected) {
      const actual = this._obj;
      const pass = equals(actual, expected, [
        ...customTesters,
        iterableEquality,
        subsetEquality
      ]);
      const isNot = utils.flag(this, "negate");
      const { subset: actualSubset, stripped } = getObjectSubset(actual, expected, customTesters);
      if (pass && isNot || !pass && !isNot) {
        const msg = utils.getMessage(this, [
          pass,
          "expected #{this} to match object #{exp}",
          "expected #{this} to not match object #{exp}",
          expected,
          actualSubset,
          false
        ]);
        const message = stripped === 0 ? msg : `${msg}
(${stripped} matching ${stripped === 1 ? "property" : "properties"} omitted from actual)`;
        throw new AssertionError2(message, {
          showDiff: true,
          expected,
          actual: actualSubset
        });
      }
    });
    def("toMatch", function(expected) {
      const actual = this._obj;
      if (typeof actual !== "string") {
        throw new TypeError(`.toMatch() expects to receive a string, but got ${typeof actual}`);
      }
      return this.assert(typeof expected === "string" ? actual.includes(expected) : actual.match(expected), `expected #{this} to match #{exp}`, `expected #{this} not to match #{exp}`, expected, actual);
    });
    def("toContain", function(item) {
      const actual = this._obj;
      if (typeof Node !== "undefined" && actual instanceof Node) {
        if (!(item instanceof Node)) {
          throw new TypeError(`toContain() expected a DOM node as the argument, but got ${typeof item}`);
        }
        return this.assert(actual.contains(item), "expected #{this} to contain element #{exp}", "expected #{this} not to contain element #{exp}", item, actual);
      }
      if (typeof DOMTokenList !== "undefined" && actual instanceof DOMTokenList) {
        assertTypes(item, "class name", ["string"]);
        const isNot = utils.flag(this, "negate");
        const expectedClassList = isNot ? actual.value.replace(item, "").trim() : `${actual.value} ${item}`;
        return this.assert(actual.contains(item), `expected "${actual.value}" to contain "${item}"`, `expected "${actual.value}" not to contain "${item}"`, expectedClassList, actual.value);
      }
      if (typeof actual === "string" && typeof item === "string") {
        return this.assert(actual.includes(item), `expected #{this} to contain #{exp}`, `expected #{this} not to contain #{exp}`, item, actual);
      }
      if (actual != null && typeof actual !== "string") {
        utils.flag(this, "object", Array.from(actual));
      }
      return this.contain(item);
    });
    def("toContainEqual", function(expected) {
      const obj = utils.flag(this, "object");
      const index2 = Array.from(obj).findIndex((item) => {
        return equals(item, expected, [...customTesters, iterableEquality]);
      });
      this.assert(index2 !== -1, "expected #{this} to deep equally contain #{exp}", "expected #{this} to not deep equally contain #{exp}", expected);
    });
    def("toBeTruthy", function() {
      const obj = utils.flag(this, "object");
      this.assert(Boolean(obj), "expected #{this} to be truthy", "expected #{this} to not be truthy", true, obj);
    });
    def("toBeFalsy", function() {
      const obj = utils.flag(this, "object");
      this.assert(!obj, "expected #{this} to be falsy", "expected #{this} to not be falsy", false, obj);
    });
    def("toBeGreaterThan", function(expected) {
      const actual = this._obj;
      assertTypes(actual, "actual", ["number", "bigint"]);
      assertTypes(expected, "expected", ["number", "bigint"]);
      return this.assert(actual > expected, `expected ${actual} to be greater than ${expected}`, `expected ${actual} to be not greater than ${expected}`, expected, actual, false);
    });
    def("toBeGreaterThanOrEqual", function(expected) {
      const actual = this._obj;
      assertTypes(actual, "actual", ["number", "bigint"]);
      assertTypes(expected, "expected", ["number", "bigint"]);
      return this.assert(actual >= expected, `expected ${actual} to be greater than or equal to ${expected}`, `expected ${actual} to be not greater than or equal to ${expected}`, expected, actual, false);
    });
    def("toBeLessThan", function(expected) {
      const actual = this._obj;
      assertTypes(actual, "actual", ["number", "bigint"]);
      assertTypes(expected, "expected", ["number", "bigint"]);
      return this.assert(actual < expected, `expected ${actual} to be less than ${expected}`, `expected ${actual} to be not less than ${expected}`, expected, actual, false);
    });
    def("toBeLessThanOrEqual", function(expected) {
      const actual = this._obj;
      assertTypes(actual, "actual", ["number", "bigint"]);
      assertTypes(expected, "expected", ["number", "bigint"]);
      return this.assert(actual <= expected, `expected ${actual} to be less than or equal to ${expected}`, `expected ${actual} to be not less than or equal to ${expected}`, expected, actual, false);
    });
    def("toBeNaN", function() {
      const obj = utils.flag(this, "object");
      this.assert(Number.isNaN(obj), "expected #{this} to be NaN", "expected #{this} not to be NaN", Number.NaN, obj);
    });
    def("toBeUndefined", function() {
      const obj = utils.flag(this, "object");
      this.assert(void 0 === obj, "expected #{this} to be undefined", "expected #{this} not to be undefined", void 0, obj);
    });
    def("toBeNull", function() {
      const obj = utils.flag(this, "object");
      this.assert(obj === null, "expected #{this} to be null", "expected #{this} not to be null", null, obj);
    });
    def("toBeNullable", function() {
      const obj = utils.flag(this, "object");
      this.assert(obj == null, "expected #{this} to be nullish", "expected #{this} not to be nullish", null, obj);
    });
    def("toBeDefined", function() {
      const obj = utils.flag(this, "object");
      this.assert(typeof obj !== "undefined", "expected #{this} to be defined", "expected #{this} to be undefined", obj);
    });
    def("toBeTypeOf", function(expected) {
      const actual = typeof this._obj;
      const equal = expected === actual;
      return this.assert(equal, "expected #{this} to be type of #{exp}", "expected #{this} not to be type of #{exp}", expected, actual);
    });
    def("toBeInstanceOf", function(obj) {
      return this.instanceOf(obj);
    });
    def("toHaveLength", function(length) {
      return this.have.length(length);
    });
    def("toHaveProperty", function(...args) {
      if (Array.isArray(args[0])) {
        args[0] = args[0].map((key) => String(key).replace(/([.[\]])/g, "\\$1")).join(".");
      }
      const actual = this._obj;
      if (actual == null) {
        throw new TypeError(`.toHaveProperty() expects to receive a valid object, but got ${actual}`);
      }
      const [propertyName, expected] = args;
      const getValue = () => {
        const hasOwn = Object.hasOwn(actual, propertyName);
        if (hasOwn) {
          return {
            value: actual[propertyName],
            exists: true
          };
        }
        return utils.getPathInfo(actual, propertyName);
      };
      const { value, exists } = getValue();
      const pass = exists && (args.length === 1 || equals(expected, value, [...customTesters, iterableEquality]));
      const valueString = args.length === 1 ? "" : ` with value ${inspect(expected, { truncate: 40 })}`;
      return this.assert(pass, `expected #{this} to have property "${propertyName}"${valueString}`, `expected #{this} to not have property "${propertyName}"${valueString}`, expected, exists ? value : void 0);
    });
    def("toBeCloseTo", function(received, precision = 2) {
      const expected = this._obj;
      let pass = false;
      let expectedDiff = 0;
      let receivedDiff = 0;
      if (received === Number.POSITIVE_INFINITY && expected === Number.POSITIVE_INFINITY) {
        pass = true;
      } else if (received === Number.NEGATIVE_INFINITY && expected === Number.NEGATIVE_INFINITY) {
        pass = true;
      } else {
        expectedDiff = 10 ** -precision / 2;
        receivedDiff = Math.abs(expected - received);
        pass = receivedDiff < expectedDiff;
      }
      return this.assert(pass, `expected #{this} to be close to #{exp}, received difference is ${receivedDiff}, but expected ${expectedDiff}`, `expected #{this} to not be close to #{exp}, received difference is ${receivedDiff}, but expected ${expectedDiff}`, received, expected, false);
    });
    function assertIsMock(assertion) {
      if (!isMockFunction(assertion._obj)) {
        throw new TypeError(`${utils.inspect(assertion._obj)} is not a spy or a call to a spy!`);
      }
    }
    function getSpy(assertion) {
      assertIsMock(assertion);
      return assertion._obj;
    }
    def(["toHaveBeenCalledTimes", "toBeCalledTimes"], function(number) {
      const spy = getSpy(this);
      const spyName = spy.getMockName();
      const callCount = spy.mock.calls.length;
      return this.assert(callCount === number, `expected "${spyName}" to be called #{exp} times, but got ${callCount} times`, `expected "${spyName}" to not be called #{exp} times`, number, callCount, false);
    });
    def("toHaveBeenCalledOnce", function() {
      const spy = getSpy(this);
      const spyName = spy.getMockName();
      const callCount = spy.mock.calls.length;
      return this.assert(callCount === 1, `expected "${spyName}" to be called once, but got ${callCount} times`, `expected "${spyName}" to not be called once`, 1, callCount, false);
    });
    def(["toHaveBeenCalled", "toBeCalled"], function() {
      const spy = getSpy(this);
      const spyName = spy.getMockName();
      const callCount = spy.mock.calls.length;
      const called = callCount > 0;
      const isNot = utils.flag(this, "negate");
      let msg = utils.getMessage(this, [
        called,
        `expected "${spyName}" to be called at least once`,
        `expected "${spyName}" to not be called at all, but actually been called ${callCount} times`,
        true,
        called
      ]);
      if (called && isNot) {
        msg = formatCalls(spy, msg);
      }
      if (called && isNot || !called && !isNot) {
        throw new AssertionError2(msg);
      }
    });
    function equalsArgumentArray(a, b2) {
      return a.length === b2.length && a.every((aItem, i2) => equals(aItem, b2[i2], [...customTesters, iterableEquality]));
    }
    def(["toHaveBeenCalledWith", "toBeCalledWith"], function(...args) {
      const spy = getSpy(this);
      const spyName = spy.getMockName();
      const pass = spy.mock.calls.some((callArg) => equalsArgumentArray(callArg, args));
      const isNot = utils.flag(this, "negate");
      if (pass && isNot || !pass && !isNot) {
        const msg = utils.getMessage(this, [
          pass,
          `expected "${spyName}" to be called with arguments: #{exp}`,
          `expected "${spyName}" to not be called with arguments: #{exp}`,
          args
        ]);
        throw new AssertionError2(formatCalls(spy, msg, args));
      }
    });
    def("toHaveBeenCalledExactlyOnceWith", function(...args) {
      const spy = getSpy(this);
      const spyName = spy.getMockName();
      const callCount = spy.mock.calls.length;
      const hasCallWithArgs = spy.mock.calls.some((callArg) => equalsArgumentArray(callArg, args));
      const pass = hasCallWithArgs && callCount === 1;
      const isNot = utils.flag(this, "negate");
      if (pass && isNot || !pass && !isNot) {
        const msg = utils.getMessage(this, [
          pass,
          `expected "${spyName}" to be called once with arguments: #{exp}`,
          `expected "${spyName}" to not be called once with arguments: #{exp}`,
          args
        ]);
        throw new AssertionError2(formatCalls(spy, msg, args));
      }
    });
    def("toHaveBeenNthCalledWith", function(times, ...args) {
      const spy = getSpy(this);
      const spyName = spy.getMockName();
      const nthCall = spy.mock.calls[times - 1];
      const callCount = spy.mock.calls.length;
      const isCalled = times <= callCount;
      this.assert(nthCall && equalsArgumentArray(nthCall, args), `expected ${ordinal(times)} "${spyName}" call to have been called with #{exp}${isCalled ? `` : `, but called only ${callCount} times`}`, `expected ${ordinal(times)} "${spyName}" call to not have been called with #{exp}`, args, nthCall, isCalled);
    });
    def("toHaveBeenLastCalledWith", function(...args) {
      const spy = getSpy(this);
      const spyName = spy.getMockName();
      const lastCall = spy.mock.calls.at(-1);
      this.assert(lastCall && equalsArgumentArray(lastCall, args), `expected last "${spyName}" call to have been called with #{exp}`, `expected last "${spyName}" call to not have been called with #{exp}`, args, lastCall);
    });
    function isSpyCalledBeforeAnotherSpy(beforeSpy, afterSpy, failIfNoFirstInvocation) {
      const beforeInvocationCallOrder = beforeSpy.mock.invocationCallOrder;
      const afterInvocationCallOrder = afterSpy.mock.invocationCallOrder;
      if (beforeInvocationCallOrder.length === 0) {
        return !failIfNoFirstInvocation;
      }
      if (afterInvocationCallOrder.length === 0) {
        return false;
      }
      return beforeInvocationCallOrder[0] < afterInvocationCallOrder[0];
    }
    def(["toHaveBeenCalledBefore"], function(resultSpy, failIfNoFirstInvocation = true) {
      const expectSpy = getSpy(this);
      if (!isMockFunction(resultSpy)) {
        throw new TypeError(`${utils.inspect(resultSpy)} is not a spy or a call to a spy`);
      }
      this.assert(isSpyCalledBeforeAnotherSpy(expectSpy, resultSpy, failIfNoFirstInvocation), `expected "${expectSpy.getMockName()}" to have been called before "${resultSpy.getMockName()}"`, `expected "${expectSpy.getMockName()}" to not have been called before "${resultSpy.getMockName()}"`, resultSpy, expectSpy);
    });
    def(["toHaveBeenCalledAfter"], function(resultSpy, failIfNoFirstInvocation = true) {
      const expectSpy = getSpy(this);
      if (!isMockFunction(resultSpy)) {
        throw new TypeError(`${utils.inspect(resultSpy)} is not a spy or a call to a spy`);
      }
      this.assert(isSpyCalledBeforeAnotherSpy(resultSpy, expectSpy, failIfNoFirstInvocation), `expected "${expectSpy.getMockName()}" to have been called after "${resultSpy.getMockName()}"`, `expected "${expectSpy.getMockName()}" to not have been called after "${resultSpy.getMockName()}"`, resultSpy, expectSpy);
    });
    def(["toThrow", "toThrowError"], function(expected) {
      if (typeof expected === "string" || typeof expected === "undefined" || expected instanceof RegExp) {
        return this.throws(expected);
      }
      const obj = this._obj;
      const promise = utils.flag(this, "promise");
      const isNot = utils.flag(this, "negate");
      let thrown = null;
      if (promise === "rejects") {
        thrown = obj;
      } else if (promise === "resolves" && typeof obj !== "function") {
        if (!isNot) {
          const message = utils.flag(this, "message") || "expected promise to throw an error, but it didn't";
          const error = { showDiff: false };
          throw new AssertionError2(message, error, utils.flag(this, "ssfi"));
        } else {
          return;
        }
      } else {
        let isThrow = false;
        try {
          obj();
        } catch (err) {
          isThrow = true;
          thrown = err;
        }
        if (!isThrow && !isNot) {
          const message = utils.flag(this, "message") || "expected function to throw an error, but it didn't";
          const error = { showDiff: false };
          throw new AssertionError2(message, error, utils.flag(this, "ssfi"));
        }
      }
      if (typeof expected === "function") {
        const name = expected.name || expected.prototype.constructor.name;
        return this.assert(thrown && thrown instanceof expected, `expected error to be instance of ${name}`, `expected error not to be instance of ${name}`, expected, thrown);
      }
      if (isError(expected)) {
        const equal2 = equals(thrown, expected, [...customTesters, iterableEquality]);
        return this.assert(equal2, "expected a thrown error to be #{exp}", "expected a thrown error not to be #{exp}", expected, thrown);
      }
      if (typeof expected === "object" && "asymmetricMatch" in expected && typeof expected.asymmetricMatch === "function") {
        const matcher = expected;
        return this.assert(thrown && matcher.asymmetricMatch(thrown, [...customTesters, iterableEquality]), "expected error to match asymmetric matcher", "expected error not to match asymmetric matcher", matcher, thrown);
      }
      const equal = equals(thrown, expected, [...customTesters, iterableEquality]);
      return this.assert(equal, "expected a thrown value to equal #{exp}", "expected a thrown value not to equal #{exp}", expected, thrown);
    });
    [{
      name: "toHaveResolved",
      condition: (spy) => spy.mock.settledResults.length > 0 && spy.mock.settledResults.some(({ type: type3 }) => type3 === "fulfilled"),
      action: "resolved"
    }, {
      name: ["toHaveReturned", "toReturn"],
      condition: (spy) => spy.mock.calls.length > 0 && spy.mock.results.some(({ type: type3 }) => type3 !== "throw"),
      action: "called"
    }].forEach(({ name, condition, action }) => {
      def(name, function() {
        const spy = getSpy(this);
        const spyName = spy.getMockName();
        const pass = condition(spy);
        this.assert(pass, `expected "${spyName}" to be successfully ${action} at least once`, `expected "${spyName}" to not be successfully ${action}`, pass, !pass, false);
      });
    });
    [{
      name: "toHaveResolvedTimes",
      condition: (spy, times) => spy.mock.settledResults.reduce((s, { type: type3 }) => type3 === "fulfilled" ? ++s : s, 0) === times,
      action: "resolved"
    }, {
      name: ["toHaveReturnedTimes", "toReturnTimes"],
      condition: (spy, times) => spy.mock.results.reduce((s, { type: type3 }) => type3 === "throw" ? s : ++s, 0) === times,
      action: "called"
    }].forEach(({ name, condition, action }) => {
      def(name, function(times) {
        const spy = getSpy(this);
        const spyName = spy.getMockName();
        const pass = condition(spy, times);
        this.assert(pass, `expected "${spyName}" to be successfully ${action} ${times} times`, `expected "${spyName}" to not be successfully ${action} ${times} times`, `expected resolved times: ${times}`, `received resolved times: ${pass}`, false);
      });
    });
    [{
      name: "toHaveResolvedWith",
      condition: (spy, value) => spy.mock.settledResults.some(({ type: type3, value: result }) => type3 === "fulfilled" && equals(value, result, [...customTesters, iterableEquality])),
      action: "resolve"
    }, {
      name: ["toHaveReturnedWith", "toReturnWith"],
      condition: (spy, value) => spy.mock.results.some(({ type: type3, value: result }) => type3 === "return" && equals(value, result, [...customTesters, iterableEquality])),
      action: "return"
    }].forEach(({ name, condition, action }) => {
      def(name, function(value) {
        const spy = getSpy(this);
        const pass = condition(spy, value);
        const isNot = utils.flag(this, "negate");
        if (pass && isNot || !pass && !isNot) {
          const spyName = spy.getMockName();
          const msg = utils.getMessage(this, [
            pass,
            `expected "${spyName}" to ${action} with: #{exp} at least once`,
            `expected "${spyName}" to not ${action} with: #{exp}`,
            value
          ]);
          const results = action === "return" ? spy.mock.results : spy.mock.settledResults;
          throw new AssertionError2(formatReturns(spy, results, msg, value));
        }
      });
    });
    [{
      name: "toHaveLastResolvedWith",
      condition: (spy, value) => {
        const result = spy.mock.settledResults.at(-1);
        return Boolean(result && result.type === "fulfilled" && equals(result.value, value, [...customTesters, iterableEquality]));
      },
      action: "resolve"
    }, {
      name: "toHaveLastReturnedWith",
      condition: (spy, value) => {
        const result = spy.mock.results.at(-1);
        return Boolean(result && result.type === "return" && equals(result.value, value, [...customTesters, iterableEquality]));
      },
      action: "return"
    }].forEach(({ name, condition, action }) => {
      def(name, function(value) {
        const spy = getSpy(this);
        const results = action === "return" ? spy.mock.results : spy.mock.settledResults;
        const result = results.at(-1);
        const spyName = spy.getMockName();
        this.assert(condition(spy, value), `expected last "${spyName}" call to ${action} #{exp}`, `expected last "${spyName}" call to not ${action} #{exp}`, value, result?.value);
      });
    });
    [{
      name: "toHaveNthResolvedWith",
      condition: (spy, index2, value) => {
        const result = spy.mock.settledResults[index2 - 1];
        return result && result.type === "fulfilled" && equals(result.value, value, [...customTesters, iterableEquality]);
      },
      action: "resolve"
    }, {
      name: "toHaveNthReturnedWith",
      condition: (spy, index2, value) => {
        const result = spy.mock.results[index2 - 1];
        return result && result.type === "return" && equals(result.value, value, [...customTesters, iterableEquality]);
      },
      action: "return"
    }].forEach(({ name, condition, action }) => {
      def(name, function(nthCall, value) {
        const spy = getSpy(this);
        const spyName = spy.getMockName();
        const results = action === "return" ? spy.mock.results : spy.mock.settledResults;
        const result = results[nthCall - 1];
        const ordinalCall = `${ordinal(nthCall)} call`;
        this.assert(condition(spy, nthCall, value), `expected ${ordinalCall} "${spyName}" call to ${action} #{exp}`, `expected ${ordinalCall} "${spyName}" call to not ${action} #{exp}`, value, result?.value);
      });
    });
    def("withContext", function(context) {
      for (const key in context) {
        utils.flag(this, key, context[key]);
      }
      return this;
    });
    utils.addProperty(chai.Assertion.prototype, "resolves", function __VITEST_RESOLVES__() {
      const error = new Error("resolves");
      utils.flag(this, "promise", "resolves");
      utils.flag(this, "error", error);
      const test4 = utils.flag(this, "vitest-test");
      const obj = utils.flag(this, "object");
      if (utils.flag(this, "poll")) {
        throw new SyntaxError(`expect.poll() is not supported in combination with .resolves`);
      }
      if (typeof obj?.then !== "function") {
        throw new TypeError(`You must provide a Promise to expect() when using .resolves, not '${typeof obj}'.`);
      }
      const proxy = new Proxy(this, { get: (target, key, receiver) => {
        const result = Reflect.get(target, key, receiver);
        if (typeof result !== "function") {
          return result instanceof chai.Assertion ? proxy : result;
        }
        return (...args) => {
          utils.flag(this, "_name", key);
          const promise = Promise.resolve(obj).then((value) => {
            utils.flag(this, "object", value);
            return result.call(this, ...args);
          }, (err) => {
            const _error = new AssertionError2(`promise rejected "${utils.inspect(err)}" instead of resolving`, { showDiff: false });
            _error.cause = err;
            throw _error;
          }).catch((err) => {
            if (isError(err) && error.stack) {
              err.stack = error.stack.replace(error.message, err.message);
            }
            throw err;
          });
          return recordAsyncExpect(test4, promise, createAssertionMessage(utils, this, !!args.length), error, utils.flag(this, "soft"));
        };
      } });
      return proxy;
    });
    utils.addProperty(chai.Assertion.prototype, "rejects", function __VITEST_REJECTS__() {
      const error = new Error("rejects");
      utils.flag(this, "promise", "rejects");
      utils.flag(this, "error", error);
      const test4 = utils.flag(this, "vitest-test");
      const obj = utils.flag(this, "object");
      const wrapper = typeof obj === "function" ? obj() : obj;
      if (utils.flag(this, "poll")) {
        throw new SyntaxError(`expect.poll() is not supported in combination with .rejects`);
      }
      if (typeof wrapper?.then !== "function") {
        throw new TypeError(`You must provide a Promise to expect() when using .rejects, not '${typeof wrapper}'.`);
      }
      const proxy = new Proxy(this, { get: (target, key, receiver) => {
        const result = Reflect.get(target, key, receiver);
        if (typeof result !== "function") {
          return result instanceof chai.Assertion ? proxy : result;
        }
        return (...args) => {
          utils.flag(this, "_name", key);
          const promise = Promise.resolve(wrapper).then((value) => {
            const _error = new AssertionError2(`promise resolved "${utils.inspect(value)}" instead of rejecting`, {
              showDiff: true,
              expected: new Error("rejected promise"),
              actual: value
            });
            throw _error;
          }, (err) => {
            utils.flag(this, "object", err);
            return result.call(this, ...args);
          }).catch((err) => {
            if (isError(err) && error.stack) {
              err.stack = error.stack.replace(error.message, err.message);
            }
            throw err;
          });
          return recordAsyncExpect(test4, promise, createAssertionMessage(utils, this, !!args.length), error, utils.flag(this, "soft"));
        };
      } });
      return proxy;
    });
  };
  function formatDiff(expected, received) {
    const { replacedExpected, replacedActual } = replaceAsymmetricMatcher(deepClone(received, { forceWritable: true }), deepClone(expected, { forceWritable: true }));
    return diff(replacedExpected, replacedActual, { omitAnnotationLines: true });
  }
  function formatCalls(spy, msg, showActualCall) {
    if (spy.mock.calls.length) {
      msg += $.gray(`

Received:

${spy.mock.calls.map((callArg, i2) => {
        let methodCall = $.bold(`  ${ordinal(i2 + 1)} ${spy.getMockName()} call:

`);
        if (showActualCall) {
          methodCall += formatDiff(showActualCall, callArg);
        } else {
          methodCall += stringify(callArg).split("\n").map((line) => `    ${line}`).join("\n");
        }
        methodCall += "\n";
        return methodCall;
      }).join("\n")}`);
    }
    msg += $.gray(`

Number of calls: ${$.bold(spy.mock.calls.length)}
`);
    return msg;
  }
  function formatReturns(spy, results, msg, showActualReturn) {
    if (results.length) {
      msg += $.gray(`

Received:

${results.map((callReturn, i2) => {
        let methodCall = $.bold(`  ${ordinal(i2 + 1)} ${spy.getMockName()} call return:

`);
        if (showActualReturn) {
          methodCall += formatDiff(showActualReturn, callReturn.value);
        } else {
          methodCall += stringify(callReturn).split("\n").map((line) => `    ${line}`).join("\n");
        }
        methodCall += "\n";
        return methodCall;
      }).join("\n")}`);
    }
    msg += $.gray(`

Number of calls: ${$.bold(spy.mock.calls.length)}
`);
    return msg;
  }
  function getMatcherState(assertion, expect2) {
    const obj = assertion._obj;
    const isNot = utils_exports.flag(assertion, "negate");
    const promise = utils_exports.flag(assertion, "promise") || "";
    const customMessage = utils_exports.flag(assertion, "message");
    const jestUtils = {
      ...getMatcherUtils(),
      diff,
      stringify,
      iterableEquality,
      subsetEquality
    };
    let task = utils_exports.flag(assertion, "vitest-test");
    const currentTestName = task?.fullTestName ?? "";
    if (task?.type !== "test") {
      task = void 0;
    }
    const matcherState = {
      ...getState(expect2),
      currentTestName,
      customTesters: getCustomEqualityTesters(),
      isNot,
      utils: jestUtils,
      promise,
      equals,
      // needed for built-in jest-snapshots, but we don't use it
      suppressedErrors: [],
      soft: utils_exports.flag(assertion, "soft"),
      poll: utils_exports.flag(assertion, "poll"),
      assertion
    };
    Object.assign(matcherState, { task });
    return {
      state: matcherState,
      isNot,
      obj,
      customMessage
    };
  }
  var JestExtendError = class extends Error {
    actual;
    expected;
    __vitest_error_context__;
    constructor(message, actual, expected, __vitest_error_context__) {
      super(message);
      this.actual = actual;
      this.expected = expected;
      this.__vitest_error_context__ = __vitest_error_context__;
    }
  };
  function JestExtendPlugin(c2, expect2, matchers) {
    return (_, utils) => {
      Object.entries(matchers).forEach(([expectAssertionName, expectAssertion]) => {
        function __VITEST_EXTEND_ASSERTION__(...args) {
          const { state, isNot, obj, customMessage } = getMatcherState(this, expect2);
          const result = expectAssertion.call(state, obj, ...args);
          if (result && typeof result === "object" && typeof result.then === "function") {
            const thenable = result;
            return thenable.then(({ pass: pass2, message: message2, actual: actual2, expected: expected2, meta: meta2 }) => {
              if (pass2 && isNot || !pass2 && !isNot) {
                const errorMessage = (customMessage ? `${customMessage}: ` : "") + message2();
                throw new JestExtendError(errorMessage, actual2, expected2, {
                  assertionName: expectAssertionName,
                  meta: meta2
                });
              }
            });
          }
          const { pass, message, actual, expected, meta } = result;
          if (pass && isNot || !pass && !isNot) {
            const errorMessage = (customMessage ? `${customMessage}: ` : "") + message();
            throw new JestExtendError(errorMessage, actual, expected, {
              assertionName: expectAssertionName,
              meta
            });
          }
        }
        const softWrapper = wrapAssertion(utils, expectAssertionName, __VITEST_EXTEND_ASSERTION__);
        utils.addMethod(globalThis[JEST_MATCHERS_OBJECT].matchers, expectAssertionName, softWrapper);
        utils.addMethod(c2.Assertion.prototype, expectAssertionName, softWrapper);
        if (expectAssertion.__vitest_poll_takeover__) {
          const addedMethod = c2.Assertion.prototype[expectAssertionName];
          Object.defineProperty(addedMethod, "__vitest_poll_takeover__", { value: true });
        }
        class CustomMatcher extends AsymmetricMatcher3 {
          constructor(inverse = false, ...sample) {
            super(sample, inverse);
          }
          asymmetricMatch(other, customTesters) {
            const context = this.getMatcherContext(expect2);
            const { pass } = expectAssertion.call(customTesters ? {
              ...context,
              customTesters
            } : context, other, ...this.sample);
            return this.inverse ? !pass : pass;
          }
          toString() {
            return `${this.inverse ? "not." : ""}${expectAssertionName}`;
          }
          getExpectedType() {
            return "any";
          }
          toAsymmetricMatcher() {
            return `${this.toString()}<${this.sample.map((item) => stringify(item)).join(", ")}>`;
          }
        }
        const customMatcher = (...sample) => new CustomMatcher(false, ...sample);
        Object.defineProperty(expect2, expectAssertionName, {
          configurable: true,
          enumerable: true,
          value: customMatcher,
          writable: true
        });
        Object.defineProperty(expect2.not, expectAssertionName, {
          configurable: true,
          enumerable: true,
          value: (...sample) => new CustomMatcher(true, ...sample),
          writable: true
        });
        Object.defineProperty(globalThis[ASYMMETRIC_MATCHERS_OBJECT], expectAssertionName, {
          configurable: true,
          enumerable: true,
          value: customMatcher,
          writable: true
        });
      });
    };
  }
  var JestExtend = (chai, utils) => {
    utils.addMethod(chai.expect, "extend", (expect2, expects) => {
      JestExtendPlugin(chai, expect2, expects)(chai, utils);
    });
  };

  // node_modules/@vitest/utils/dist/chunk-pathe.M-eThtNZ.js
  var _DRIVE_LETTER_START_RE = /^[A-Za-z]:\//;
  function normalizeWindowsPath(input = "") {
    if (!input) {
      return input;
    }
    return input.replace(/\\/g, "/").replace(_DRIVE_LETTER_START_RE, (r) => r.toUpperCase());
  }
  var _IS_ABSOLUTE_RE = /^[/\\](?![/\\])|^[/\\]{2}(?!\.)|^[A-Za-z]:[/\\]/;
  function cwd() {
    if (typeof process !== "undefined" && typeof process.cwd === "function") {
      return process.cwd().replace(/\\/g, "/");
    }
    return "/";
  }
  var resolve = function(...arguments_) {
    arguments_ = arguments_.map((argument) => normalizeWindowsPath(argument));
    let resolvedPath = "";
    let resolvedAbsolute = false;
    for (let index2 = arguments_.length - 1; index2 >= -1 && !resolvedAbsolute; index2--) {
      const path = index2 >= 0 ? arguments_[index2] : cwd();
      if (!path || path.length === 0) {
        continue;
      }
      resolvedPath = `${path}/${resolvedPath}`;
      resolvedAbsolute = isAbsolute(path);
    }
    resolvedPath = normalizeString(resolvedPath, !resolvedAbsolute);
    if (resolvedAbsolute && !isAbsolute(resolvedPath)) {
      return `/${resolvedPath}`;
    }
    return resolvedPath.length > 0 ? resolvedPath : ".";
  };
  function normalizeString(path, allowAboveRoot) {
    let res = "";
    let lastSegmentLength = 0;
    let lastSlash = -1;
    let dots = 0;
    let char = null;
    for (let index2 = 0; index2 <= path.length; ++index2) {
      if (index2 < path.length) {
        char = path[index2];
      } else if (char === "/") {
        break;
      } else {
        char = "/";
      }
      if (char === "/") {
        if (lastSlash === index2 - 1 || dots === 1) ;
        else if (dots === 2) {
          if (res.length < 2 || lastSegmentLength !== 2 || res[res.length - 1] !== "." || res[res.length - 2] !== ".") {
            if (res.length > 2) {
              const lastSlashIndex = res.lastIndexOf("/");
              if (lastSlashIndex === -1) {
                res = "";
                lastSegmentLength = 0;
              } else {
                res = res.slice(0, lastSlashIndex);
                lastSegmentLength = res.length - 1 - res.lastIndexOf("/");
              }
              lastSlash = index2;
              dots = 0;
              continue;
            } else if (res.length > 0) {
              res = "";
              lastSegmentLength = 0;
              lastSlash = index2;
              dots = 0;
              continue;
            }
          }
          if (allowAboveRoot) {
            res += res.length > 0 ? "/.." : "..";
            lastSegmentLength = 2;
          }
        } else {
          if (res.length > 0) {
            res += `/${path.slice(lastSlash + 1, index2)}`;
          } else {
            res = path.slice(lastSlash + 1, index2);
          }
          lastSegmentLength = index2 - lastSlash - 1;
        }
        lastSlash = index2;
        dots = 0;
      } else if (char === "." && dots !== -1) {
        ++dots;
      } else {
        dots = -1;
      }
    }
    return res;
  }
  var isAbsolute = function(p) {
    return _IS_ABSOLUTE_RE.test(p);
  };

  // node_modules/@vitest/utils/dist/source-map.js
  var comma = ",".charCodeAt(0);
  var chars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  var intToChar = new Uint8Array(64);
  var charToInt = new Uint8Array(128);
  for (let i2 = 0; i2 < chars.length; i2++) {
    const c2 = chars.charCodeAt(i2);
    intToChar[i2] = c2;
    charToInt[c2] = i2;
  }
  function decodeInteger(reader) {
    let value = 0;
    let shift = 0;
    let integer = 0;
    do {
      const c2 = reader.next();
      integer = charToInt[c2];
      value |= (integer & 31) << shift;
      shift += 5;
    } while (integer & 32);
    return value;
  }
  function decodeSign(num) {
    return num & 1 ? -2147483648 | -(num >>> 1) : num >>> 1;
  }
  function hasMoreVlq(reader, max) {
    if (reader.pos >= max) return false;
    return reader.peek() !== comma;
  }
  var StringReader = class {
    constructor(buffer) {
      this.pos = 0;
      this.buffer = buffer;
    }
    next() {
      return this.buffer.charCodeAt(this.pos++);
    }
    peek() {
      return this.buffer.charCodeAt(this.pos);
    }
    indexOf(char) {
      const { buffer, pos } = this;
      const idx = buffer.indexOf(char, pos);
      return idx === -1 ? buffer.length : idx;
    }
  };
  function decode(mappings) {
    const { length } = mappings;
    const reader = new StringReader(mappings);
    const decoded = [];
    let genColumn = 0;
    let sourcesIndex = 0;
    let sourceLine = 0;
    let sourceColumn = 0;
    let namesIndex = 0;
    do {
      const semi = reader.indexOf(";");
      const line = [];
      let sorted = true;
      let lastCol = 0;
      genColumn = 0;
      while (reader.pos < semi) {
        let seg;
        genColumn += decodeSign(decodeInteger(reader));
        if (genColumn < lastCol) sorted = false;
        lastCol = genColumn;
        if (hasMoreVlq(reader, semi)) {
          sourcesIndex += decodeSign(decodeInteger(reader));
          sourceLine += decodeSign(decodeInteger(reader));
          sourceColumn += decodeSign(decodeInteger(reader));
          if (hasMoreVlq(reader, semi)) {
            namesIndex += decodeSign(decodeInteger(reader));
            seg = [genColumn, sourcesIndex, sourceLine, sourceColumn, namesIndex];
          } else {
            seg = [genColumn, sourcesIndex, sourceLine, sourceColumn];
          }
        } else {
          seg = [genColumn];
        }
        line.push(seg);
        reader.pos++;
      }
      if (!sorted) sort(line);
      decoded.push(line);
      reader.pos = semi + 1;
    } while (reader.pos <= length);
    return decoded;
  }
  function sort(line) {
    line.sort(sortComparator);
  }
  function sortComparator(a, b2) {
    return a[0] - b2[0];
  }
  var COLUMN = 0;
  var SOURCES_INDEX = 1;
  var SOURCE_LINE = 2;
  var SOURCE_COLUMN = 3;
  var NAMES_INDEX = 4;
  var found = false;
  function binarySearch2(haystack, needle, low, high) {
    while (low <= high) {
      const mid = low + (high - low >> 1);
      const cmp = haystack[mid][COLUMN] - needle;
      if (cmp === 0) {
        found = true;
        return mid;
      }
      if (cmp < 0) {
        low = mid + 1;
      } else {
        high = mid - 1;
      }
    }
    found = false;
    return low - 1;
  }
  function upperBound(haystack, needle, index2) {
    for (let i2 = index2 + 1; i2 < haystack.length; index2 = i2++) {
      if (haystack[i2][COLUMN] !== needle) break;
    }
    return index2;
  }
  function lowerBound(haystack, needle, index2) {
    for (let i2 = index2 - 1; i2 >= 0; index2 = i2--) {
      if (haystack[i2][COLUMN] !== needle) break;
    }
    return index2;
  }
  function memoizedBinarySearch(haystack, needle, state, key) {
    const { lastKey, lastNeedle, lastIndex } = state;
    let low = 0;
    let high = haystack.length - 1;
    if (key === lastKey) {
      if (needle === lastNeedle) {
        found = lastIndex !== -1 && haystack[lastIndex][COLUMN] === needle;
        return lastIndex;
      }
      if (needle >= lastNeedle) {
        low = lastIndex === -1 ? 0 : lastIndex;
      } else {
        high = lastIndex;
      }
    }
    state.lastKey = key;
    state.lastNeedle = needle;
    return state.lastIndex = binarySearch2(haystack, needle, low, high);
  }
  var LINE_GTR_ZERO = "`line` must be greater than 0 (lines start at line 1)";
  var COL_GTR_EQ_ZERO = "`column` must be greater than or equal to 0 (columns start at column 0)";
  var LEAST_UPPER_BOUND = -1;
  var GREATEST_LOWER_BOUND = 1;
  function cast(map) {
    return map;
  }
  function decodedMappings(map) {
    var _a;
    return (_a = cast(map))._decoded || (_a._decoded = decode(cast(map)._encoded));
  }
  function originalPositionFor(map, needle) {
    let { line, column, bias } = needle;
    line--;
    if (line < 0) throw new Error(LINE_GTR_ZERO);
    if (column < 0) throw new Error(COL_GTR_EQ_ZERO);
    const decoded = decodedMappings(map);
    if (line >= decoded.length) return OMapping(null, null, null, null);
    const segments = decoded[line];
    const index2 = traceSegmentInternal(
      segments,
      cast(map)._decodedMemo,
      line,
      column,
      bias || GREATEST_LOWER_BOUND
    );
    if (index2 === -1) return OMapping(null, null, null, null);
    const segment = segments[index2];
    if (segment.length === 1) return OMapping(null, null, null, null);
    const { names, resolvedSources } = map;
    return OMapping(
      resolvedSources[segment[SOURCES_INDEX]],
      segment[SOURCE_LINE] + 1,
      segment[SOURCE_COLUMN],
      segment.length === 5 ? names[segment[NAMES_INDEX]] : null
    );
  }
  function OMapping(source, line, column, name) {
    return { source, line, column, name };
  }
  function traceSegmentInternal(segments, memo2, line, column, bias) {
    let index2 = memoizedBinarySearch(segments, column, memo2, line);
    if (found) {
      index2 = (bias === LEAST_UPPER_BOUND ? upperBound : lowerBound)(segments, column, index2);
    } else if (bias === LEAST_UPPER_BOUND) index2++;
    if (index2 === -1 || index2 === segments.length) return -1;
    return index2;
  }
  var CHROME_IE_STACK_REGEXP = /^\s*at .*(?:\S:\d+|\(native\))/m;
  var SAFARI_NATIVE_CODE_REGEXP = /^(?:eval@)?(?:\[native code\])?$/;
  var stackIgnorePatterns = [
    "node:internal",
    /\/packages\/\w+\/dist\//,
    /\/@vitest\/\w+\/dist\//,
    "/vitest/dist/",
    "/vitest/src/",
    "/packages/expect/src/",
    "/packages/snapshot/src/",
    "/node_modules/chai/",
    "/node_modules/tinyspy/",
    "/vite/dist/node/module-runner",
    "/rolldown-vite/dist/node/module-runner",
    "/deps/chunk-",
    "/deps/@vitest",
    "/deps/loupe",
    "/deps/chai",
    "/browser-playwright/dist/locators.js",
    "/browser-webdriverio/dist/locators.js",
    "/browser-preview/dist/locators.js",
    /node:\w+/,
    /__vitest_test__/,
    /__vitest_browser__/,
    "/@id/__x00__vitest/browser",
    /\/deps\/vitest_/,
    "/deps/vitest.js"
  ];
  var NOW_LENGTH = Date.now().toString().length;
  var REGEXP_VITEST = new RegExp(`vitest=\\d{${NOW_LENGTH}}`);
  function extractLocation(urlLike) {
    if (!urlLike.includes(":")) {
      return [urlLike];
    }
    const regExp = /(.+?)(?::(\d+))?(?::(\d+))?$/;
    const parts = regExp.exec(urlLike.replace(/^\(|\)$/g, ""));
    if (!parts) {
      return [urlLike];
    }
    let url = parts[1];
    if (url.startsWith("async ")) {
      url = url.slice(6);
    }
    if (url.startsWith("http:") || url.startsWith("https:")) {
      const urlObj = new URL(url);
      urlObj.searchParams.delete("import");
      urlObj.searchParams.delete("browserv");
      url = tryDecode(urlObj.pathname, decodeURI) + urlObj.hash + urlObj.search;
    }
    if (url.startsWith("/@fs/")) {
      const isWindows = /^\/@fs\/[a-zA-Z]:\//.test(url);
      url = url.slice(isWindows ? 5 : 4);
    }
    if (url.includes("vitest=")) {
      url = url.replace(REGEXP_VITEST, "").replace(/[?&]$/, "");
    }
    return [
      url,
      parts[2] || void 0,
      parts[3] || void 0
    ];
  }
  function tryDecode(value, decode3) {
    try {
      return decode3(value);
    } catch {
      return value;
    }
  }
  function parseSingleFFOrSafariStack(raw) {
    let line = raw.trim();
    if (SAFARI_NATIVE_CODE_REGEXP.test(line)) {
      return null;
    }
    if (line.includes(" > eval")) {
      line = line.replace(/ line (\d+)(?: > eval line \d+)* > eval:\d+:\d+/g, ":$1");
    }
    if (!line.includes("@")) {
      return null;
    }
    let atIndex = -1;
    let locationPart = "";
    let functionName;
    for (let i2 = 0; i2 < line.length; i2++) {
      if (line[i2] === "@") {
        const candidateLocation = line.slice(i2 + 1);
        if (candidateLocation.includes(":") && candidateLocation.length >= 3) {
          atIndex = i2;
          locationPart = candidateLocation;
          functionName = i2 > 0 ? line.slice(0, i2) : void 0;
          break;
        }
      }
    }
    if (atIndex === -1 || !locationPart.includes(":") || locationPart.length < 3) {
      return null;
    }
    const [url, lineNumber, columnNumber] = extractLocation(locationPart);
    if (!url || !lineNumber || !columnNumber) {
      return null;
    }
    return {
      file: url,
      method: functionName || "",
      line: Number.parseInt(lineNumber),
      column: Number.parseInt(columnNumber)
    };
  }
  function parseSingleV8Stack(raw) {
    let line = raw.trim();
    if (!CHROME_IE_STACK_REGEXP.test(line)) {
      return null;
    }
    if (line.includes("(eval ")) {
      line = line.replace(/eval code/g, "eval").replace(/(\(eval at [^()]*)|(,.*$)/g, "");
    }
    let sanitizedLine = line.replace(/^\s+/, "").replace(/\(eval code/g, "(").replace(/^.*?\s+/, "");
    const location = sanitizedLine.match(/ (\(.+\)$)/);
    sanitizedLine = location ? sanitizedLine.replace(location[0], "") : sanitizedLine;
    const [url, lineNumber, columnNumber] = extractLocation(location ? location[1] : sanitizedLine);
    let method = location && sanitizedLine || "";
    let file = url && ["eval", "<anonymous>"].includes(url) ? void 0 : url;
    if (!file || !lineNumber || !columnNumber) {
      return null;
    }
    if (method.startsWith("async ")) {
      method = method.slice(6);
    }
    if (file.startsWith("file://")) {
      file = tryDecode(file.slice(7), decodeURIComponent);
    }
    file = file.startsWith("node:") || file.startsWith("internal:") ? file : resolve(file);
    if (method) {
      method = method.replace(/\(0\s?,\s?__vite_ssr_import_\d+__.(\w+)\)/g, "$1").replace(/__(vite_ssr_import|vi_import)_\d+__\./g, "").replace(/(Object\.)?__vite_ssr_export_default__\s?/g, "");
    }
    return {
      method,
      file,
      line: Number.parseInt(lineNumber),
      column: Number.parseInt(columnNumber)
    };
  }
  function parseStacktrace(stack, options = {}) {
    const { ignoreStackEntries = stackIgnorePatterns } = options;
    let stacks = !CHROME_IE_STACK_REGEXP.test(stack) ? parseFFOrSafariStackTrace(stack) : parseV8Stacktrace(stack);
    const helperIndex = stacks.findLastIndex((s) => s.method.includes("__VITEST_HELPER__"));
    if (helperIndex >= 0) {
      stacks = stacks.slice(helperIndex + 1);
    }
    if (options.firstOnly) {
      for (const stack2 of stacks) {
        const mapped = mapStackFrame(stack2, options, ignoreStackEntries);
        if (mapped) {
          return [mapped];
        }
      }
      return [];
    }
    return stacks.map((stack2) => mapStackFrame(stack2, options, ignoreStackEntries)).filter((s) => s != null);
  }
  function mapStackFrame(stack, options, ignoreStackEntries) {
    if (options.getUrlId) {
      stack.file = options.getUrlId(stack.file);
    }
    const map = options.getSourceMap?.(stack.file);
    if (!map || typeof map !== "object" || !map.version) {
      return shouldFilter(ignoreStackEntries, stack.file) ? null : stack;
    }
    const traceMap = new DecodedMap(map, stack.file);
    if (stack.line <= 0 || stack.column <= 0) {
      return stack;
    }
    const position = getOriginalPosition(traceMap, {
      line: stack.line,
      // stacktrace's column is 1-indexed, but sourcemap's one is 0-indexed
      column: stack.column - 1
    });
    if (!position) {
      return stack;
    }
    const { line, column, source, name } = position;
    let file = source || stack.file;
    if (/\/\w:\//.test(file)) {
      file = file.slice(1);
    }
    if (shouldFilter(ignoreStackEntries, file)) {
      return null;
    }
    if (line != null && column != null) {
      return {
        line,
        column: column + 1,
        file,
        method: name || stack.method
      };
    }
    return stack;
  }
  function shouldFilter(ignoreStackEntries, file) {
    return ignoreStackEntries.some((p) => file.match(p));
  }
  function parseFFOrSafariStackTrace(stack) {
    return stack.split("\n").map((line) => parseSingleFFOrSafariStack(line)).filter(notNullish);
  }
  function parseV8Stacktrace(stack) {
    return stack.split("\n").map((line) => parseSingleV8Stack(line)).filter(notNullish);
  }
  function parseErrorStacktrace(e, options = {}) {
    if (!e || isPrimitive(e)) {
      return [];
    }
    if ("stacks" in e && e.stacks) {
      return e.stacks;
    }
    const stackStr = e.stack || "";
    let stackFrames = typeof stackStr === "string" ? parseStacktrace(stackStr, options) : [];
    if (!stackFrames.length) {
      const e_ = e;
      if (e_.fileName != null && e_.lineNumber != null && e_.columnNumber != null) {
        stackFrames = parseStacktrace(`${e_.fileName}:${e_.lineNumber}:${e_.columnNumber}`, options);
      }
      if (e_.sourceURL != null && e_.line != null && e_._column != null) {
        stackFrames = parseStacktrace(`${e_.sourceURL}:${e_.line}:${e_.column}`, options);
      }
    }
    if (options.frameFilter) {
      stackFrames = stackFrames.filter((f) => options.frameFilter(e, f) !== false);
    }
    e.stacks = stackFrames;
    return stackFrames;
  }
  var DecodedMap = class {
    map;
    _encoded;
    _decoded;
    _decodedMemo;
    url;
    file;
    version;
    names = [];
    resolvedSources;
    constructor(map, from) {
      this.map = map;
      const { mappings, names, sources } = map;
      this.version = map.version;
      this.names = names || [];
      this._encoded = mappings || "";
      this._decodedMemo = memoizedState();
      this.url = from;
      this.file = from;
      this.resolvedSources = (sources || []).map((s) => resolve(from, "..", s || ""));
    }
  };
  function memoizedState() {
    return {
      lastKey: -1,
      lastNeedle: -1,
      lastIndex: -1
    };
  }
  function getOriginalPosition(map, needle) {
    const result = originalPositionFor(map, needle);
    if (result.column == null) {
      return null;
    }
    return result;
  }

  // node_modules/@vitest/utils/dist/offset.js
  var lineSplitRE = /\r?\n/;
  function positionToOffset(source, lineNumber, columnNumber) {
    const lines = source.split(lineSplitRE);
    const nl = /\r\n/.test(source) ? 2 : 1;
    let start = 0;
    if (lineNumber > lines.length) {
      return source.length;
    }
    for (let i2 = 0; i2 < lineNumber - 1; i2++) {
      start += lines[i2].length + nl;
    }
    return start + columnNumber;
  }
  function offsetToLineNumber(source, offset) {
    if (offset > source.length) {
      throw new Error(`offset is longer than source length! offset ${offset} > length ${source.length}`);
    }
    const lines = source.split(lineSplitRE);
    const nl = /\r\n/.test(source) ? 2 : 1;
    let counted = 0;
    let line = 0;
    for (; line < lines.length; line++) {
      const lineLength = lines[line].length + nl;
      if (counted + lineLength >= offset) {
        break;
      }
      counted += lineLength;
    }
    return line + 1;
  }

  // node_modules/@vitest/snapshot/dist/chunk-utils.js
  function getDefaultExportFromCjs3(x) {
    return x && x.__esModule && Object.prototype.hasOwnProperty.call(x, "default") ? x["default"] : x;
  }
  var naturalCompare$1 = { exports: {} };
  var hasRequiredNaturalCompare;
  function requireNaturalCompare() {
    if (hasRequiredNaturalCompare) return naturalCompare$1.exports;
    hasRequiredNaturalCompare = 1;
    var naturalCompare2 = function(a, b2) {
      var i2, codeA, codeB = 1, posA = 0, posB = 0, alphabet = String.alphabet;
      function getCode(str, pos, code) {
        if (code) {
          for (i2 = pos; code = getCode(str, i2), code < 76 && code > 65; ) ++i2;
          return +str.slice(pos - 1, i2);
        }
        code = alphabet && alphabet.indexOf(str.charAt(pos));
        return code > -1 ? code + 76 : (code = str.charCodeAt(pos) || 0, code < 45 || code > 127) ? code : code < 46 ? 65 : code < 48 ? code - 1 : code < 58 ? code + 18 : code < 65 ? code - 11 : code < 91 ? code + 11 : code < 97 ? code - 37 : code < 123 ? code + 5 : code - 63;
      }
      if ((a += "") != (b2 += "")) for (; codeB; ) {
        codeA = getCode(a, posA++);
        codeB = getCode(b2, posB++);
        if (codeA < 76 && codeB < 76 && codeA > 66 && codeB > 66) {
          codeA = getCode(a, posA, posA);
          codeB = getCode(b2, posB, posA = i2);
          posB = i2;
        }
        if (codeA != codeB) return codeA < codeB ? -1 : 1;
      }
      return 0;
    };
    try {
      naturalCompare$1.exports = naturalCompare2;
    } catch (e) {
      String.naturalCompare = naturalCompare2;
    }
    return naturalCompare$1.exports;
  }
  var naturalCompareExports = requireNaturalCompare();
  var naturalCompare = /* @__PURE__ */ getDefaultExportFromCjs3(naturalCompareExports);
  var serialize$12 = (val, config2, indentation, depth, refs, printer2) => {
    const name = val.getMockName();
    const nameString = name === "vi.fn()" ? "" : ` ${name}`;
    let callsString = "";
    if (val.mock.calls.length !== 0) {
      const indentationNext = indentation + config2.indent;
      callsString = ` {${config2.spacingOuter}${indentationNext}"calls": ${printer2(val.mock.calls, config2, indentationNext, depth, refs)}${config2.min ? ", " : ","}${config2.spacingOuter}${indentationNext}"results": ${printer2(val.mock.results, config2, indentationNext, depth, refs)}${config2.min ? "" : ","}${config2.spacingOuter}${indentation}}`;
    }
    return `[MockFunction${nameString}]${callsString}`;
  };
  var test3 = (val) => val && !!val._isMockFunction;
  var plugin2 = {
    serialize: serialize$12,
    test: test3
  };
  var { DOMCollection: DOMCollection3, DOMElement: DOMElement3, Immutable: Immutable3, ReactElement: ReactElement3, ReactTestComponent: ReactTestComponent3, AsymmetricMatcher: AsymmetricMatcher4 } = plugins;
  var PLUGINS3 = [
    ReactTestComponent3,
    ReactElement3,
    DOMElement3,
    DOMCollection3,
    Immutable3,
    AsymmetricMatcher4,
    plugin2
  ];
  function addSerializer(plugin3) {
    PLUGINS3 = [plugin3].concat(PLUGINS3);
  }
  function getSerializers() {
    return PLUGINS3;
  }
  function testNameToKey(testName2, count) {
    return `${testName2} ${count}`;
  }
  function keyToTestName(key) {
    if (!/ \d+$/.test(key)) {
      throw new Error("Snapshot keys must end with a number.");
    }
    return key.replace(/ \d+$/, "");
  }
  function evaluateSnapshotFile(filepath, content) {
    const data = /* @__PURE__ */ Object.create(null);
    try {
      const populate = new Function("exports", content);
      populate(data);
    } catch (cause) {
      throw new Error(`Invalid snapshot file, please manually fix or delete it: ${filepath}`, { cause });
    }
    return data;
  }
  function addExtraLineBreaks(string) {
    return string.includes("\n") ? `
${string}
` : string;
  }
  function removeExtraLineBreaks(string) {
    return string.length > 2 && string[0] === "\n" && string.endsWith("\n") ? string.slice(1, -1) : string;
  }
  var escapeRegex = true;
  var printFunctionName = false;
  function serialize2(val, indent = 2, formatOverrides = {}) {
    return normalizeNewlines(format(val, {
      escapeRegex,
      indent,
      plugins: getSerializers(),
      printFunctionName,
      ...formatOverrides
    }));
  }
  function escapeBacktickString(str) {
    return str.replace(/`|\\|\$\{/g, "\\$&").replace(/\r/g, "\\r");
  }
  function printBacktickString(str) {
    return `\`${escapeBacktickString(str)}\``;
  }
  function normalizeNewlines(string) {
    return string.replace(/\r\n|\r/g, "\n");
  }
  async function saveSnapshotFile(environment, snapshotData, snapshotPath) {
    const snapshots = Object.keys(snapshotData).sort(naturalCompare).map((key) => `exports[${printBacktickString(key)}] = ${printBacktickString(normalizeNewlines(snapshotData[key]))};`);
    const content = `${environment.getHeader()}

${snapshots.join("\n\n")}
`;
    const oldContent = await environment.readSnapshotFile(snapshotPath);
    const skipWriting = oldContent != null && oldContent === content;
    if (skipWriting) {
      return;
    }
    await environment.saveSnapshotFile(snapshotPath, content);
  }
  function deepMergeArray(target = [], source = []) {
    const mergedOutput = Array.from(target);
    source.forEach((sourceElement, index2) => {
      const targetElement = mergedOutput[index2];
      if (Array.isArray(target[index2])) {
        mergedOutput[index2] = deepMergeArray(target[index2], sourceElement);
      } else if (isObject(targetElement)) {
        mergedOutput[index2] = deepMergeSnapshot(target[index2], sourceElement);
      } else {
        mergedOutput[index2] = sourceElement;
      }
    });
    return mergedOutput;
  }
  function deepMergeSnapshot(target, source) {
    if (isObject(target) && isObject(source)) {
      const mergedOutput = { ...target };
      Object.keys(source).forEach((key) => {
        if (isObject(source[key]) && !source[key].$$typeof) {
          if (!(key in target)) {
            Object.assign(mergedOutput, { [key]: source[key] });
          } else {
            mergedOutput[key] = deepMergeSnapshot(target[key], source[key]);
          }
        } else if (Array.isArray(source[key])) {
          mergedOutput[key] = deepMergeArray(target[key], source[key]);
        } else {
          Object.assign(mergedOutput, { [key]: source[key] });
        }
      });
      return mergedOutput;
    } else if (Array.isArray(target) && Array.isArray(source)) {
      return deepMergeArray(target, source);
    }
    return target;
  }
  var DefaultMap = class extends Map {
    defaultFn;
    constructor(defaultFn, entries) {
      super(entries);
      this.defaultFn = defaultFn;
    }
    get(key) {
      if (!this.has(key)) {
        this.set(key, this.defaultFn(key));
      }
      return super.get(key);
    }
  };
  var CounterMap = class extends DefaultMap {
    constructor() {
      super(() => 0);
    }
    // compat for jest-image-snapshot https://github.com/vitest-dev/vitest/issues/7322
    // `valueOf` and `Snapshot.added` setter allows
    //   snapshotState.added = snapshotState.added + 1
    // to function as
    //   snapshotState.added.total_ = snapshotState.added.total() + 1
    _total;
    valueOf() {
      return this._total = this.total();
    }
    increment(key) {
      if (typeof this._total !== "undefined") {
        this._total++;
      }
      this.set(key, this.get(key) + 1);
    }
    total() {
      if (typeof this._total !== "undefined") {
        return this._total;
      }
      let total = 0;
      for (const x of this.values()) {
        total += x;
      }
      return total;
    }
  };
  // @__NO_SIDE_EFFECTS__
  function memo(fn2) {
    const cache = /* @__PURE__ */ new Map();
    return (arg) => {
      if (!cache.has(arg)) {
        cache.set(arg, fn2(arg));
      }
      return cache.get(arg);
    };
  }

  // node_modules/@vitest/snapshot/dist/index.js
  async function saveInlineSnapshots(environment, snapshots) {
    const MagicString3 = (await Promise.resolve().then(() => (init_dist(), dist_exports))).default;
    const files = new Set(snapshots.map((i2) => i2.file));
    await Promise.all(Array.from(files).map(async (file) => {
      const snaps = snapshots.filter((i2) => i2.file === file);
      const code = await environment.readSnapshotFile(file);
      if (code == null) {
        throw new Error(`cannot read ${file} when saving inline snapshot`);
      }
      const s = new MagicString3(code);
      for (const snap of snaps) {
        const index2 = positionToOffset(code, snap.line, snap.column);
        replaceInlineSnap(code, s, index2, snap.snapshot, snap.assertionName);
      }
      const transformed = s.toString();
      if (transformed !== code) {
        await environment.saveSnapshotFile(file, transformed);
      }
    }));
  }
  var defaultStartObjectRegex = /(?:toMatchInlineSnapshot|toThrowErrorMatchingInlineSnapshot)\s*\(\s*(?:\/\*[\s\S]*\*\/\s*|\/\/.*(?:[\n\r\u2028\u2029]\s*|[\t\v\f \xA0\u1680\u2000-\u200A\u202F\u205F\u3000\uFEFF]))*\{/;
  function escapeRegExp(s) {
    return s.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }
  var buildStartObjectRegex = memo((assertionName) => {
    const replaced = defaultStartObjectRegex.source.replace("toMatchInlineSnapshot|toThrowErrorMatchingInlineSnapshot", escapeRegExp(assertionName));
    return new RegExp(replaced);
  });
  function replaceObjectSnap(code, s, index2, newSnap, assertionName) {
    let _code = code.slice(index2);
    const regex = assertionName ? buildStartObjectRegex(assertionName) : defaultStartObjectRegex;
    const startMatch = regex.exec(_code);
    if (!startMatch) {
      return false;
    }
    _code = _code.slice(startMatch.index);
    let callEnd = getCallLastIndex(_code);
    if (callEnd === null) {
      return false;
    }
    callEnd += index2 + startMatch.index;
    const shapeStart = index2 + startMatch.index + startMatch[0].length;
    const shapeEnd = getObjectShapeEndIndex(code, shapeStart);
    const snap = `, ${prepareSnapString(newSnap, code, index2)}`;
    if (shapeEnd === callEnd) {
      s.appendLeft(callEnd, snap);
    } else {
      s.overwrite(shapeEnd, callEnd, snap);
    }
    return true;
  }
  function getObjectShapeEndIndex(code, index2) {
    let startBraces = 1;
    let endBraces = 0;
    while (startBraces !== endBraces && index2 < code.length) {
      const s = code[index2++];
      if (s === "{") {
        startBraces++;
      } else if (s === "}") {
        endBraces++;
      }
    }
    return index2;
  }
  function prepareSnapString(snap, source, index2) {
    const lineNumber = offsetToLineNumber(source, index2);
    const line = source.split(lineSplitRE)[lineNumber - 1];
    const indent = line.match(/^\s*/)[0] || "";
    const indentNext = indent.includes("	") ? `${indent}	` : `${indent}  `;
    const lines = snap.trim().replace(/\\/g, "\\\\").split(/\n/g);
    const isOneline = lines.length <= 1;
    const quote = "`";
    if (isOneline) {
      return `${quote}${lines.join("\n").replace(/`/g, "\\`").replace(/\$\{/g, "\\${")}${quote}`;
    }
    return `${quote}
${lines.map((i2) => i2 ? indentNext + i2 : "").join("\n").replace(/`/g, "\\`").replace(/\$\{/g, "\\${")}
${indent}${quote}`;
  }
  var defaultMethodNames = ["toMatchInlineSnapshot", "toThrowErrorMatchingInlineSnapshot"];
  function getCodeStartingAtIndex(code, index2, methodNames) {
    for (const name of methodNames) {
      const adjusted = index2 - name.length;
      if (adjusted >= 0 && code.slice(adjusted, index2) === name) {
        return {
          code: code.slice(adjusted),
          index: adjusted
        };
      }
    }
    return {
      code: code.slice(index2),
      index: index2
    };
  }
  var defaultStartRegex = /(?:toMatchInlineSnapshot|toThrowErrorMatchingInlineSnapshot)\s*\(\s*(?:\/\*[\s\S]*\*\/\s*|\/\/.*(?:[\n\r\u2028\u2029]\s*|[\t\v\f \xA0\u1680\u2000-\u200A\u202F\u205F\u3000\uFEFF]))*[\w$]*(['"`)])/;
  var buildStartRegex = memo((assertionName) => {
    const replaced = defaultStartRegex.source.replace("toMatchInlineSnapshot|toThrowErrorMatchingInlineSnapshot", escapeRegExp(assertionName));
    return new RegExp(replaced);
  });
  function replaceInlineSnap(code, s, currentIndex, newSnap, assertionName) {
    const methodNames = assertionName ? [assertionName] : defaultMethodNames;
    const { code: codeStartingAtIndex, index: index2 } = getCodeStartingAtIndex(code, currentIndex, methodNames);
    const startRegex = assertionName ? buildStartRegex(assertionName) : defaultStartRegex;
    const startMatch = startRegex.exec(codeStartingAtIndex);
    const keywordRegex = assertionName ? new RegExp(escapeRegExp(assertionName)) : /toMatchInlineSnapshot|toThrowErrorMatchingInlineSnapshot/;
    const firstKeywordMatch = keywordRegex.exec(codeStartingAtIndex);
    if (!startMatch || startMatch.index !== firstKeywordMatch?.index) {
      return replaceObjectSnap(code, s, index2, newSnap, assertionName);
    }
    const quote = startMatch[1];
    const startIndex = index2 + startMatch.index + startMatch[0].length;
    const snapString = prepareSnapString(newSnap, code, index2);
    if (quote === ")") {
      s.appendRight(startIndex - 1, snapString);
      return true;
    }
    const quoteEndRE = new RegExp(`(?:^|[^\\\\])${quote}`);
    const endMatch = quoteEndRE.exec(code.slice(startIndex));
    if (!endMatch) {
      return false;
    }
    const endIndex = startIndex + endMatch.index + endMatch[0].length;
    s.overwrite(startIndex - 1, endIndex, snapString);
    return true;
  }
  async function saveRawSnapshots(environment, snapshots) {
    await Promise.all(snapshots.map(async (snap) => {
      if (!snap.readonly) {
        await environment.saveSnapshotFile(snap.file, snap.snapshot);
      }
    }));
  }
  function isSameStackPosition(x, y2) {
    return x.file === y2.file && x.column === y2.column && x.line === y2.line;
  }
  var SnapshotState = class _SnapshotState {
    testFilePath;
    snapshotPath;
    _counters = new CounterMap();
    _dirty;
    _updateSnapshot;
    _snapshotData;
    _initialData;
    _inlineSnapshots;
    _inlineSnapshotStacks;
    _testIdToKeys = new DefaultMap(() => []);
    _rawSnapshots;
    _rawSnapshotFiles = /* @__PURE__ */ new Set();
    _uncheckedKeys;
    _snapshotFormat;
    _environment;
    _fileExists;
    expand;
    // getter/setter for jest-image-snapshot compat
    // https://github.com/vitest-dev/vitest/issues/7322
    _added = new CounterMap();
    _matched = new CounterMap();
    _unmatched = new CounterMap();
    _updated = new CounterMap();
    get added() {
      return this._added;
    }
    set added(value) {
      this._added._total = value;
    }
    get matched() {
      return this._matched;
    }
    set matched(value) {
      this._matched._total = value;
    }
    get unmatched() {
      return this._unmatched;
    }
    set unmatched(value) {
      this._unmatched._total = value;
    }
    get updated() {
      return this._updated;
    }
    set updated(value) {
      this._updated._total = value;
    }
    constructor(testFilePath, snapshotPath, fileData, options) {
      this.testFilePath = testFilePath;
      this.snapshotPath = snapshotPath;
      const data = fileData ?? /* @__PURE__ */ Object.create(null);
      this._fileExists = fileData != null;
      const update = options.updateSnapshot;
      const dirty = (update === "all" || update === "new") && fileData != null;
      this._initialData = { ...data };
      this._snapshotData = { ...data };
      this._dirty = dirty;
      this._inlineSnapshots = [];
      this._inlineSnapshotStacks = [];
      this._rawSnapshots = [];
      this._uncheckedKeys = new Set(Object.keys(this._snapshotData));
      this.expand = options.expand || false;
      this._updateSnapshot = options.updateSnapshot;
      this._snapshotFormat = {
        printBasicPrototype: false,
        escapeString: false,
        // more generous safety cap 128MB (same as Node's util.inspect)
        // instead of tighter pretty-format default 1MB
        // since users can purposely save large snapshot to a dedicated file.
        maxOutputLength: 2 ** 27,
        ...options.snapshotFormat
      };
      this._environment = options.snapshotEnvironment;
    }
    static async create(testFilePath, options) {
      const environment = options.snapshotEnvironment;
      const snapshotPath = await environment.resolvePath(testFilePath);
      let fileData;
      if (environment.readSnapshotFileData) {
        fileData = await environment.readSnapshotFileData(snapshotPath);
      } else {
        const content = await environment.readSnapshotFile(snapshotPath);
        fileData = content != null ? evaluateSnapshotFile(snapshotPath, content) : null;
      }
      return new _SnapshotState(testFilePath, snapshotPath, fileData, options);
    }
    get snapshotUpdateState() {
      return this._updateSnapshot;
    }
    get environment() {
      return this._environment;
    }
    markSnapshotsAsCheckedForTest(testName2) {
      this._uncheckedKeys.forEach((uncheckedKey) => {
        if (uncheckedKey.startsWith(testName2) && /^ \d+$|^ > /.test(uncheckedKey.slice(testName2.length))) {
          this._uncheckedKeys.delete(uncheckedKey);
        }
      });
    }
    clearTest(testId) {
      this._inlineSnapshots = this._inlineSnapshots.filter((s) => s.testId !== testId);
      this._inlineSnapshotStacks = this._inlineSnapshotStacks.filter((s) => s.testId !== testId);
      for (const key of this._testIdToKeys.get(testId)) {
        const name = keyToTestName(key);
        const count = this._counters.get(name);
        if (count > 0) {
          if (key in this._snapshotData || key in this._initialData) {
            this._snapshotData[key] = this._initialData[key];
          }
          this._counters.set(name, count - 1);
        }
      }
      this._testIdToKeys.delete(testId);
      this.added.delete(testId);
      this.updated.delete(testId);
      this.matched.delete(testId);
      this.unmatched.delete(testId);
    }
    _inferInlineSnapshotStack(stacks) {
      const promiseIndex = stacks.findIndex((i2) => i2.method.match(/__VITEST_(RESOLVES|REJECTS)__/));
      if (promiseIndex !== -1) {
        return stacks[promiseIndex + 3];
      }
      const pollChainIndex = stacks.findIndex((i2) => i2.method.match(/__VITEST_POLL_CHAIN__/));
      if (pollChainIndex !== -1) {
        return stacks[pollChainIndex + 1];
      }
      for (let i2 = 0; i2 < stacks.length; i2++) {
        const match = stacks[i2].method.match(/__INLINE_SNAPSHOT_OFFSET_(\d+)__/);
        if (match) {
          return stacks[i2 + Number(match[1])] ?? null;
        }
      }
      const customMatcherIndex = stacks.findIndex((i2) => i2.method.includes("__VITEST_EXTEND_ASSERTION__"));
      if (customMatcherIndex !== -1) {
        return stacks[customMatcherIndex + 3] ?? null;
      }
      const stackIndex = stacks.findIndex((i2) => i2.method.includes("__INLINE_SNAPSHOT__"));
      return stackIndex !== -1 ? stacks[stackIndex + 2] : null;
    }
    _addSnapshot(key, receivedSerialized, options) {
      this._dirty = true;
      if (options.stack) {
        this._inlineSnapshots.push({
          ...options.stack,
          snapshot: receivedSerialized,
          testId: options.testId,
          assertionName: options.assertionName
        });
      } else if (options.rawSnapshot) {
        this._rawSnapshots.push({
          ...options.rawSnapshot,
          snapshot: receivedSerialized
        });
      } else {
        this._snapshotData[key] = receivedSerialized;
      }
    }
    _resolveKey(testId, testName2, key) {
      this._counters.increment(testName2);
      const count = this._counters.get(testName2);
      if (!key) {
        key = testNameToKey(testName2, count);
      }
      this._testIdToKeys.get(testId).push(key);
      return {
        key,
        count
      };
    }
    _resolveInlineStack(options) {
      const { testId, snapshot, assertionName, error } = options;
      const stacks = parseErrorStacktrace(error, { ignoreStackEntries: [] });
      const _stack = this._inferInlineSnapshotStack(stacks);
      if (!_stack) {
        const message = stacks.map((s) => `  ${s.file}:${s.line}:${s.column}${s.method ? ` (${s.method})` : ""}`).join("\n");
        throw new Error(`@vitest/snapshot: Couldn't infer stack frame for inline snapshot.
${message}`);
      }
      const stack = this.environment.processStackTrace?.(_stack) || _stack;
      stack.column--;
      const snapshotsWithSameStack = this._inlineSnapshotStacks.filter((s) => isSameStackPosition(s, stack));
      if (snapshotsWithSameStack.length > 0) {
        this._inlineSnapshots = this._inlineSnapshots.filter((s) => !isSameStackPosition(s, stack));
        const differentSnapshot = snapshotsWithSameStack.find((s) => s.snapshot !== snapshot);
        if (differentSnapshot) {
          throw Object.assign(new Error(`${assertionName} with different snapshots cannot be called at the same location`), {
            actual: snapshot,
            expected: differentSnapshot.snapshot
          });
        }
      }
      this._inlineSnapshotStacks.push({
        ...stack,
        testId,
        snapshot
      });
      return stack;
    }
    _reconcile(opts) {
      if (opts.hasSnapshot && this._updateSnapshot === "all" || (!opts.hasSnapshot || !opts.snapshotIsPersisted) && (this._updateSnapshot === "new" || this._updateSnapshot === "all")) {
        if (this._updateSnapshot === "all") {
          if (!opts.pass) {
            if (opts.hasSnapshot) {
              this.updated.increment(opts.testId);
            } else {
              this.added.increment(opts.testId);
            }
            this._addSnapshot(opts.key, opts.addValue, {
              stack: opts.stack,
              testId: opts.testId,
              rawSnapshot: opts.rawSnapshot,
              assertionName: opts.assertionName
            });
          } else {
            this.matched.increment(opts.testId);
          }
        } else {
          this._addSnapshot(opts.key, opts.addValue, {
            stack: opts.stack,
            testId: opts.testId,
            rawSnapshot: opts.rawSnapshot,
            assertionName: opts.assertionName
          });
          this.added.increment(opts.testId);
        }
        return {
          actual: "",
          count: opts.count,
          expected: "",
          key: opts.key,
          pass: true
        };
      } else {
        if (!opts.pass) {
          this.unmatched.increment(opts.testId);
          return {
            actual: opts.actualDisplay,
            count: opts.count,
            expected: opts.expectedDisplay,
            key: opts.key,
            pass: false,
            update: this._createUpdate(opts)
          };
        } else {
          this.matched.increment(opts.testId);
          return {
            actual: "",
            count: opts.count,
            expected: "",
            key: opts.key,
            pass: true
          };
        }
      }
    }
    _createUpdate(opts) {
      if (opts.stack) {
        return {
          type: "inline",
          file: opts.stack.file,
          line: opts.stack.line,
          column: opts.stack.column,
          snapshot: opts.addValue,
          testId: opts.testId,
          assertionName: opts.assertionName
        };
      }
      if (opts.rawSnapshot) {
        return {
          type: "raw",
          file: opts.rawSnapshot.file,
          readonly: opts.rawSnapshot.readonly,
          snapshot: opts.addValue
        };
      }
      return {
        type: "file",
        file: this.snapshotPath,
        key: opts.key,
        snapshot: opts.addValue
      };
    }
    async save() {
      const hasExternalSnapshots = Object.keys(this._snapshotData).length;
      const hasInlineSnapshots = this._inlineSnapshots.length;
      const hasRawSnapshots = this._rawSnapshots.length;
      const isEmpty = !hasExternalSnapshots && !hasInlineSnapshots && !hasRawSnapshots;
      const status = {
        deleted: false,
        saved: false
      };
      if ((this._dirty || this._uncheckedKeys.size) && !isEmpty) {
        if (hasExternalSnapshots) {
          await saveSnapshotFile(this._environment, this._snapshotData, this.snapshotPath);
          this._fileExists = true;
        }
        if (hasInlineSnapshots) {
          await saveInlineSnapshots(this._environment, this._inlineSnapshots);
        }
        if (hasRawSnapshots) {
          await saveRawSnapshots(this._environment, this._rawSnapshots);
        }
        status.saved = true;
      } else if (!hasExternalSnapshots && this._fileExists) {
        if (this._updateSnapshot === "all") {
          await this._environment.removeSnapshotFile(this.snapshotPath);
          this._fileExists = false;
        }
        status.deleted = true;
      }
      return status;
    }
    getUncheckedCount() {
      return this._uncheckedKeys.size || 0;
    }
    getUncheckedKeys() {
      return Array.from(this._uncheckedKeys);
    }
    removeUncheckedKeys() {
      if (this._updateSnapshot === "all" && this._uncheckedKeys.size) {
        this._dirty = true;
        this._uncheckedKeys.forEach((key) => delete this._snapshotData[key]);
        this._uncheckedKeys.clear();
      }
    }
    probeExpectedSnapshot(options) {
      const count = this._counters.get(options.testName) + 1;
      const key = testNameToKey(options.testName, count);
      return {
        key,
        count,
        data: options?.isInline ? options.inlineSnapshot : this._snapshotData[key],
        markAsChecked: () => {
          this._counters.increment(options.testName);
          this._testIdToKeys.get(options.testId).push(key);
          this._uncheckedKeys.delete(key);
        }
      };
    }
    match({ testId, testName: testName2, received, key, inlineSnapshot, isInline, error, rawSnapshot, assertionName }) {
      const resolved = this._resolveKey(testId, testName2, key);
      key = resolved.key;
      const count = resolved.count;
      if (!(isInline && this._snapshotData[key] !== void 0)) {
        this._uncheckedKeys.delete(key);
      }
      let receivedSerialized = rawSnapshot && typeof received === "string" ? received : serialize2(received, void 0, this._snapshotFormat);
      if (!rawSnapshot) {
        receivedSerialized = addExtraLineBreaks(receivedSerialized);
      }
      if (rawSnapshot) {
        this._rawSnapshotFiles.add(rawSnapshot.file);
        if (rawSnapshot.content && /\r\n/.test(rawSnapshot.content) && !/\r\n/.test(receivedSerialized)) {
          rawSnapshot.content = normalizeNewlines(rawSnapshot.content);
        }
      }
      const expected = isInline ? inlineSnapshot : rawSnapshot ? rawSnapshot.content : this._snapshotData[key];
      const expectedTrimmed = rawSnapshot ? expected : expected?.trim();
      const pass = expectedTrimmed === (rawSnapshot ? receivedSerialized : receivedSerialized.trim());
      const hasSnapshot = expected !== void 0;
      const snapshotIsPersisted = isInline || this._fileExists || rawSnapshot && rawSnapshot.content != null;
      if (pass && !isInline && !rawSnapshot) {
        this._snapshotData[key] = receivedSerialized;
      }
      const stack = isInline ? this._resolveInlineStack({
        testId,
        snapshot: receivedSerialized,
        assertionName: assertionName || "toMatchInlineSnapshot",
        error: error || new Error("snapshot")
      }) : void 0;
      return this._reconcile({
        testId,
        key,
        count,
        pass,
        hasSnapshot,
        snapshotIsPersisted: !!snapshotIsPersisted,
        addValue: receivedSerialized,
        actualDisplay: rawSnapshot ? receivedSerialized : removeExtraLineBreaks(receivedSerialized),
        expectedDisplay: expectedTrimmed !== void 0 ? rawSnapshot ? expectedTrimmed : removeExtraLineBreaks(expectedTrimmed) : void 0,
        stack,
        rawSnapshot,
        assertionName
      });
    }
    processDomainSnapshot({ testId, received, expectedSnapshot, matchResult, isInline, error, assertionName }) {
      const stack = isInline ? this._resolveInlineStack({
        testId,
        snapshot: received,
        assertionName,
        error: error || new Error("STACK_TRACE_ERROR")
      }) : void 0;
      const actualResolved = matchResult?.resolved ?? received;
      const expectedResolved = matchResult?.expected ?? expectedSnapshot.data;
      return this._reconcile({
        testId,
        key: expectedSnapshot.key,
        count: expectedSnapshot.count,
        pass: matchResult?.pass ?? false,
        hasSnapshot: expectedSnapshot.data !== void 0,
        snapshotIsPersisted: isInline ? true : this._fileExists,
        addValue: actualResolved,
        actualDisplay: removeExtraLineBreaks(actualResolved),
        expectedDisplay: expectedResolved !== void 0 ? removeExtraLineBreaks(expectedResolved) : void 0,
        stack,
        assertionName
      });
    }
    /**
    * The snapshot file, if the test file stores snapshots in it, and every asserted file snapshot.
    */
    getSnapshotFiles() {
      const files = Array.from(this._rawSnapshotFiles);
      if (this._fileExists || Object.keys(this._snapshotData).length) {
        files.unshift(this.snapshotPath);
      }
      return files;
    }
    async pack() {
      const snapshot = {
        filepath: this.testFilePath,
        added: 0,
        fileDeleted: false,
        matched: 0,
        unchecked: 0,
        uncheckedKeys: [],
        unmatched: 0,
        updated: 0
      };
      const uncheckedCount = this.getUncheckedCount();
      const uncheckedKeys = this.getUncheckedKeys();
      if (uncheckedCount) {
        this.removeUncheckedKeys();
      }
      const status = await this.save();
      snapshot.fileDeleted = status.deleted;
      snapshot.added = this.added.total();
      snapshot.matched = this.matched.total();
      snapshot.unmatched = this.unmatched.total();
      snapshot.updated = this.updated.total();
      snapshot.unchecked = !status.deleted ? uncheckedCount : 0;
      snapshot.uncheckedKeys = Array.from(uncheckedKeys);
      return snapshot;
    }
  };
  function createMismatchError(message, expand, actual, expected) {
    const error = new Error(message);
    Object.defineProperty(error, "actual", {
      value: actual,
      enumerable: true,
      configurable: true,
      writable: true
    });
    Object.defineProperty(error, "expected", {
      value: expected,
      enumerable: true,
      configurable: true,
      writable: true
    });
    Object.defineProperty(error, "diffOptions", { value: { expand } });
    return error;
  }
  var SnapshotClient = class {
    options;
    snapshotStateMap = /* @__PURE__ */ new Map();
    constructor(options = {}) {
      this.options = options;
    }
    async setup(filepath, options) {
      if (this.snapshotStateMap.has(filepath)) {
        return;
      }
      this.snapshotStateMap.set(filepath, await SnapshotState.create(filepath, options));
    }
    async finish(filepath) {
      const state = this.getSnapshotState(filepath);
      const result = await state.pack();
      this.snapshotStateMap.delete(filepath);
      return result;
    }
    skipTest(filepath, testName2) {
      const state = this.getSnapshotState(filepath);
      state.markSnapshotsAsCheckedForTest(testName2);
    }
    clearTest(filepath, testId) {
      const state = this.getSnapshotState(filepath);
      state.clearTest(testId);
    }
    getSnapshotState(filepath) {
      const state = this.snapshotStateMap.get(filepath);
      if (!state) {
        throw new Error(`The snapshot state for '${filepath}' is not found. Did you call 'SnapshotClient.setup()'?`);
      }
      return state;
    }
    match(options) {
      const { filepath, name, testId = name, message, isInline = false, properties, inlineSnapshot, error, errorMessage, rawSnapshot, assertionName } = options;
      let { received } = options;
      if (!filepath) {
        throw new Error("Snapshot cannot be used outside of test");
      }
      const snapshotState = this.getSnapshotState(filepath);
      if (rawSnapshot?.file === snapshotState.snapshotPath) {
        throw new Error(`File snapshot cannot use the same path as the test snapshot file: ${rawSnapshot.file}`);
      }
      const testName2 = [name, ...message ? [message] : []].join(" > ");
      const expectedSnapshot = snapshotState.probeExpectedSnapshot({
        testName: testName2,
        testId,
        isInline,
        inlineSnapshot
      });
      if (typeof properties === "object") {
        if (typeof received !== "object" || !received) {
          expectedSnapshot.markAsChecked();
          throw new Error("Received value must be an object when the matcher has properties");
        }
        let propertiesPass;
        try {
          propertiesPass = this.options.isEqual?.(received, properties) ?? false;
        } catch (err) {
          expectedSnapshot.markAsChecked();
          throw err;
        }
        if (!propertiesPass) {
          expectedSnapshot.markAsChecked();
          return {
            pass: false,
            message: () => errorMessage || "Snapshot properties mismatched",
            actual: received,
            expected: properties
          };
        }
        received = deepMergeSnapshot(received, properties);
      }
      const { actual, expected, key, pass, update } = snapshotState.match({
        testId,
        testName: testName2,
        received,
        isInline,
        error,
        inlineSnapshot,
        rawSnapshot,
        assertionName
      });
      return {
        pass,
        message: () => `Snapshot \`${key || "unknown"}\` mismatched`,
        actual: rawSnapshot ? actual : actual?.trim(),
        expected: rawSnapshot ? expected : expected?.trim(),
        meta: createMatchMeta(key, update)
      };
    }
    assert(options) {
      const result = this.match(options);
      if (!result.pass) {
        const snapshotState = this.getSnapshotState(options.filepath);
        throw createMismatchError(result.message(), snapshotState.expand, result.actual, result.expected);
      }
    }
    matchDomain(options) {
      const { received, filepath, name, testId = name, message, adapter, isInline = false, inlineSnapshot, error, assertionName } = options;
      if (!filepath) {
        throw new Error("Snapshot cannot be used outside of test");
      }
      const captured = adapter.capture(received);
      const rendered = adapter.render(captured);
      const snapshotState = this.getSnapshotState(filepath);
      const testName2 = [name, ...message ? [message] : []].join(" > ");
      const expectedSnapshot = snapshotState.probeExpectedSnapshot({
        testName: testName2,
        testId,
        isInline,
        inlineSnapshot
      });
      expectedSnapshot.markAsChecked();
      const matchResult = expectedSnapshot.data !== void 0 ? adapter.match(captured, adapter.parseExpected(expectedSnapshot.data)) : void 0;
      const { actual, expected, key, pass, update } = snapshotState.processDomainSnapshot({
        testId,
        received: rendered,
        expectedSnapshot,
        matchResult,
        isInline,
        error,
        assertionName
      });
      return {
        pass,
        message: () => `Snapshot \`${key}\` mismatched`,
        actual: actual?.trim(),
        expected: expected?.trim(),
        meta: createMatchMeta(key, update)
      };
    }
    async pollMatchDomain(options) {
      const { poll, filepath, name, testId = name, message, adapter, isInline = false, inlineSnapshot, error, timeout = 1e3, interval = 50, assertionName } = options;
      if (!filepath) {
        throw new Error("Snapshot cannot be used outside of test");
      }
      const snapshotState = this.getSnapshotState(filepath);
      const testName2 = [name, ...message ? [message] : []].join(" > ");
      const expectedSnapshot = snapshotState.probeExpectedSnapshot({
        testName: testName2,
        testId,
        isInline,
        inlineSnapshot
      });
      const reference = expectedSnapshot.data !== void 0 && snapshotState.snapshotUpdateState !== "all" ? adapter.parseExpected(expectedSnapshot.data) : void 0;
      const timeoutController = new AbortController();
      const timedOut = timeout > 0 ? new Promise((r) => setTimeout(() => {
        timeoutController.abort();
        r();
      }, timeout)) : void 0;
      const stableResult = await getStableSnapshot({
        adapter,
        poll: () => poll({ signal: timeoutController.signal }),
        interval,
        timedOut,
        match: reference ? (captured) => adapter.match(captured, reference).pass : void 0
      });
      expectedSnapshot.markAsChecked();
      if (stableResult?.rendered === void 0) {
        if (stableResult?.lastPollError) {
          throw stableResult.lastPollError;
        }
        return {
          pass: false,
          message: () => `poll() did not produce a stable snapshot within the timeout`
        };
      }
      const matchResult = expectedSnapshot.data !== void 0 ? adapter.match(stableResult.captured, adapter.parseExpected(expectedSnapshot.data)) : void 0;
      const { actual, expected, key, pass, update } = snapshotState.processDomainSnapshot({
        testId,
        received: stableResult.rendered,
        expectedSnapshot,
        matchResult,
        isInline,
        error,
        assertionName
      });
      return {
        pass,
        message: () => `Snapshot \`${key}\` mismatched`,
        actual: actual?.trim(),
        expected: expected?.trim(),
        meta: createMatchMeta(key, update)
      };
    }
    async assertRaw(options) {
      if (!options.rawSnapshot) {
        throw new Error("Raw snapshot is required");
      }
      const { filepath, rawSnapshot } = options;
      if (rawSnapshot.content == null) {
        if (!filepath) {
          throw new Error("Snapshot cannot be used outside of test");
        }
        const snapshotState = this.getSnapshotState(filepath);
        options.filepath ||= filepath;
        rawSnapshot.file = await snapshotState.environment.resolveRawPath(filepath, rawSnapshot.file);
        rawSnapshot.content = await snapshotState.environment.readSnapshotFile(rawSnapshot.file) ?? void 0;
      }
      return this.assert(options);
    }
    clear() {
      this.snapshotStateMap.clear();
    }
  };
  async function getStableSnapshot({ adapter, poll, interval, timedOut, match }) {
    let lastRendered;
    let lastPollError;
    let lastStable;
    while (true) {
      try {
        const pollResult = await raceWith(Promise.resolve(poll()), timedOut);
        if (!pollResult.ok) {
          break;
        }
        const captured = adapter.capture(pollResult.value);
        const rendered = adapter.render(captured);
        if (lastRendered !== void 0 && rendered === lastRendered) {
          lastStable = {
            captured,
            rendered
          };
          if (!match || match(captured)) {
            break;
          }
        } else {
          lastRendered = rendered;
          lastStable = void 0;
        }
      } catch (pollError) {
        lastRendered = void 0;
        lastStable = void 0;
        lastPollError = pollError;
      }
      const delayed = await raceWith(new Promise((r) => setTimeout(r, interval)), timedOut);
      if (!delayed.ok) {
        break;
      }
    }
    return {
      ...lastStable,
      lastPollError
    };
  }
  function raceWith(promise, other) {
    const left = promise.then((value) => ({
      ok: true,
      value
    }));
    if (!other) {
      return left;
    }
    return Promise.race([left, other.then((value) => ({
      ok: false,
      value
    }))]);
  }
  function createMatchMeta(key, update) {
    return update && {
      type: "snapshot",
      key,
      update
    };
  }

  // entry.js
  var import_fake_timers = __toESM(require_fake_timers_src(), 1);

  // node_modules/@jridgewell/trace-mapping/dist/trace-mapping.mjs
  init_sourcemap_codec();

  // node_modules/@jridgewell/resolve-uri/dist/resolve-uri.mjs
  var schemeRegex = /^[\w+.-]+:\/\//;
  var urlRegex = /^([\w+.-]+:)\/\/([^@/#?]*@)?(\[[^\]]+\]|[^:/#?]*)(:\d+)?(\/[^#?]*)?(\?[^#]*)?(#.*)?/;
  var fileRegex = /^file:(?:\/\/((?![a-z]:)[^/#?]*)?)?(\/?[^#?]*)(\?[^#]*)?(#.*)?/i;
  function isAbsoluteUrl(input) {
    return schemeRegex.test(input);
  }
  function isSchemeRelativeUrl(input) {
    return input.startsWith("//");
  }
  function isAbsolutePath(input) {
    return input.startsWith("/");
  }
  function isFileUrl(input) {
    return input.startsWith("file:");
  }
  function isRelative(input) {
    return /^[.?#]/.test(input);
  }
  function parseAbsoluteUrl(input) {
    const match = urlRegex.exec(input);
    return makeUrl(match[1], match[2] || "", match[3], match[4] || "", match[5] || "/", match[6] || "", match[7] || "");
  }
  function parseFileUrl(input) {
    const match = fileRegex.exec(input);
    const path = match[2];
    return makeUrl("file:", "", match[1] || "", "", isAbsolutePath(path) ? path : "/" + path, match[3] || "", match[4] || "");
  }
  function makeUrl(scheme, user, host, port, path, query, hash) {
    return {
      scheme,
      user,
      host,
      port,
      path,
      query,
      hash,
      type: 7
    };
  }
  function parseUrl(input) {
    if (isSchemeRelativeUrl(input)) {
      const url2 = parseAbsoluteUrl("http:" + input);
      url2.scheme = "";
      url2.type = 6;
      return url2;
    }
    if (isAbsolutePath(input)) {
      const url2 = parseAbsoluteUrl("http://foo.com" + input);
      url2.scheme = "";
      url2.host = "";
      url2.type = 5;
      return url2;
    }
    if (isFileUrl(input))
      return parseFileUrl(input);
    if (isAbsoluteUrl(input))
      return parseAbsoluteUrl(input);
    const url = parseAbsoluteUrl("http://foo.com/" + input);
    url.scheme = "";
    url.host = "";
    url.type = input ? input.startsWith("?") ? 3 : input.startsWith("#") ? 2 : 4 : 1;
    return url;
  }
  function stripPathFilename(path) {
    if (path.endsWith("/.."))
      return path;
    const index2 = path.lastIndexOf("/");
    return path.slice(0, index2 + 1);
  }
  function mergePaths(url, base) {
    normalizePath(base, base.type);
    if (url.path === "/") {
      url.path = base.path;
    } else {
      url.path = stripPathFilename(base.path) + url.path;
    }
  }
  function normalizePath(url, type3) {
    const rel = type3 <= 4;
    const pieces = url.path.split("/");
    let pointer = 1;
    let positive = 0;
    let addTrailingSlash = false;
    for (let i2 = 1; i2 < pieces.length; i2++) {
      const piece = pieces[i2];
      if (!piece) {
        addTrailingSlash = true;
        continue;
      }
      addTrailingSlash = false;
      if (piece === ".")
        continue;
      if (piece === "..") {
        if (positive) {
          addTrailingSlash = true;
          positive--;
          pointer--;
        } else if (rel) {
          pieces[pointer++] = piece;
        }
        continue;
      }
      pieces[pointer++] = piece;
      positive++;
    }
    let path = "";
    for (let i2 = 1; i2 < pointer; i2++) {
      path += "/" + pieces[i2];
    }
    if (!path || addTrailingSlash && !path.endsWith("/..")) {
      path += "/";
    }
    url.path = path;
  }
  function resolve2(input, base) {
    if (!input && !base)
      return "";
    const url = parseUrl(input);
    let inputType = url.type;
    if (base && inputType !== 7) {
      const baseUrl = parseUrl(base);
      const baseType = baseUrl.type;
      switch (inputType) {
        case 1:
          url.hash = baseUrl.hash;
        // fall through
        case 2:
          url.query = baseUrl.query;
        // fall through
        case 3:
        case 4:
          mergePaths(url, baseUrl);
        // fall through
        case 5:
          url.user = baseUrl.user;
          url.host = baseUrl.host;
          url.port = baseUrl.port;
        // fall through
        case 6:
          url.scheme = baseUrl.scheme;
      }
      if (baseType > inputType)
        inputType = baseType;
    }
    normalizePath(url, inputType);
    const queryHash = url.query + url.hash;
    switch (inputType) {
      // This is impossible, because of the empty checks at the start of the function.
      // case UrlType.Empty:
      case 2:
      case 3:
        return queryHash;
      case 4: {
        const path = url.path.slice(1);
        if (!path)
          return queryHash || ".";
        if (isRelative(base || input) && !isRelative(path)) {
          return "./" + path + queryHash;
        }
        return path + queryHash;
      }
      case 5:
        return url.path + queryHash;
      default:
        return url.scheme + "//" + url.user + url.host + url.port + url.path + queryHash;
    }
  }

  // node_modules/@jridgewell/trace-mapping/dist/trace-mapping.mjs
  function stripFilename(path) {
    if (!path) return "";
    const index2 = path.lastIndexOf("/");
    return path.slice(0, index2 + 1);
  }
  function resolver(mapUrl, sourceRoot) {
    const from = stripFilename(mapUrl);
    const prefix = sourceRoot ? sourceRoot + "/" : "";
    return (source) => resolve2(prefix + (source || ""), from);
  }
  var COLUMN2 = 0;
  function maybeSort(mappings, owned) {
    const unsortedIndex = nextUnsortedSegmentLine(mappings, 0);
    if (unsortedIndex === mappings.length) return mappings;
    if (!owned) mappings = mappings.slice();
    for (let i2 = unsortedIndex; i2 < mappings.length; i2 = nextUnsortedSegmentLine(mappings, i2 + 1)) {
      mappings[i2] = sortSegments(mappings[i2], owned);
    }
    return mappings;
  }
  function nextUnsortedSegmentLine(mappings, start) {
    for (let i2 = start; i2 < mappings.length; i2++) {
      if (!isSorted(mappings[i2])) return i2;
    }
    return mappings.length;
  }
  function isSorted(line) {
    for (let j = 1; j < line.length; j++) {
      if (line[j][COLUMN2] < line[j - 1][COLUMN2]) {
        return false;
      }
    }
    return true;
  }
  function sortSegments(line, owned) {
    if (!owned) line = line.slice();
    return line.sort(sortComparator3);
  }
  function sortComparator3(a, b2) {
    return a[COLUMN2] - b2[COLUMN2];
  }
  function memoizedState2() {
    return {
      lastKey: -1,
      lastNeedle: -1,
      lastIndex: -1
    };
  }
  function parse(map) {
    return typeof map === "string" ? JSON.parse(map) : map;
  }
  var TraceMap = class {
    constructor(map, mapUrl) {
      const isString = typeof map === "string";
      if (!isString && map._decodedMemo) return map;
      const parsed = parse(map);
      const { version, file, names, sourceRoot, sources, sourcesContent } = parsed;
      this.version = version;
      this.file = file;
      this.names = names || [];
      this.sourceRoot = sourceRoot;
      this.sources = sources;
      this.sourcesContent = sourcesContent;
      this.ignoreList = parsed.ignoreList || parsed.x_google_ignoreList || void 0;
      const resolve3 = resolver(mapUrl, sourceRoot);
      this.resolvedSources = sources.map(resolve3);
      const { mappings } = parsed;
      if (typeof mappings === "string") {
        this._encoded = mappings;
        this._decoded = void 0;
      } else if (Array.isArray(mappings)) {
        this._encoded = void 0;
        this._decoded = maybeSort(mappings, isString);
      } else if (parsed.sections) {
        throw new Error(`TraceMap passed sectioned source map, please use FlattenMap export instead`);
      } else {
        throw new Error(`invalid source map: ${JSON.stringify(parsed)}`);
      }
      this._decodedMemo = memoizedState2();
      this._bySources = void 0;
      this._bySourceMemos = void 0;
    }
  };
  function cast2(map) {
    return map;
  }
  function decodedMappings2(map) {
    var _a;
    return (_a = cast2(map))._decoded || (_a._decoded = decode2(cast2(map)._encoded));
  }
  return __toCommonJS(entry_exports);
})();
return { ...libraries };
})();
