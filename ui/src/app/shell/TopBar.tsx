import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, Eye, EyeOff, Keyboard, Lock, Search, Settings } from "lucide-react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Avatar } from "@/components/Avatar";
import { IconButton } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { Menu } from "@/components/Menu";
import { useRoleName } from "@/format/useRoleName";
import { setPrivacy, usePrivacy } from "@/patient/privacy";

import { frameKeys } from "../keys";
import { Mark } from "../Mark";
import { useSession } from "../session/SessionContext";
import { Landmark } from "./Landmark";
import { SyncState } from "./SyncState";

import styles from "./Shell.module.css";

interface TopBarProps {
  onSearch: () => void;
  onHelp: () => void;
}

/** Search, the state of sharing, the facility, the person, lock. */
export function TopBar({ onSearch, onHelp }: TopBarProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { person, facility, lock } = useSession();
  const isHidden = usePrivacy();
  const role = useRoleName()(person);
  return (
    <Landmark tag="header" role="banner" label={t("frame.bar")} className={styles.bar}>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.facility}>{facility.name}</span>
      </div>
      <Button className={styles.search} onPress={onSearch}>
        <Search aria-hidden />
        <span className={styles.searchWords}>{t("frame.search.placeholder")}</span>
        <Kbd keys={frameKeys.palette.keys} />
      </Button>
      <div className={styles.end}>
        {isHidden && (
          <Button className={styles.hidden} onPress={() => setPrivacy(false)}>
            <EyeOff aria-hidden />
            {t("frame.privacy.hidden")}
          </Button>
        )}
        <SyncState />
        <span className={styles.divider} />
        <Menu
          label={t("frame.person.menu", { name: person.display_name, role })}
          sections={[
            {
              id: "person",
              entries: [
                {
                  id: "settings",
                  name: t("frame.person.settings"),
                  icon: <Settings aria-hidden />,
                  keys: frameKeys.settings.keys,
                  run: () => void navigate({ to: "/settings" }),
                },
                {
                  id: "keys",
                  name: t("frame.person.keys"),
                  icon: <Keyboard aria-hidden />,
                  keys: frameKeys.help.keys,
                  run: onHelp,
                },
                {
                  id: "privacy",
                  name: t(isHidden ? "frame.privacy.show" : "frame.privacy.hide"),
                  icon: isHidden ? <Eye aria-hidden /> : <EyeOff aria-hidden />,
                  keys: frameKeys.privacy.keys,
                  run: () => setPrivacy(!isHidden),
                },
              ],
            },
            {
              id: "leave",
              entries: [
                {
                  id: "lock",
                  name: t("frame.person.switch"),
                  icon: <Lock aria-hidden />,
                  keys: frameKeys.lock.keys,
                  run: lock,
                },
              ],
            },
          ]}
        >
          <Button className={styles.person}>
            <Avatar name={person.display_name} />
            <span>
              <div className={styles.name}>
                <bdi>{person.display_name}</bdi>
              </div>
              <div className={styles.role}>{role}</div>
            </span>
            <ChevronDown size={14} aria-hidden />
          </Button>
        </Menu>
        <IconButton
          label={t("frame.person.lock")}
          keys={frameKeys.lock.keys}
          icon={<Lock />}
          onPress={lock}
        />
      </div>
    </Landmark>
  );
}
