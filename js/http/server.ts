/**
 * @module What `app.listen()` takes and gives.
 */

import { type NativeServer, ops } from "ext:racejs_http/_ops.ts";
import { coded } from "ext:racejs_http/errors.ts";

const {
  op_racejs_server_close,
  op_racejs_server_host,
  op_racejs_server_port,
} = ops;

const DEFAULT_PORT = 3000;

export interface ListenOptions {
  port?: number | string;
  host?: string;
}

export interface Address {
  address: string;
  port: number;
  family: "IPv4" | "IPv6";
}

export class Server {
  #native: NativeServer;
  #onClose: (server: Server) => void;
  #closed: Promise<void> | undefined;

  constructor(native: NativeServer, onClose: (server: Server) => void) {
    this.#native = native;
    this.#onClose = onClose;
  }

  get port(): number {
    return op_racejs_server_port(this.#native);
  }

  /** A method, as Node has it. */
  address(): Address {
    const address = op_racejs_server_host(this.#native);
    const family = address.includes(":") ? "IPv6" : "IPv4";
    return { address, port: this.port, family };
  }

  get url(): string {
    const { address, port } = this.address();
    const isAny = address === "::" || address === "0.0.0.0";
    const bracketed = address.includes(":") ? `[${address}]` : address;
    return `http://${isAny ? "localhost" : bracketed}:${port}`;
  }

  close(onClosed?: () => void): Promise<void> {
    if (this.#closed === undefined) {
      this.#closed = op_racejs_server_close(this.#native);
      this.#onClose(this);
    }
    if (typeof onClosed === "function") this.#closed.then(() => onClosed());
    return this.#closed;
  }
}

export interface Listen {
  port: number;
  host: string | null;
  onListening: (() => void) | undefined;
}

/** `([port], [host | options], [backlog], [callback])`, each of which may be left out; the backlog is the system's. */
export function parseListen(args: readonly unknown[]): Listen {
  const listen: Listen = {
    port: DEFAULT_PORT,
    host: null,
    onListening: undefined,
  };
  for (const [index, arg] of args.entries()) {
    if (arg === undefined || arg === null) continue;
    if (typeof arg === "function") {
      listen.onListening = arg as () => void;
    } else if (typeof arg === "object") {
      const { port, host } = arg as ListenOptions;
      if (port !== undefined) listen.port = parsePort(port);
      if (host !== undefined) listen.host = parseHost(host);
    } else if (index === 0) {
      listen.port = parsePort(arg);
    } else if (index === 1 || typeof arg !== "number") {
      listen.host = parseHost(arg);
    }
  }
  return listen;
}

function parsePort(value: unknown): number {
  const isText = typeof value === "string" && /^\d{1,5}$/.test(value);
  const port = isText ? Number(value) : value;
  if (Number.isInteger(port) && (port as number) >= 0 && (port as number) <= 65535) {
    return port as number;
  }
  throw coded(
    RangeError,
    "RACE_HTTP_PORT",
    `\`${String(value)}\` is not a port (0 to 65535)`,
  );
}

function parseHost(value: unknown): string {
  if (typeof value === "string" && value !== "") return value;
  throw coded(
    TypeError,
    "RACE_HTTP_HOST",
    `\`${String(value)}\` is not a host name or an address`,
  );
}
