using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Tensions;

/// <summary>Looks up what a partnership agreed about tensions, as it is stored now, and changes it.</summary>
public sealed class AgreedProtocol(Change change)
{
    /// <summary>What holds: what was agreed, else <see cref="Agreed.Default"/>.</summary>
    /// <param name="partnership">Its id.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Agreed> Of(string partnership, CancellationToken cancellation) =>
        (await change.Load(TensionKinds.Protocol, TensionKinds.ProtocolKey(partnership), cancellation))?.State ?? Agreed.Default;

    /// <summary>Changes it. Whether somebody may is for the caller to know.</summary>
    /// <returns>What holds then, and why it was not changed, if it was not.</returns>
    public async Task<(Agreed Agreed, Refusal? Refusal)> Set(Request request, string partnership, Func<Agreed, Agreed> set, CancellationToken cancellation)
    {
        var key = TensionKinds.ProtocolKey(partnership);
        var saved = await change.Run(TensionKinds.Protocol, key, request, current => Decide(key, current, set), cancellation);
        return (saved.Document?.State ?? Agreed.Default, saved.Refusal);
    }

    private static Verdict<Agreed> Decide(Key key, Document<Agreed>? current, Func<Agreed, Agreed> set)
    {
        var now = current?.State ?? Agreed.Default;
        var next = set(now);
        return ReferenceEquals(now, next) ? new Verdict<Agreed>.Leave()
            : !next.Holds ? Refusal.Of("refusal.protocol")
            : current is null ? TensionKinds.Protocol.New(key, next)
            : current with { State = next };
    }
}
