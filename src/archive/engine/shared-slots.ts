/** Shared memory of several threads, made when it is first used, and used again and again. It is neither copied nor garbage. */
export interface SharedSlots {
  readonly count: number;
  at(place: number): SharedArrayBuffer;
}

export function sharedSlots(count: number, size: number): SharedSlots {
  const slots: SharedArrayBuffer[] = [];
  return { count, at: (place) => (slots[place] ??= new SharedArrayBuffer(size)) };
}
