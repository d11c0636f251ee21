import type { Socket } from "node:net";

/**
 * Shares connections out between threads that listen on one port. The kernel deals them by chance, and a client often keeps its
 * connection for all that it pulls: then one thread sends most of it.
 * @param shares number of connections of each thread, in memory that all threads share
 * @param thread index of this thread in `shares`
 * @returns tells at a request whether its connection should end with the answer, so that the next one may come to a thread that
 * has fewer. It then counts as gone.
 */
export function fairShare(shares: Int32Array, thread: number): (socket: Socket) => boolean {
  const leaving = new WeakMap<Socket, () => void>();
  const enter = (socket: Socket): (() => void) => {
    let isCounted = true;
    const leave = (): void => {
      if (isCounted) Atomics.sub(shares, thread, 1);
      isCounted = false;
    };
    Atomics.add(shares, thread, 1);
    leaving.set(socket, leave);
    socket.once("close", leave);
    return leave;
  };
  return (socket) => {
    const leave = leaving.get(socket) ?? enter(socket);
    const own = Atomics.load(shares, thread);
    const all = shares.reduce((sum, share) => sum + share, 0);
    const isCrowded = own * shares.length >= all + shares.length;
    if (isCrowded) leave();
    return isCrowded;
  };
}
