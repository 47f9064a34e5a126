/** The relay beside the app on Vercel, which looks for functions here; `vercel.json` says where it is. The build makes what it is. */
export { GET, OPTIONS, POST } from '../dist/relay/vercel.js'
