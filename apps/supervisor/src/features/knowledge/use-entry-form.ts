import type { FaqEntryView } from '@1999/knowledge/contract';
import { ApiError, api, toast, useZodForm } from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { readKept, writeKept } from './kept-draft.ts';
import { CompleteDraft, contentOf, draftOf, type KnowledgeDraft } from './knowledge-draft.ts';
import { pathOf, Written } from './use-knowledge.ts';

/**
 * The form of an entry that exists. What is typed is kept on the device until it is saved; a version
 * that somebody else saves meanwhile is a conflict only when something was typed here.
 */
export function useEntryForm(view: FaqEntryView) {
  const { entry, content } = view;
  const t = useT();
  const queries = useQueryClient();
  const [kept] = useState(() => readKept(entry.id));
  const [base, setBase] = useState(() => ({
    version: kept?.basedOn ?? entry.version,
    written: kept ? '' : JSON.stringify(draftOf(content)),
  }));
  const form = useZodForm(CompleteDraft, { defaultValues: kept?.values ?? draftOf(content) });
  const values = form.watch() as KnowledgeDraft;
  const written = JSON.stringify(values);
  const touched = written !== base.written;

  const kepts = useRef(written);
  useEffect(() => {
    if (kepts.current === written) return;
    kepts.current = written;
    writeKept(entry.id, touched ? { basedOn: base.version, values: JSON.parse(written) } : null);
  }, [written, touched, entry.id, base.version]);

  /** Takes the server's words; what was typed here is given up. */
  const take = () => {
    const newest = draftOf(content);
    writeKept(entry.id, null);
    form.reset(newest);
    setBase({ version: entry.version, written: JSON.stringify(newest) });
  };
  useEffect(() => {
    if (!touched && entry.version > base.version) take();
  });

  /** Saves a new version on top of the one that was read, or of `onto`. */
  const save = async (draft: KnowledgeDraft, onto = base.version): Promise<void> => {
    try {
      const body = { ...contentOf(draft, content), basedOn: onto };
      const { version } = await api.put(pathOf(entry.id), { body, schema: Written });
      writeKept(entry.id, null);
      setBase({ version, written: JSON.stringify(draft) });
      toast(t('knowledge.saved', { version }));
    } catch (error) {
      const conflict = error instanceof ApiError && error.code === 'edited_meanwhile';
      if (conflict) await queries.invalidateQueries({ queryKey: ['knowledge', 'entry', entry.id] });
      throw error;
    }
    await queries.invalidateQueries({ queryKey: ['knowledge'] });
  };

  return {
    form,
    values,
    touched,
    restored: kept !== null && touched,
    /** Somebody else has saved a version that was not read here. */
    conflict: touched && entry.version > base.version,
    save,
    take,
  };
}
export type EntryForm = ReturnType<typeof useEntryForm>;
