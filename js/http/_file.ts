/**
 * @module Files as answers. The native side opens, checks and sends them.
 */

import { type Exchange, ops } from "ext:racejs_http/_ops.ts";
import { coded } from "ext:racejs_http/errors.ts";

export interface FileOptions {
  acceptRanges?: boolean;
  cacheControl?: boolean;
  dotfiles?: "allow" | "deny" | "ignore";
  etag?: boolean;
  headers?: Record<string, string>;
  immutable?: boolean;
  lastModified?: boolean;
  /** Milliseconds, or text as `"1d"`. */
  maxAge?: number | string;
  /** The path is beneath this folder, and cannot leave it. */
  root?: string;
}

/** The file cannot be sent; `status` says what its client gets. */
export class FileError extends Error {
  readonly status: number;
  readonly code = "RACE_HTTP_FILE";

  constructor(status: number, path: string) {
    super(`The file \`${path}\` cannot be sent: ${ops.op_racejs_reason(status).toLowerCase()}`);
    this.status = status;
  }
}

export async function sendFile(exchange: Exchange, path: string | URL, options: FileOptions): Promise<void> {
  const text = path instanceof URL || /^file:\/\//.test(path) ? ops.op_racejs_file_path(String(path)) : path;
  if (typeof text !== "string" || text === "") {
    throw coded(TypeError, "RACE_HTTP_FILE", "`sendFile()` needs the path of a file");
  }
  if (options.root === undefined && !text.startsWith("/")) {
    throw coded(
      TypeError,
      "RACE_HTTP_FILE",
      `The path \`${text}\` is not absolute\nhint: name a folder as \`root\`, or use \`new URL("./${text}", import.meta.url)\``,
    );
  }
  const status = await ops.op_racejs_send_file(exchange, text, JSON.stringify(options));
  if (status !== 0) throw new FileError(status, text);
}

/** RFC 6266: the name in ASCII, and as UTF-8 where it has other characters. */
export function contentDisposition(type: string, filename: string | undefined): string {
  if (filename === undefined) return type;
  const name = filename.split(/[\\/]/).at(-1)!;
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, (char) => char === '"' || char === "\\" ? `\\${char}` : "?");
  const isAscii = /^[\x20-\x7e]*$/.test(name) && !/%[0-9a-f]{2}/i.test(name);
  const extended = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return isAscii ? `${type}; filename="${ascii}"` : `${type}; filename="${ascii}"; filename*=UTF-8''${extended}`;
}
