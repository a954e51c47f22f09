// What the client needs beyond what Debian packages. With NuGet this file isn't needed.

using System;
using System.Threading.Tasks;

// Newtonsoft.Json 6 has no naming strategies. The client's models name every property, so there is nothing to name.
namespace VmsAdmin
{
    internal abstract class NamingStrategy
    {
        public bool OverrideSpecifiedNames { get; set; }
    }

    internal sealed class CamelCaseNamingStrategy : NamingStrategy
    {
    }

    internal sealed class DefaultContractResolver : Newtonsoft.Json.Serialization.DefaultContractResolver
    {
        public NamingStrategy NamingStrategy { get; set; }
    }
}

// The types of the client's hook for retries, which nobody sets here.
namespace Polly
{
    public interface ISyncPolicy<TResult>
    {
    }

    public interface IAsyncPolicy<TResult>
    {
        Task<PolicyResult<TResult>> ExecuteAndCaptureAsync(Func<Task<TResult>> action);
    }

    public enum OutcomeType
    {
        Successful,
        Failure,
    }

    public class PolicyResult<TResult>
    {
        public OutcomeType Outcome { get; set; }

        public TResult Result { get; set; }

        public Exception FinalException { get; set; }
    }
}
