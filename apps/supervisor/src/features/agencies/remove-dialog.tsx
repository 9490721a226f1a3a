import { api, ConfirmDialog } from '@1999/web-kit';
import { useState } from 'react';
import { useAttempt, useChanged } from './use-agencies.ts';

/** Asks before something of an agency is taken away, and takes it away. */
export function RemoveDialog(props: {
  agencyId: string;
  /** What is deleted, behind the agency's own path. */
  path: string;
  title: string;
  confirmLabel: string;
  body: string;
  /** Said when it is done. */
  done: string;
  onDone(): void;
}) {
  const { agencyId, path, title, confirmLabel, body, done, onDone } = props;
  const changed = useChanged(agencyId);
  const attempt = useAttempt();
  const [isPending, setPending] = useState(false);
  const remove = async () => {
    setPending(true);
    await attempt(async () => {
      await api.del(`/api/agencies/${agencyId}/${path}`);
      await changed(done);
    });
    onDone();
  };
  return (
    <ConfirmDialog
      isOpen
      danger
      title={title}
      confirmLabel={confirmLabel}
      isPending={isPending}
      onConfirm={() => void remove()}
      onCancel={onDone}
    >
      <p>{body}</p>
    </ConfirmDialog>
  );
}
