/**
 * Files as answers.
 *
 * @module
 */

/** Files as answers. Ranges, conditions and the content type are seen to. */
export interface ResponseFiles {
  /**
   * Answers with a file. Resolves when it is on its way.
   *
   * @param path An absolute path, a `file:` URL, or, with `root`, a path beneath that.
   * @throws {HttpError} 404 if it is not there, 403 if it may not be read or leaves the `root`; with code `RACE_HTTP_FILE`.
   * @throws {TypeError} With code `RACE_HTTP_FILE` for a path that is not absolute, without a `root`.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/report", (req, res) => res.sendFile(new URL("report.txt", import.meta.url)));
   * const res = await app.request("/report", { headers: { range: "bytes=0-4" } });
   * console.log(res.status, await res.text()); // 206 First
   * ```
   */
  sendFile(path: string | URL, options?: FileOptions): Promise<void>;

  /**
   * Answers with a file that a browser saves.
   *
   * @param filename The name that it is saved by. Default: that of the file.
   * @throws As {@link Res.sendFile}.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/report", (req, res) => res.download(new URL("report.txt", import.meta.url), "June.txt"));
   * console.log((await app.request("/report")).headers.get("content-disposition")); // attachment; filename="June.txt"
   * ```
   */
  download(path: string | URL, filename?: string, options?: FileOptions): Promise<void>;

  /**
   * Says that the answer is a file to be saved, and sets the content type by the ending of its name.
   *
   * @example
   * ```ts
   * import { createApp } from "racejs";
   *
   * const app = createApp();
   * app.get("/list", (req, res) => res.attachment("Preisübersicht.csv").send("a,b"));
   * const { headers } = await app.request("/list");
   * console.log(headers.get("content-type")); // text/csv; charset=utf-8
   * console.log(headers.get("content-disposition")); // attachment; filename="Preis?bersicht.csv"; filename*=UTF-8''Preis%C3%BCbersicht.csv
   * ```
   */
  attachment(filename?: string): this;
}

/** How a file is sent. */
export interface FileOptions {
  /** Whether parts of it are sent to clients that ask for them. Default `true`. */
  acceptRanges?: boolean;
  /** Whether the answer has `Cache-Control`. Default `true`. */
  cacheControl?: boolean;
  /** What happens to a path with a part that begins with a dot: sent, 403, or 404. Default `"ignore"`, which is 404. */
  dotfiles?: "allow" | "deny" | "ignore";
  /** Whether the answer has an `ETag`. Default `true`. */
  etag?: boolean;
  /** Whether links may lead out of the `root`. Default `false`. */
  followSymlinks?: boolean;
  /** Further headers of the answer. */
  headers?: Record<string, string>;
  /** Whether the file never changes while caches keep it. Default `false`. */
  immutable?: boolean;
  /** Whether the answer has `Last-Modified`. Default `true`. */
  lastModified?: boolean;
  /** How long caches may keep it without asking: milliseconds, or text as `"1d"`; at most a year. Default 0. */
  maxAge?: number | string;
  /** Whether `file.br`, `file.zst` or `file.gz` is sent in its place to clients that take it. Default `false`. */
  precompressed?: boolean;
  /** The path is beneath this folder, and cannot leave it. Default: none. */
  root?: string;
}
