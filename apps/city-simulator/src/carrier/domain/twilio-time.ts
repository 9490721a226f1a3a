const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An instant in Twilio's form (RFC 2822, UTC): `Tue, 18 Aug 2026 20:36:28 +0000`. */
export function twilioTime(epochMs: number): string {
  const at = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO('UTC');
  const two = (n: number) => String(n).padStart(2, '0');
  const date = `${days[at.dayOfWeek - 1]}, ${two(at.day)} ${months[at.month - 1]} ${at.year}`;
  return `${date} ${two(at.hour)}:${two(at.minute)}:${two(at.second)} +0000`;
}
