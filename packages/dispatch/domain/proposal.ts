/** What is known of the place and the type when an order is about to be issued. */
export interface ProposalFacts {
  /** The type's own agency. */
  readonly typeAgencyCode: string;
  /** The type belongs to the district office along roads narrower than this, in metres. */
  readonly belowRoadWidthM: number | null;
  readonly roadWidthM: number | null;
  /** The district's office, where it is on the platform. */
  readonly districtOfficeCode: string | null;
}

/**
 * The agency to propose; the agent decides. Side gutters along roads under 6 m, for example, are
 * the district office's, and the Water Resources Bureau's along wider ones.
 */
export function proposeAgency(facts: ProposalFacts): string {
  const narrow =
    facts.belowRoadWidthM !== null &&
    facts.roadWidthM !== null &&
    facts.roadWidthM < facts.belowRoadWidthM;
  return narrow && facts.districtOfficeCode ? facts.districtOfficeCode : facts.typeAgencyCode;
}
