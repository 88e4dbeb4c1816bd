/**
 * @module What `app.listen()` takes and gives.
 */

import { joinCluster, leaveCluster } from "ext:racejs_http/_cluster.ts";
import { checkNames } from "ext:racejs_http/_names.ts";
import { type NativeServer, ops } from "ext:racejs_http/_ops.ts";
import { coded } from "ext:racejs_http/errors.ts";

const DEFAULT_PORT = 3000;

/** A certificate with its key: PEM text, or the paths of files with it. */
export interface Certificate {
  cert: string;
  key: string;
  /** Names that it is for. Default: those in the certificate. */
  serverNames?: readonly string[];
}

export interface TlsOptions extends Partial<Certificate> {
  /** More certificates, chosen by the name that a client asks for. */
  certificates?: readonly Certificate[];
  /** Whether clients may choose HTTP/2. Default true. */
  http2?: boolean;
}

export interface ListenOptions {
  port?: number | string;
  host?: string;
  /** A Unix socket instead of a port. */
  path?: string;
  tls?: TlsOptions;
  /** HTTP/2 without TLS, for clients that know. */
  h2c?: boolean;
  /** Connections begin with a PROXY header, as a load balancer sends it. */
  proxyProtocol?: boolean;
}

const LISTEN_OPTIONS = ["port", "host", "path", "tls", "h2c", "proxyProtocol"];
const TLS_OPTIONS = ["cert", "key", "serverNames", "certificates", "http2"];

/** As the native side reads it. */
interface NativeListen {
  port: number;
  host: string | null;
  path: string | null;
  certificates: Certificate[] | null;
  http2: boolean;
  h2c: boolean;
  proxyProtocol: boolean;
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
    joinCluster(this);
  }

  /** One that never listened: the program is only looked at. */
  static none(): Server {
    const none: Pick<Server, "port" | "url" | "address" | "close" | "reloadCertificates"> = {
      port: 0,
      url: "",
      address: () => "",
      close: () => Promise.resolve(),
      reloadCertificates: () => {},
    };
    return none as Server;
  }

  /** 0 for a Unix socket. */
  get port(): number {
    return ops.op_racejs_server_port(this.#native);
  }

  /** A method, as Node has it; a path for a Unix socket. */
  address(): Address | string {
    const address = ops.op_racejs_server_host(this.#native);
    if (address.startsWith("/")) return address;
    const family = address.includes(":") ? "IPv6" : "IPv4";
    return { address, port: this.port, family };
  }

  get url(): string {
    const scheme = ops.op_racejs_server_is_tls(this.#native) ? "https" : "http";
    const whole = this.address();
    if (typeof whole === "string") return `${scheme}+unix:${whole}`;
    const { address, port } = whole;
    const isAny = address === "::" || address === "0.0.0.0";
    const bracketed = address.includes(":") ? `[${address}]` : address;
    return `${scheme}://${isAny ? "localhost" : bracketed}:${port}`;
  }

  /** Reads the certificates anew, now. */
  reloadCertificates(): void {
    ops.op_racejs_server_reload(this.#native);
  }

  close(onClosed?: () => void): Promise<void> {
    if (this.#closed === undefined) {
      this.#closed = ops.op_racejs_server_close(this.#native);
      this.#onClose(this);
      leaveCluster(this);
    }
    if (typeof onClosed === "function") this.#closed.then(() => onClosed());
    return this.#closed;
  }
}

export interface Listen {
  native: NativeListen;
  onListening: (() => void) | undefined;
}

/**
 * `([port | path], [host | options], [backlog], [callback])`, each of which may be left out; the backlog is the system's.
 * Node has options that mean nothing here: `isLenient` passes over what is not known.
 */
export function parseListen(args: readonly unknown[], isLenient = false): Listen {
  const native: NativeListen = {
    port: DEFAULT_PORT,
    host: null,
    path: null,
    certificates: null,
    http2: true,
    h2c: false,
    proxyProtocol: false,
  };
  const listen: Listen = { native, onListening: undefined };
  for (const [index, arg] of args.entries()) {
    if (arg === undefined || arg === null) continue;
    if (typeof arg === "function") {
      listen.onListening = arg as () => void;
    } else if (typeof arg === "object") {
      if (!isLenient) checkNames(arg, LISTEN_OPTIONS, "an option of `listen()`");
      applyOptions(native, arg as ListenOptions);
    } else if (index === 0) {
      if (typeof arg === "string" && arg.startsWith("/")) native.path = arg;
      else native.port = parsePort(arg);
    } else if (index === 1 || typeof arg !== "number") {
      native.host = parseHost(arg);
    }
  }
  return listen;
}

function applyOptions(native: NativeListen, { port, host, path, tls, h2c, proxyProtocol }: ListenOptions): void {
  if (port !== undefined) native.port = parsePort(port);
  if (host !== undefined) native.host = parseHost(host);
  if (path !== undefined) native.path = path;
  if (h2c !== undefined) native.h2c = h2c;
  if (proxyProtocol !== undefined) native.proxyProtocol = proxyProtocol;
  if (tls === undefined) return;
  checkNames(tls, TLS_OPTIONS, "an option of `listen({ tls })`");
  const { cert, key, serverNames, certificates = [], http2 = true } = tls;
  native.http2 = http2;
  native.certificates = [...certificates];
  if (cert !== undefined && key !== undefined) native.certificates.unshift({ cert, key, ...serverNames && { serverNames } });
  if (native.certificates.length === 0) {
    throw coded(TypeError, "RACE_HTTP_TLS", "`tls` needs a certificate and its key\nhint: `tls: { cert: \"cert.pem\", key: \"key.pem\" }`");
  }
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
