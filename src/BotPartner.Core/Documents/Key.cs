namespace BotPartner.Core.Documents;

/// <summary>Names one document.</summary>
/// <param name="Partition">What is stored together: a partnership's id, or an identity's own partition. No <c>/ \ ? #</c>, at most 200 bytes.</param>
/// <param name="Id">Unique in the partition; sorts ordinally. The same restrictions.</param>
public sealed record Key(string Partition, string Id);
