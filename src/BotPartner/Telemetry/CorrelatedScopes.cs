using System.Collections;
using BotPartner.Core.Documents;

namespace BotPartner.Telemetry;

/// <summary>Has every log line carry the correlation id of what is being handled, in a scope of its own; whoever does the work need not begin one.</summary>
internal sealed class CorrelatedScopes : IExternalScopeProvider
{
    private readonly LoggerExternalScopeProvider others = new();

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        others.ForEachScope(callback, state);
        if (Correlation.Current is { } current)
        {
            callback(new Label(current.Id), state);
        }
    }

    public IDisposable Push(object? state) => others.Push(state);

    private sealed class Label(string id) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => 1;

        public KeyValuePair<string, object?> this[int index] => index == 0 ? new(nameof(Correlation), id) : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            yield return this[0];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => $"{nameof(Correlation)}:{id}";
    }
}
