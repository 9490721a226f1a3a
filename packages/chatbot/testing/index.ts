export { type Behaviour, type ModelStandIn, startModelStandIn } from './model-stand-in.ts';
