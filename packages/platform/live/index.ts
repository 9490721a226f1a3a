import type { Module } from '../module/module.ts';
import { liveAccess } from './access.ts';
import { changesRoute } from './changes-route.ts';

/** The platform's own room: what happens, told to those who may hear it. */
export const live: Module = { name: 'live', access: liveAccess, routes: changesRoute };
