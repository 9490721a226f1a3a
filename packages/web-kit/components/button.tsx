import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import './button.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  /** `primary`: the one main thing to do here. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  /** `large`: 48 px and more, for thumbs. */
  size?: 'normal' | 'large';
  children: ReactNode;
}

/** A button. While `isPending` it keeps its focus and place but does nothing. */
export function Button({ variant = 'secondary', size = 'normal', ...props }: ButtonProps) {
  return <AriaButton {...props} className={`button button-${variant} button-${size}`} />;
}
