using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary>The members of a partnership.</summary>
public sealed class Members(IDocuments documents)
{
    private const int Page = 500;

    /// <summary>Those for whom it holds, at most so many.</summary>
    public async Task<IReadOnlyList<Document<Member>>> Where(
        string partnership, Func<Member, bool> holds, int take, CancellationToken cancellation)
    {
        var found = new List<Document<Member>>();
        await foreach (var entry in documents.All(partnership, Kinds.Member.Name, Page, cancellation))
        {
            if (found.Count >= take)
            {
                break;
            }

            if (Kinds.Member.Read(entry) is var member && holds(member.State))
            {
                found.Add(member);
            }
        }

        return found;
    }
}
