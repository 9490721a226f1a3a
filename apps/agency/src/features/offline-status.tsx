import { Banner, ConfirmDialog, session, toast, useAnnounce } from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useT } from '../messages/index.ts';
import { outbox } from '../offline/outbox-box.ts';
import { useOutbox, useReachable } from '../offline/use-outbox.ts';

/** Says whether the server can be reached and what still waits here; starts the sending. */
export function OfflineStatus() {
  const t = useT();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const reachable = useReachable();
  const waiting = useOutbox().filter(({ state }) => state === 'waiting').length;

  const settled = useEffectEvent<Parameters<typeof outbox.onSettled>[0]>((entry, kind) => {
    void queries.invalidateQueries({ queryKey: ['order', entry.orderId] });
    void queries.invalidateQueries({ queryKey: ['orders'] });
    if (kind === 'received') toast(t(`action.${entry.action}.done`), 'success');
    else if (kind === 'refused') {
      toast(t('outbox.refused', { number: entry.orderNumber }), 'error');
      announce(t('outbox.refused', { number: entry.orderNumber }), { politeness: 'assertive' });
    }
  });
  useEffect(() => {
    const leave = outbox.onSettled((entry, kind) => settled(entry, kind));
    outbox.start();
    return leave;
  }, []);
  useEffect(() => {
    if (!reachable) return;
    void queries.invalidateQueries();
    void outbox.kick();
  }, [reachable, queries]);

  if (reachable && waiting === 0) return <SignOutGuard />;
  return (
    <div className="staff-banner">
      <SignOutGuard />
      <Banner tone={reachable ? 'info' : 'warning'} role="status">
        {!reachable && <p>{t('offline.now')}</p>}
        {waiting > 0 && <p>{t('outbox.count', { count: waiting })}</p>}
      </Banner>
    </div>
  );
}

/** Signing out takes what waits off this device, so it asks first. */
function SignOutGuard() {
  const t = useT();
  const [answer, setAnswer] = useState<(leave: boolean) => void>();
  const unsent = useOutbox().filter(({ state }) => state !== 'noted').length;
  useEffect(() => {
    session.guardSignOut(() =>
      unsent === 0 ? Promise.resolve(true) : new Promise((resolve) => setAnswer(() => resolve)),
    );
    return () => session.guardSignOut(async () => true);
  }, [unsent]);
  const say = (leave: boolean) => {
    answer?.(leave);
    setAnswer(undefined);
  };
  return (
    <ConfirmDialog
      isOpen={answer !== undefined}
      title={t('signOut.unsent', { count: unsent })}
      confirmLabel={t('signOut.discard')}
      danger
      onConfirm={() => say(true)}
      onCancel={() => say(false)}
    >
      <p>{t('signOut.unsent.body')}</p>
    </ConfirmDialog>
  );
}
