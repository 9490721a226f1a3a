import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useKitT } from '../i18n/create-i18n.ts';
import { session } from '../session/session-store.ts';
import './order-photos.css';

/** Gets one photo's bytes. */
export type LoadPhoto = (id: string, signal: AbortSignal) => Promise<Blob>;

/** A photo from the server, with the sign-in. @throws Error when there is no answer or a refusal. */
export const fetchPhoto: LoadPhoto = async (id, signal) => {
  const answer = await fetch(`/api/attachments/${id}`, {
    headers: { authorization: `Bearer ${session.token}` },
    signal,
  });
  if (!answer.ok) throw new Error(`photo ${answer.status}`);
  return answer.blob();
};

/** The order's photos, small; a press opens one whole. Each is fetched with the sign-in, so no address of it can be passed on. */
export function OrderPhotos({ ids, load }: { ids: readonly string[]; load?: LoadPhoto }) {
  return (
    <ul className="photos">
      {ids.map((id, index) => (
        <li key={id}>
          <Photo id={id} number={index + 1} load={load ?? fetchPhoto} />
        </li>
      ))}
    </ul>
  );
}

function Photo({ id, number, load }: { id: string; number: number; load: LoadPhoto }) {
  const t = useKitT();
  const photo = useQuery({
    queryKey: ['attachment', id],
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    queryFn: ({ signal }) => load(id, signal),
  });
  const url = useObjectUrl(photo.data);
  if (!url)
    return (
      <span className="muted">{t(photo.isError ? 'kit.photo.failed' : 'kit.photo.loading')}</span>
    );
  return (
    <a href={url} target="_blank" rel="noreferrer">
      <img src={url} alt={t('kit.photo.name', { number })} />
    </a>
  );
}

function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
