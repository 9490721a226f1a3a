/** The names of a district's villages (里), by its code; loaded when first asked for. */
export async function villagesOf(districtCode: string): Promise<readonly string[]> {
  const { default: all } = await import('./villages.json', { with: { type: 'json' } });
  return (all as Readonly<Record<string, readonly string[]>>)[districtCode] ?? [];
}
