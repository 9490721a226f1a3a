import { type ReactNode, useEffect, useRef } from 'react';
import './page.css';

/** False until the first page of this load has shown; then each new page takes the focus. */
let navigated = false;

/**
 * One page inside the shell: its heading, which takes the focus after a navigation so that
 * keyboards and screen readers start there, and the title of the tab.
 */
export function Page(props: {
  title: string;
  /** Told in the tab's title; the heading stays. For a change of state ("incoming call"). */
  tabTitle?: string;
  /** Chips and buttons beside the heading. */
  aside?: ReactNode;
  children: ReactNode;
  /** `wide` fills the window; `narrow` is a comfortable line length. */
  width?: 'normal' | 'wide' | 'narrow';
  headingHidden?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const tabTitle = props.tabTitle ?? props.title;

  useEffect(() => {
    document.title = `${tabTitle} · 1999`;
  }, [tabTitle]);

  useEffect(() => {
    if (navigated) heading.current?.focus();
    navigated = true;
  }, []);

  return (
    <div className={`page page-${props.width ?? 'normal'}`}>
      <div className={props.headingHidden ? 'visually-hidden' : 'page-head'}>
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.aside}
      </div>
      {props.children}
    </div>
  );
}

/** A titled block of a page. */
export function Card(props: { title?: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="card" aria-label={props.title}>
      {(props.title || props.aside) && (
        <div className="card-head">
          {props.title && <h2>{props.title}</h2>}
          {props.aside}
        </div>
      )}
      {props.children}
    </section>
  );
}

/** Facts as pairs of name and value. */
export function Facts({ items }: { items: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {items.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two facts may have one name (two returns)
        <div key={index} className="fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
