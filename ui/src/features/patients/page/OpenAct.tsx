import type { PatientPageView } from "@/ipc/generated/commands";

import { NoKnownAllergiesDialog } from "../clinical/NoKnownAllergiesDialog";
import { RecordAllergyDialog } from "../clinical/RecordAllergyDialog";
import { RecordCoverageDialog } from "../coverage/RecordCoverageDialog";
import { EndCareDialog } from "../facilities/EndCareDialog";
import { ChartVitalsDialog } from "../vitals/ChartVitalsDialog";
import type { Act } from "./acts";
import { EditPatientDialog } from "./EditPatientDialog";

interface OpenActProps {
  act: Act | null;
  page: PatientPageView;
  onClose: () => void;
}

/** The sheet of what is being done to the record. */
export function OpenAct({ act, page, onClose }: OpenActProps) {
  const { summary } = page;
  switch (act) {
    case null:
      return null;
    case "edit":
      return <EditPatientDialog page={page} onClose={onClose} />;
    case "allergy":
      return <RecordAllergyDialog patient={summary} onClose={onClose} />;
    case "noneKnown":
      return <NoKnownAllergiesDialog patient={summary} onClose={onClose} />;
    case "vitals":
      return <ChartVitalsDialog patient={summary} onClose={onClose} />;
    case "endCare":
      return <EndCareDialog patient={summary} onClose={onClose} />;
    case "coverage":
      return <RecordCoverageDialog patient={summary} onClose={onClose} />;
  }
}
