import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import type { KeyCombo } from './key-combo.ts';
import { type Shortcut, ShortcutRegistry } from './shortcut-registry.ts';

const RegistryContext = createContext<ShortcutRegistry | null>(null);

/** Listens for the shortcuts of everything inside. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new ShortcutRegistry(localStorage));
  useEffect(() => {
    // Before the control in focus hears of it: Ctrl+Enter on a list's button sends the form.
    const onKeyDown = (event: KeyboardEvent) => {
      if (registry.handle(event)) event.stopPropagation();
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [registry]);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

/** @throws Error outside of the provider. */
export function useShortcutRegistry(): ShortcutRegistry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error('shortcuts need a ShortcutProvider above them');
  return registry;
}

/**
 * While the component is on screen, `combo` (or the key the person chose for `id`) runs `run`:
 * `useShortcut('answer', 'F2', t('call.answer'), answer)`.
 */
export function useShortcut(
  id: string,
  combo: KeyCombo,
  label: string,
  run: () => void,
  options: { enabled?: boolean } = {},
): void {
  const registry = useShortcutRegistry();
  const latest = useEffectEvent(run);
  const enabled = options.enabled ?? true;
  useEffect(
    () => (enabled ? registry.add({ id, combo, label }, () => latest()) : undefined),
    [registry, id, combo, label, enabled],
  );
}

/** The shortcuts now on screen, with the keys that work now. */
export function useShortcutList(): readonly Shortcut[] {
  const registry = useShortcutRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list);
}
