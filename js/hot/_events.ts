/**
 * @module What modules hear of reloads: `import.meta.hot.on()`. Knows no module.
 */

export type Listener = (payload: unknown) => void;

/** Vite's names stand for the same events, so that code written for it is told as well. */
const ALIASES: Record<string, string> = {
  "vite:beforeUpdate": "racejs:beforeUpdate",
  "vite:afterUpdate": "racejs:afterUpdate",
  "vite:error": "racejs:error",
};

const listeners = new Map<string, Set<Listener>>();

/** What it gives back takes the listener away. */
export function listen(event: string, listener: Listener): () => void {
  const name = ALIASES[event] ?? event;
  const known = listeners.get(name) ?? new Set();
  listeners.set(name, known.add(listener));
  return () => known.delete(listener);
}

/** A listener that fails is no reason for a reload to fail. */
export function emit(event: string, payload: unknown): void {
  for (const listener of [...listeners.get(event) ?? []]) {
    try {
      listener(payload);
    } catch (error) {
      console.error(error);
    }
  }
}
