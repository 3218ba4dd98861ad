using BotPartner.Core.Chat;

namespace BotPartner.Core.Partnerships;

/// <summary>Where members use their right to speak for a partner: told when it has ended, so that it ends there at once.</summary>
public interface ISpeakers
{
    /// <summary>The member speaks no longer, or no longer casts the partner's ballot. May be told more than once.</summary>
    Task Silence(string partnership, Member member, CancellationToken cancellation);

    /// <summary>This account no longer speaks as the member, who goes on speaking by the others. May be told more than once.</summary>
    Task Silence(string partnership, Member member, Person account, CancellationToken cancellation);

    /// <summary>The number of an open decision on which each member votes as themself; null if there is none.</summary>
    Task<int?> OpenToMembers(string partnership, CancellationToken cancellation);
}
