import { parseSync, visitorKeys } from 'oxc-parser';

/** What the rules need to know of one source file. */
export interface Source {
  /** Every module it names: static, type-only, re-exported or dynamic. */
  imports: string[];
  /** Readings of the machine's clock, as written. */
  clockReads: string[];
  /** Names used that a browser does not have. */
  serverGlobals: string[];
}

interface Node {
  type: string;
  [key: string]: unknown;
}

const SERVER_GLOBALS = new Set(['Temporal', 'process', 'Buffer', '__dirname', '__filename']);

/** @throws Error when the text is not TypeScript: an unread file would pass every rule. */
export function parseSource(file: string, text: string): Source {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const source: Source = { imports: [], clockReads: [], serverGlobals: [] };
  visit(program as unknown as Node, source);
  return source;
}

function visit(node: Node, source: Source): void {
  note(node, source);
  for (const key of visitorKeys[node.type] ?? []) {
    // The name after a dot and the name of a property are not uses of a global.
    if (isPlainName(node, key)) continue;
    const child = node[key];
    for (const one of Array.isArray(child) ? child : [child]) {
      if (one && typeof one === 'object') visit(one as Node, source);
    }
  }
}

function isPlainName(node: Node, key: string): boolean {
  return (
    (key === 'property' && node.type === 'MemberExpression' && !node.computed) ||
    (key === 'key' &&
      (node.type === 'Property' || node.type.endsWith('Definition')) &&
      !node.computed) ||
    (key === 'right' && node.type === 'TSQualifiedName')
  );
}

function note(node: Node, source: Source): void {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType': {
      const named = (node.source ?? node.argument) as { value?: unknown } | null;
      if (typeof named?.value === 'string') source.imports.push(named.value);
      return;
    }
    case 'CallExpression': {
      const callee = node.callee as Node;
      if (isName(callee, 'Date')) source.clockReads.push('Date()');
      const [first] = node.arguments as { value?: unknown }[];
      if (isName(callee, 'require') && typeof first?.value === 'string') {
        source.imports.push(first.value);
      }
      return;
    }
    case 'NewExpression':
      if (isName(node.callee as Node, 'Date') && (node.arguments as []).length === 0) {
        source.clockReads.push('new Date()');
      }
      return;
    case 'MemberExpression': {
      const property = node.property as { name?: string; value?: unknown };
      const name = node.computed ? property.value : property.name;
      if (isName(node.object as Node, 'Date') && name === 'now') source.clockReads.push('Date.now');
      if (isName(node.object as Node, 'Temporal') && name === 'Now') {
        source.clockReads.push('Temporal.Now');
      }
      return;
    }
    case 'Identifier':
      if (SERVER_GLOBALS.has(node.name as string)) source.serverGlobals.push(node.name as string);
  }
}

const isName = (node: Node, name: string) => node.type === 'Identifier' && node.name === name;
