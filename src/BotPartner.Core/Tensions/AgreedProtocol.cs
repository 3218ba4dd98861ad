using BotPartner.Core.Documents;

namespace BotPartner.Core.Tensions;

/// <summary>Looks up what a partnership agreed about tensions, as it is stored now.</summary>
public sealed class AgreedProtocol(Change change)
{
    /// <summary>What holds: what was agreed, else <see cref="Agreed.Default"/>.</summary>
    /// <param name="partnership">Its id.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Agreed> Of(string partnership, CancellationToken cancellation) =>
        (await change.Load(TensionKinds.Protocol, TensionKinds.ProtocolKey(partnership), cancellation))?.State ?? Agreed.Default;
}
