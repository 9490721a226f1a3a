import { TextField } from '@1999/web-kit';
import { useDeferredValue, useEffect, useState } from 'react';

/** Words to narrow a list by, which stand in the address; taken over while they are typed. */
export function SearchField(props: {
  label: string;
  maxLength: number;
  sought: string | undefined;
  onSeek(sought: string | undefined): void;
}) {
  const { label, maxLength, sought = '', onSeek } = props;
  const [typed, setTyped] = useState(sought);
  const wanted = useDeferredValue(typed.trim());
  useEffect(() => {
    if (wanted !== sought) onSeek(wanted || undefined);
  });
  return (
    <TextField
      type="search"
      label={label}
      maxLength={maxLength}
      value={typed}
      onChange={setTyped}
    />
  );
}
