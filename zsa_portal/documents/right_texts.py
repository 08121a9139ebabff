"""The rights to papers that are asked of other tables, in SQL; ``rights.py`` fills them in."""

PARTS = """EXISTS (
  SELECT FROM zsa_workflow_involvement part
   WHERE part.matter_id = {{matter}} AND part.until IS NULL AND part.party_id = ANY({parties})
     AND ({{level}} = 'public' OR {{level}} = 'restricted' AND ({gives})
          OR {{level}} = 'confidential' AND ({confides})) OFFSET 0)"""
SHARED_IN_ANY_STATE = "part.role = ANY(%s) AND {kind} = ANY(%s)"
SHARED = SHARED_IN_ANY_STATE + " AND {state} = ANY(%s)"
HANDINGS = """EXISTS (
  SELECT FROM zsa_documents_handing handing
    JOIN zsa_people_party party ON party.id = handing.party_id
   WHERE handing.document_id = {document}
     AND handing.since <= %s AND (handing.until IS NULL OR handing.until > %s)
     AND ({level} IN ('public', 'restricted') AND party.key = ANY(%s)
          OR {level} = 'confidential' AND party.user_id = %s)
     AND (EXISTS (SELECT FROM zsa_workflow_involvement part
                   WHERE part.matter_id = {matter} AND part.party_id = party.id
                     AND part.until IS NULL OFFSET 0)
          OR NOT EXISTS (SELECT FROM zsa_workflow_involvement part
                          WHERE part.matter_id = {matter} AND part.party_id = party.id
                            OFFSET 0))
  OFFSET 0)"""
COVERS = """EXISTS (
  SELECT FROM zsa_documents_issuedform_matters cover
    JOIN zsa_workflow_matter covered ON covered.id = cover.matter_id
   WHERE cover.issuedform_id = {{form}} AND {inner} OFFSET 0)"""
