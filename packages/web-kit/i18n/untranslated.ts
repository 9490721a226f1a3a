import { parseSync } from 'vite';

export interface Finding {
  line: number;
  text: string;
}

/** Attributes whose value a person reads or hears. */
const spokenAttributes = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'body',
  'confirmLabel',
  'description',
  'emptyText',
  'errorMessage',
  'heading',
  'hint',
  'label',
  'message',
  'placeholder',
  'title',
]);

/** A word a person would read: a CJK character, or two letters in a row. */
const readable = /\p{Script=Han}|\p{Script=Bopomofo}|\p{L}{2}/u;
const chinese = /\p{Script=Han}|\p{Script=Bopomofo}/u;

type Node = { type: string; start: number } & Record<string, unknown>;

/**
 * Words in the JSX of `source` that do not come from the catalogues: text between tags, string
 * attributes people read, and Chinese in any string or template of the file.
 */
export function untranslated(fileName: string, source: string): Finding[] {
  const { program } = parseSync(fileName, source);
  const found: Finding[] = [];
  const report = (node: Node, text: unknown) => {
    const line = source.slice(0, node.start).split('\n').length;
    found.push({ line, text: String(text).trim() });
  };

  const visit = (node: Node, parent?: Node, grand?: Node): void => {
    if (node.type === 'JSXText' && readable.test(String(node.value))) report(node, node.value);
    else if (node.type === 'Literal' && typeof node.value === 'string') {
      const spoken = readable.test(node.value) && isSpoken(parent, grand);
      if (spoken || chinese.test(node.value)) report(node, node.value);
    } else if (node.type === 'TemplateElement') {
      const raw = (node.value as { raw: string }).raw;
      if (chinese.test(raw)) report(node, raw);
    }
    for (const child of Object.values(node)) {
      for (const item of Array.isArray(child) ? child : [child]) {
        if (isNode(item)) visit(item, node, parent);
      }
    }
  };
  visit(program as unknown as Node);
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** Whether a string standing there is shown: `{'text'}` as a child, or an attribute people read. */
function isSpoken(parent?: Node, grand?: Node): boolean {
  const holder = parent?.type === 'JSXExpressionContainer' ? grand : parent;
  if (holder?.type === 'JSXAttribute') {
    return spokenAttributes.has(String((holder.name as { name?: unknown }).name));
  }
  return parent?.type === 'JSXExpressionContainer';
}
