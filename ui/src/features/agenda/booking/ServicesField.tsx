import { X } from "lucide-react";
import { useState } from "react";
import { Button, Tag, TagGroup, TagList } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { ComboBox } from "@/components/ComboBox";
import type { Directory } from "@/ipc/directory";
import type { ServiceId } from "@/ipc/generated/commands";

import styles from "./Booking.module.css";

interface ServicesFieldProps {
  directory: Directory;
  value: readonly ServiceId[];
  onChange: (services: ServiceId[]) => void;
  error?: string | undefined;
}

/** The services planned: found by typing, taken off with Backspace or the cross. */
export function ServicesField({ directory, value, onChange, error }: ServicesFieldProps) {
  const { t } = useTranslation();
  // A fresh box after each choice, so that the next one begins empty.
  const [chosen, setChosen] = useState(0);
  const options = directory.services
    .filter(({ id, active }) => active && !value.includes(id))
    .map(({ id, name, code }) => ({ id, name, detail: code }));
  const tags = value.map((id) => ({ id, name: directory.service(id)?.name ?? id }));
  return (
    <div className={styles.services}>
      <ComboBox
        key={chosen}
        label={t("agenda.booking.services")}
        options={options}
        value={null}
        placeholder={t("agenda.booking.addService")}
        none={t("agenda.booking.noService")}
        error={error}
        autoFocus={chosen > 0}
        onChange={(service) => {
          if (!service) return;
          onChange([...value, service]);
          setChosen((count) => count + 1);
        }}
      />
      {tags.length > 0 && (
        <TagGroup
          aria-label={t("agenda.booking.services")}
          onRemove={(keys) => onChange(value.filter((id) => !keys.has(id)))}
        >
          <TagList items={tags} className={styles.tags}>
            {({ name }) => (
              <Tag textValue={name} className={styles.tag}>
                <bdi>{name}</bdi>
                <Button slot="remove" aria-label={t("agenda.booking.remove", { name })}>
                  <X aria-hidden />
                </Button>
              </Tag>
            )}
          </TagList>
        </TagGroup>
      )}
    </div>
  );
}
