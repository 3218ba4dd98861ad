using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary>Gives the codes of invitations.</summary>
public sealed class InvitationCodes(Change change, Codes codes, Partners partners)
{
    /// <summary>Whom one can be invited to speak for.</summary>
    public Partners Partners => partners;

    /// <summary>Keeps an invitation and gives its code, as it is shown.</summary>
    public async Task<string> Give(string partnership, Invitation invitation, CancellationToken cancellation)
    {
        var (shown, code) = await codes.Give(new(partnership, invitation.Until) { Purpose = Codes.Join }, cancellation);
        var key = Kinds.InvitationKey(partnership, code);
        await change.Run(Kinds.Invitation, key, null, _ => Kinds.Invitation.New(key, invitation), cancellation);
        return shown;
    }
}
