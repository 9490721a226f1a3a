import type { ReactNode } from 'react';
import './banner.css';

export type Tone = 'info' | 'success' | 'warning' | 'error';

const marks: Record<Tone, string> = { info: 'i', success: '✓', warning: '!', error: '✕' };

export interface BannerProps {
  tone?: Tone;
  title?: string;
  children?: ReactNode;
  /** Buttons or links: the way on. */
  actions?: ReactNode;
  /** `alert` when it comes up in answer to what the person just did; else it is read in place. */
  role?: 'alert' | 'status' | 'note';
}

/** A message that stays where it is. */
export function Banner({ tone = 'info', title, children, actions, role = 'note' }: BannerProps) {
  return (
    <div className={`banner banner-${tone}`} role={role}>
      <span className="banner-mark" aria-hidden="true">
        {marks[tone]}
      </span>
      <div className="banner-body">
        {title && <p className="banner-title">{title}</p>}
        {children}
        {actions && <div className="banner-actions">{actions}</div>}
      </div>
    </div>
  );
}
