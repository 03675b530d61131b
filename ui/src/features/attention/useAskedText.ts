import { useTranslation } from "react-i18next";

import { usePractitionerName } from "@/appointment/usePlaceText";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { RefusedChange } from "@/ipc/generated/commands";
import { usePrivacy } from "@/patient/privacy";

import { type AskedPlace, amountIn, enteredIn, isPlace, isStatus, nameIn, textIn } from "./asked";

/** Puts what was asked into words: `Book Today 14:00, 20 min, Dr Aoife Byrne`. */
export function useAskedText(): (refused: RefusedChange) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const placeText = useAskedPlaceText();
  const isHidden = usePrivacy();
  const missing = format.words.notKnown;
  return ({ command, request }) => {
    const text = (name: string): string => textIn(request, name) ?? missing;
    const place = isPlace(request) ? placeText(request) : missing;
    switch (command) {
      case "book_appointment":
        return t("attention.did.book_appointment", { place });
      case "move_appointment":
        return t("attention.did.move_appointment", { place });
      case "cancel_appointment":
        return t("attention.did.cancel_appointment", { reason: text("reason") });
      case "advance_appointment": {
        const to = textIn(request, "to");
        const status = isStatus(to) ? t(`agenda.status.${to}`) : missing;
        return t("attention.did.advance_appointment", { status });
      }
      case "register_patient": {
        const name = nameIn(request);
        const shown = isHidden ? t("frame.privacy.someone") : name && format.name(name);
        return t("attention.did.register_patient", { name: shown ?? missing });
      }
      case "invite_person": {
        const name = nameIn(request);
        return t("attention.did.invite_person", { name: name ? format.staff(name) : missing });
      }
      case "save_custom_role":
        return t("attention.did.save_custom_role", { name: text("name") });
      case "record_allergy":
        return t("attention.did.record_allergy", { substance: text("substance") });
      case "record_coverage":
        return t("attention.did.record_coverage", { payer: text("payer") });
      case "take_payment": {
        const amount = amountIn(request);
        return t("attention.did.take_payment", { amount: amount ? format.money(amount) : missing });
      }
      case "credit_invoice":
        return t("attention.did.credit_invoice", { reason: text("reason") });
      case "settle_conflict": {
        const value = enteredIn(request);
        return value === undefined
          ? t("attention.did.settle_conflict_kept")
          : t("attention.did.settle_conflict", { value });
      }
      case "assign_monitor":
        return t("attention.did.assign_monitor", { bed: text("bed") });
      case "register_here":
      case "end_care_here":
        return t(`attention.did.${command}`, { reason: text("reason") });
      case "lease_slots":
      case "end_slot_lease":
      case "describe_appointment":
      case "edit_patient":
      case "retract_allergy":
      case "state_no_known_allergies":
      case "end_coverage":
      case "restrict_record":
      case "lift_restriction":
      case "break_glass":
      case "end_emergency_access":
      case "review_emergency_access":
      case "chart_vitals":
      case "draft_invoice":
      case "edit_invoice_lines":
      case "discard_invoice":
      case "issue_invoice":
      case "release_monitor":
      case "acknowledge_alarm":
      case "discard_attention":
      case "rebook_attention":
      case "change_person":
      case "reset_sign_in":
      case "set_password":
      case "set_second_factor":
      case "spend_recovery_code":
      case "link_identity":
      case "unlink_identity":
      case "unlink_person":
        return t(`attention.did.${command}`);
      default:
        return t("attention.did.unknown", { command });
    }
  };
}

/** A place that was asked for, in words. */
export function useAskedPlaceText(): (place: AskedPlace) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const nameOf = usePractitionerName();
  return ({ date, start, minutes, practitioner }) =>
    t("attention.place", {
      day: format.day(date, today),
      time: format.time(start),
      minutes,
      name: nameOf(practitioner),
    });
}
