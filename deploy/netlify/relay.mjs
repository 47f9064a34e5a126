/** The relay beside the app on Netlify. The build makes what it is. */
export { default } from '../../dist/relay/netlify.js'
export const config = { path: '/relay/*' }
