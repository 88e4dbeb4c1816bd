/**
 * @module `trust proxy`: which of the hosts between a client and this one tell the truth about where a request came
 * from. Knows nothing of requests.
 */

/** Whether a host, so many hops away, is a proxy of ours. */
export type Trust = (address: string, hop: number) => boolean;

interface Block {
  bytes: readonly number[];
  bits: number;
}

const NAMED: Record<string, readonly string[]> = {
  linklocal: ["169.254.0.0/16", "fe80::/10"],
  loopback: ["127.0.0.1/8", "::1/128"],
  uniquelocal: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/** From the setting's value to a function of an address and its distance. */
export function compileTrust(value: unknown): Trust {
  if (typeof value === "function") return value as Trust;
  if (value === true) return () => true;
  if (typeof value === "number") return (_address, hop) => hop < value;
  if (!value) return () => false;
  const names = typeof value === "string" ? value.split(",") : value as readonly string[];
  const blocks = names.flatMap((name) => NAMED[name.trim()] ?? [name.trim()]).map(parseBlock);
  return (address) => {
    const bytes = parseAddress(address);
    return bytes !== undefined && blocks.some((block) => contains(block, bytes));
  };
}

/** From the peer outwards: what it and each trusted proxy says of the one before it. */
export function forwardedAddresses(peer: string, header: string | undefined, trust: Trust): string[] {
  const said = header?.split(",").map((each) => each.trim()).filter((each) => each !== "").reverse() ?? [];
  const all = [peer, ...said];
  const end = all.findIndex((address, hop) => hop === all.length - 1 || !trust(address, hop));
  return all.slice(0, end + 1);
}

function parseBlock(text: string): Block {
  const [address = "", range] = text.split("/", 2) as [string, string?];
  const bytes = parseAddress(address);
  if (bytes === undefined) throw new TypeError(`invalid IP address: ${text}`);
  const isMapped = bytes.length === 4 && address.includes(":");
  const most = bytes.length * 8;
  const bits = range === undefined ? most : isMapped ? Number(range) - 96 : parseRange(range);
  if (!(Number.isInteger(bits) && bits >= (isMapped ? 0 : 1) && bits <= most)) throw new TypeError(`invalid range on address: ${text}`);
  return { bytes, bits };
}

/** A number of bits, or a mask as `255.255.0.0`. */
function parseRange(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const mask = parseAddress(text)?.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return mask !== undefined && /^1+0*$/.test(mask) ? mask.replaceAll("0", "").length : Number.NaN;
}

function contains({ bytes, bits }: Block, address: readonly number[]): boolean {
  if (address.length !== bytes.length) return false;
  return bytes.every((byte, index) => {
    const left = Math.min(8, Math.max(0, bits - index * 8));
    const mask = (0xff << (8 - left)) & 0xff;
    return (byte & mask) === (address[index]! & mask);
  });
}

/** 4 bytes or 16; an IPv4 address in the form of an IPv6 one has 4. */
function parseAddress(text: string): number[] | undefined {
  return text.includes(":") ? parseV6(text.split("%", 1)[0]!) : parseV4(text);
}

function parseV4(text: string): number[] | undefined {
  const parts = text.split(".");
  const isAddress = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  return isAddress ? parts.map(Number) : undefined;
}

function parseV6(text: string): number[] | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted !== null) {
    const tail = parseV4(dotted[2]!);
    if (tail === undefined) return undefined;
    const hex = (at: number) => ((tail[at]! << 8) | tail[at + 1]!).toString(16);
    return parseV6(`${dotted[1]}${hex(0)}:${hex(2)}`);
  }
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const groups = (part: string) => part === "" ? [] : part.split(":");
  const front = groups(head);
  const back = tail === undefined ? [] : groups(tail);
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...front, ...Array<string>(missing).fill("0"), ...back];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const bytes = all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]);
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  return isMapped ? bytes.slice(12) : bytes;
}
