/**
 * @module The page that a browser gets for an error while a program is developed. Everything in it is escaped, and
 * it loads nothing.
 */

import { ops } from "ext:racejs_http/_ops.ts";
import { hideOwnFrames } from "ext:racejs_http/_report.ts";
import type { Problem } from "ext:racejs_http/errors.ts";
import type { Req } from "ext:racejs_http/request.ts";

const STYLE = `body{margin:0;font:15px/1.5 system-ui,sans-serif;background:#111;color:#eee}main{max-width:60rem;margin:auto;padding:3rem 1.5rem}
h1{font-size:1.1rem;color:#f87171;margin:0}h2{font-size:1.6rem;margin:.3rem 0 1.5rem;white-space:pre-wrap;overflow-wrap:anywhere}
pre{background:#1b1b1f;border:1px solid #333;border-radius:6px;padding:1rem;overflow:auto;font:13px/1.6 ui-monospace,monospace}
mark{display:block;background:#3b1d1d;color:inherit}small{color:#999}`;

/** `undefined` where a problem document is the better answer: to API clients, and in production. */
export function errorPage(error: unknown, problem: Problem, req: Req): string | undefined {
  if (ops.op_racejs_is_production() || !prefersHtml(req.get("accept"))) return undefined;
  hideOwnFrames(error);
  const name = error instanceof Error ? error.name : "Error";
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && typeof error.stack === "string" ? error.stack : "";
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  const title = `${problem.status} ${ops.op_racejs_reason(problem.status)}`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>${STYLE}</style><main><h1>${escape(title)}</h1><h2>${escape(message === "" ? name : `${name}: ${message}`)}</h2>
${codeFrame(frames)}${frames.length > 0 ? `<pre id="stack">${escape(frames.map((line) => line.trim()).join("\n"))}</pre>` : ""}
<small>${escape(`${req.method} ${req.originalUrl}`)}. This page is shown because NODE_ENV is not production.</small></main></html>`;
}

/** A browser that navigates puts `text/html` first; `fetch` and curl say only that they take anything. */
function prefersHtml(accept: string | undefined): boolean {
  return accept !== undefined && /^\s*text\/html\b/i.test(accept);
}

/** The lines around the first place of the program itself. */
function codeFrame(frames: readonly string[]): string {
  for (const frame of frames) {
    const place = /\(?(file:\/\/[^()\s]+):(\d+):(\d+)\)?$/.exec(frame);
    if (place === null || frame.includes("/node_modules/")) continue;
    const line = Number(place[2]);
    const { first, lines } = ops.op_racejs_source_lines(place[1]!, line);
    if (lines.length === 0) continue;
    const shown = lines.map((text, index) => {
      const number = first + index;
      const row = escape(`${String(number).padStart(5)} | ${text}`);
      return number === line ? `<mark>${row}</mark>` : `${row}\n`;
    });
    return `<pre id="frame">${escape(`${place[1]}:${place[2]}`)}\n\n${shown.join("")}</pre>`;
  }
  return "";
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char]!);
}
