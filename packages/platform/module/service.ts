/** A typed name under which a room keeps something that lives as long as the application does. */
export interface ServiceKey<T> {
  readonly name: string;
  readonly create: () => T;
}

/** Declares a service; it is made on first use, once for each application. */
export function service<T>(name: string, create: () => T): ServiceKey<T> {
  return { name, create };
}

/** Holds one application's services, so that no room needs a global variable. */
export class Services {
  readonly #held = new Map<ServiceKey<unknown>, unknown>();

  get<T>(key: ServiceKey<T>): T {
    if (!this.#held.has(key)) this.#held.set(key, key.create());
    return this.#held.get(key) as T;
  }
}
