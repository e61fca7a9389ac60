import type { ReactNode } from "react";
import { AdminNav } from "../../../features/admin-nav/admin-nav";

/** The pages for administrators with the way between them. It guards nothing: each page asks for what it shows. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <AdminNav />
      {children}
    </>
  );
}
