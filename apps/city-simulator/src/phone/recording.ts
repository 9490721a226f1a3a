/** Whether a file the line plays is a recorded prompt of the hotline, not its music. */
export function isRecording(address: string): boolean {
  return address.includes('/telephony/twilio/sounds/');
}
