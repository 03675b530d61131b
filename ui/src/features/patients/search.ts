/** Where one is among the patients: the URL holds it. */
export interface PatientsSearch {
  text?: string;
}

/** Which part of a patient's page is open. */
export interface PatientSearch {
  part?: string;
}
