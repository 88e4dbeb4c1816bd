/**
 * Certificates of servers.
 *
 * @module
 */

/**
 * A certificate with its key. Files are watched, and read again when they change.
 */
export interface Certificate {
  /** PEM text, or the path of a file with it: the certificate, then those that lead to a known authority. */
  cert: string;
  /** The private key, unencrypted: PEM text, or the path of a file with it. */
  key: string;
  /** The names that it is shown for; `*.example.com` stands for one label more. Default: those in the certificate. */
  serverNames?: readonly string[];
}

/**
 * How a server encrypts: TLS 1.2 and 1.3.
 *
 * @throws `listen()` throws with code `RACE_HTTP_TLS` if there is no certificate, or one cannot be used.
 *
 * @example
 * ```ts
 * import { createApp } from "racejs";
 *
 * const app = createApp();
 * app.get("/", () => "encrypted");
 * const server = app.listen({ port: 0, tls: { cert: "cert.pem", key: "key.pem" } });
 * console.log(new URL(server.url).protocol); // https:
 * await server.close();
 * ```
 */
export interface TlsOptions extends Partial<Certificate> {
  /**
   * More certificates, chosen by the name that a client asks for. The first of all is for clients that ask for none.
   */
  certificates?: readonly Certificate[];
  /** Whether clients may choose HTTP/2. Default `true`. */
  http2?: boolean;
}
