import { District, MatterType } from '@1999/cases/contract';
import {
  CalendarView,
  IncidentRuleView,
  PolicyView,
  VerificationRuleView,
} from '@1999/dispatch/contract';
import { api } from '@1999/web-kit';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';

/** Every version of every deadline rule. */
export function usePolicies() {
  return useQuery({
    queryKey: ['policies'],
    queryFn: ({ signal }) =>
      api.get('/api/dispatch/policies', { schema: z.array(PolicyView), signal }),
  });
}

/** The newest version of each working calendar. */
export function useCalendars() {
  return useQuery({
    queryKey: ['calendars'],
    queryFn: ({ signal }) =>
      api.get('/api/dispatch/calendars', { schema: z.array(CalendarView), signal }),
  });
}

/** The newest version of each type's rule of incidents and surges. */
export function useIncidentRules() {
  return useQuery({
    queryKey: ['incidentRules'],
    queryFn: ({ signal }) =>
      api.get('/api/dispatch/incident-rules', { schema: z.array(IncidentRuleView), signal }),
  });
}

/** Of each type whether its reports must be confirmed. */
export function useVerificationRules() {
  return useQuery({
    queryKey: ['verificationRules'],
    queryFn: ({ signal }) =>
      api.get('/api/dispatch/verification-rules', {
        schema: z.array(VerificationRuleView),
        signal,
      }),
  });
}

/** The city's matter types and districts, which rules name by code. */
export function usePlacesAndTypes() {
  return useQuery({
    queryKey: ['placesAndTypes'],
    queryFn: async ({ signal }) => {
      const [types, districts] = await Promise.all([
        api.get('/api/matter-types', { schema: z.array(MatterType), signal }),
        api.get('/api/districts', { schema: z.array(District), signal }),
      ]);
      return { types, districts };
    },
  });
}
