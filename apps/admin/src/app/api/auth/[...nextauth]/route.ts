import { authRouteHandler } from "../../../../auth/route-handler";

export { authRouteHandler as GET, authRouteHandler as POST };
