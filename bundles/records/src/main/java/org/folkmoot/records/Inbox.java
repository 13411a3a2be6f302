package org.folkmoot.records;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where hosts that push hand in records. When a call returns, what it was given is durable and the
 * host may be sent its acknowledgement; when it throws, the host must send it again.
 */
@ProviderType
public interface Inbox {
  /**
   * Takes one delivery.
   *
   * @param source the short name of the source
   * @param delivery the host's own id of the delivery; a repeated one is taken once
   */
  void deliver(
      String source,
      String delivery,
      List<PersonRecord> upserts,
      List<String> removed,
      List<ChangeSet.Merge> merges);
}
