/**
 * @module What a request has in front of its body. Every part is read when it is first asked for, and kept.
 */

import { type Client, readClient } from "ext:racejs_http/_client.ts";
import { type Cookies, parseCookies, parseSignedCookies } from "ext:racejs_http/_cookies.ts";
import type { Step } from "ext:racejs_http/_dispatch.ts";
import { fieldOf, fieldsOf, type Head, methodOf, targetOf } from "ext:racejs_http/_head.ts";
import { accepted, matchType, type Ranges, readRange } from "ext:racejs_http/_negotiation.ts";
import { type Exchange, ops } from "ext:racejs_http/_ops.ts";
import { parseQuery, type Query } from "ext:racejs_http/_query.ts";
import { createRecord } from "ext:racejs_http/_record.ts";
import type { App } from "ext:racejs_http/app.ts";

const { op_racejs_id, op_racejs_user } = ops;

export class RequestHead {
  readonly exchange: Exchange;
  readonly app: App;
  protected readonly head: Head;
  #peer: string;
  #method: string | undefined;
  #url: string | undefined;
  protected step: Step | undefined;
  #params: Record<string, string> | undefined;
  #query: Query | undefined;
  #headers: Record<string, string> | undefined;
  #cookies: Cookies | undefined;
  #signedCookies: Record<string, string | false> | undefined;
  #client: Client | undefined;

  /** `peer` is the native side's word for the two ends of the connection. */
  constructor(exchange: Exchange, app: App, head: Head, peer: string) {
    this.exchange = exchange;
    this.app = app;
    this.head = head;
    this.#peer = peer;
  }

  /** The request has come to a layer: its parameters count now. */
  enter(step: Step): void {
    this.step = step;
    this.#params = undefined;
  }

  get method(): string {
    return this.#method ??= methodOf(this.head);
  }

  get url(): string {
    return this.#url ??= targetOf(this.head);
  }

  get originalUrl(): string {
    return this.#url ??= targetOf(this.head);
  }

  get path(): string {
    const url = this.originalUrl;
    const end = url.indexOf("?");
    return end === -1 ? url : url.slice(0, end);
  }

  get baseUrl(): string {
    return this.step === undefined ? "" : this.originalUrl.slice(0, this.step.base);
  }

  get route(): { method: string; path: string } | undefined {
    const layer = this.step?.layer;
    return layer === undefined || layer.verb === ""
      ? undefined
      : { method: layer.verb.toUpperCase(), path: joinParts(layer.parts) };
  }

  get params(): Record<string, string> {
    return this.#params ??= visibleParams(this.step);
  }

  /** Middleware that validates puts what it made of a part in its place. */
  set params(value: Record<string, string>) {
    this.#params = value;
  }

  get query(): Query {
    return this.#query ??= parseQuery(this.originalUrl, this.app.settings.queryParser);
  }

  set query(value: Query) {
    this.#query = value;
  }

  get headers(): Record<string, string> {
    return this.#headers ??= fieldsOf(this.head);
  }

  get(name: string): string | undefined {
    return fieldOf(this.head, name);
  }

  get cookies(): Cookies {
    return this.#cookies ??= parseCookies(this.get("cookie"));
  }

  set cookies(value: Cookies) {
    this.#cookies = value;
  }

  /** Values whose signature does not fit are `false`, so that nobody takes them for absent. */
  get signedCookies(): Record<string, string | false> {
    return this.#signedCookies ??= parseSignedCookies(this.cookies, this.app.settings.cookieSecrets);
  }

  get ip(): string {
    return this.#whom.ip;
  }

  get ips(): readonly string[] {
    return this.#whom.ips;
  }

  get protocol(): string {
    return this.#whom.protocol;
  }

  get secure(): boolean {
    return this.protocol === "https";
  }

  get host(): string | undefined {
    return this.#whom.host || undefined;
  }

  get hostname(): string | undefined {
    return this.#whom.hostname || undefined;
  }

  get #whom(): Client {
    return this.#client ??= readClient(this.app.native, this.#peer, this.head);
  }

  get id(): string | undefined {
    return op_racejs_id(this.exchange) ?? undefined;
  }

  get user(): string | undefined {
    return op_racejs_user(this.exchange) ?? undefined;
  }

  is(...types: (string | string[])[]): string | false {
    return matchType(this.head, types.flat());
  }

  accepts(...types: (string | string[])[]): string | string[] | false {
    return accepted(this.head, "accept", types.flat());
  }

  acceptsCharsets(...charsets: (string | string[])[]): string | string[] | false {
    return accepted(this.head, "accept-charset", charsets.flat());
  }

  acceptsEncodings(...encodings: (string | string[])[]): string | string[] | false {
    return accepted(this.head, "accept-encoding", encodings.flat());
  }

  acceptsLanguages(...languages: (string | string[])[]): string | string[] | false {
    return accepted(this.head, "accept-language", languages.flat());
  }

  range(size: number, options?: { combine?: boolean }): Ranges | -1 | -2 | undefined {
    return readRange(this.get("range"), size, options?.combine ?? false);
  }
}

/** Those of the layer's own part, and of the parts around it as far as routers merge them. */
function visibleParams(step: Step | undefined): Record<string, string> {
  const result = createRecord<string>();
  if (step === undefined) return result;
  const { params, layer } = step;
  let depth = layer.routers.length - 1;
  while (depth > 0 && layer.routers[depth]!.mergeParams) depth--;
  for (let i = 0; i < params.length; i += 3) {
    if ((params[i] as number) >= depth) result[params[i + 1] as string] = params[i + 2] as string;
  }
  return result;
}

/** `["/api", "/users"]` is `/api/users`. */
export function joinParts(parts: readonly string[]): string {
  const joined = parts.map((part) => part.replace(/\/+$/, "")).join("");
  return joined === "" ? "/" : joined;
}
